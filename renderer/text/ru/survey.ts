import type { survey as en } from '../en/survey.ts';

export const survey: Readonly<Record<keyof typeof en, string>> = {
};
