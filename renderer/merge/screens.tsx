import type { Screens } from '../screen.ts';

export const mergeScreens: Screens<'merge' | 'company' | 'conflicts'> = {
  merge: () => null,
  company: () => null,
  conflicts: () => null,
};
