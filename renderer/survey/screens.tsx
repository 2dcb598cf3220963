import type { Screens } from '../screen.ts';

export const surveyScreens: Screens<'companies' | 'form'> = {
  companies: () => null,
  form: () => null,
};
