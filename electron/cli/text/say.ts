import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../../shared/ipc/service.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Phrase = keyof typeof en;
export type Values = Readonly<Record<string, string | number>>;
/** Prints one phrase of the command line in the reader's language. */
export type Say = (phrase: Phrase, values?: Values) => string;

export function createSay(language: Language): Say {
  const phrases = language === 'ru' ? ru : en;
  return (phrase, values = {}) => {
    const text = phrases[phrase];
    return text.includes('{') ? String(new IntlMessageFormat(text, language).format({ ...values })) : text;
  };
}
