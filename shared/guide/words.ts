import type { Language } from '../ipc/service.ts';

/** What the glossary is called, on screen and on paper. */
export const glossaryWords: Readonly<Record<Language, string>> = { ru: 'Словарь терминов', en: 'Glossary' };
