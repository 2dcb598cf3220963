import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const bundleScreens: Screens<'bundles'> = {
  bundles: later(async () => (await import('./BundlesScreen.tsx')).BundlesScreen),
};
