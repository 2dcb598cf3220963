import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';
import { CompanyList } from './CompanyList.tsx';

export const surveyScreens: Screens<'companies' | 'form' | 'forms'> = {
  companies: CompanyList,
  form: later(async () => (await import('./FormScreen.tsx')).FormScreen),
  forms: later(async () => (await import('./inspect/FormsScreen.tsx')).FormsScreen),
};
