import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const bundleScreens: Screens<'bundles' | 'keys' | 'doctor'> = {
  bundles: later(async () => (await import('./BundlesScreen.tsx')).BundlesScreen),
  keys: later(async () => (await import('./keys/KeysScreen.tsx')).KeysScreen),
  doctor: later(async () => (await import('./doctor/DoctorScreen.tsx')).DoctorScreen),
};
