import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';
import { CompanyList } from './CompanyList.tsx';

export const surveyScreens: Screens<'companies' | 'form' | 'second' | 'forms'> = {
  companies: CompanyList,
  form: later(async () => (await import('./FormScreen.tsx')).FormScreen),
  second: later(async () => (await import('./second/SecondScreen.tsx')).SecondScreen),
  forms: later(async () => (await import('./inspect/FormsScreen.tsx')).FormsScreen),
};
