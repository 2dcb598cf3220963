import type { Screens } from '../screen.ts';

export const trustScreens: Screens<'trust'> = {
  trust: () => null,
};
