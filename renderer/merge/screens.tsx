import type { Screens } from '../screen.ts';
import { CompanyScreen } from './CompanyScreen.tsx';
import { ConflictsScreen } from './ConflictsScreen.tsx';
import { MergeScreen } from './MergeScreen.tsx';

export const mergeScreens: Screens<'merge' | 'company' | 'conflicts'> = {
  merge: MergeScreen,
  company: CompanyScreen,
  conflicts: ConflictsScreen,
};
