import type { Screens } from '../screen.ts';
import { CompanyList } from './CompanyList.tsx';
import { FormScreen } from './FormScreen.tsx';

export const surveyScreens: Screens<'companies' | 'form'> = {
  companies: CompanyList,
  form: FormScreen,
};
