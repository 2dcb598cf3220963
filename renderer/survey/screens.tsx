import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';
import { CompanyList } from './CompanyList.tsx';

export const surveyScreens: Screens<'companies' | 'form'> = {
  companies: CompanyList,
  form: later(async () => (await import('./FormScreen.tsx')).FormScreen),
};
