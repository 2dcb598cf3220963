import type { Screens } from '../screen.ts';

export const serviceScreens: Screens<'settings'> = {
  settings: () => null,
};
