import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const bundleScreens: Screens<'bundles' | 'keys'> = {
  bundles: later(async () => (await import('./BundlesScreen.tsx')).BundlesScreen),
  keys: later(async () => (await import('./keys/KeysScreen.tsx')).KeysScreen),
};
