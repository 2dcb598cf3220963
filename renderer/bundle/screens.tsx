import type { Screens } from '../screen.ts';
import { BundlesScreen } from './BundlesScreen.tsx';

export const bundleScreens: Screens<'bundles'> = {
  bundles: BundlesScreen,
};
