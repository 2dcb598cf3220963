import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';
import { CompanyList } from './companies/CompanyList.tsx';

export const surveyScreens: Screens<'companies' | 'form' | 'second' | 'forms' | 'intake'> = {
  companies: CompanyList,
  form: later(async () => (await import('./FormScreen.tsx')).FormScreen),
  intake: later(async () => (await import('./intake/IntakeScreen.tsx')).IntakeScreen),
  second: later(async () => (await import('./second/SecondScreen.tsx')).SecondScreen),
  forms: later(async () => (await import('./inspect/FormsScreen.tsx')).FormsScreen),
};
