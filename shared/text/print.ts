import { IntlMessageFormat } from 'intl-messageformat';
import type { Remark } from '../survey/remark.ts';
import type { Complaint } from '../survey/xlsform/sheet.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type SentenceCode = keyof typeof en;
export type Language = 'ru' | 'en';
export type SentenceValues = Readonly<Record<string, string | number>>;

const sentences: Readonly<Record<Language, Readonly<Record<SentenceCode, string>>>> = { ru, en };
const compiled = new Map<string, IntlMessageFormat>();

export function isSentenceCode(code: string): code is SentenceCode {
  return Object.hasOwn(en, code);
}

/** One sentence for a person, with its values put in; numbers are written as the language writes them. */
export function printSentence(language: Language, code: SentenceCode, values: SentenceValues = {}): string {
  const key = `${language} ${code}`;
  let format = compiled.get(key);
  if (!format) compiled.set(key, (format = new IntlMessageFormat(sentences[language][code], language)));
  return String(format.format(values));
}

/** What the compiler says of a cell, with the place in the expression where there is one. */
export function printRemark(language: Language, { code, values, within }: Remark & Pick<Complaint, 'within'>): string {
  const said = printSentence(language, `remark.${code}`, values);
  return within === undefined ? said : printSentence(language, 'remark-within', { remark: said, ...within });
}
