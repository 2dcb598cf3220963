import type { Screens } from '../screen.ts';

export const bundleScreens: Screens<'bundles'> = {
  bundles: () => null,
};
