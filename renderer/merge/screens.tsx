import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const mergeScreens: Screens<'merge' | 'company' | 'conflicts' | 'rules' | 'pairs' | 'case'> = {
  merge: later(async () => (await import('./MergeScreen.tsx')).MergeScreen),
  company: later(async () => (await import('./company/CompanyScreen.tsx')).CompanyScreen),
  conflicts: later(async () => (await import('./conflicts/ConflictsScreen.tsx')).ConflictsScreen),
  case: later(async () => (await import('./company/CaseScreen.tsx')).CaseScreen),
  rules: later(async () => (await import('./rules/RulesScreen.tsx')).RulesScreen),
  pairs: later(async () => (await import('./pairs/PairsScreen.tsx')).PairsScreen),
};
