import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const mergeScreens: Screens<'merge' | 'company' | 'conflicts' | 'pairs' | 'case'> = {
  merge: later(async () => (await import('./MergeScreen.tsx')).MergeScreen),
  company: later(async () => (await import('./CompanyScreen.tsx')).CompanyScreen),
  conflicts: later(async () => (await import('./ConflictsScreen.tsx')).ConflictsScreen),
  case: later(async () => (await import('./CaseScreen.tsx')).CaseScreen),
  pairs: later(async () => (await import('./PairsScreen.tsx')).PairsScreen),
};
