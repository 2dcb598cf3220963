import type { Language } from '../../../shared/ipc/service.ts';
import { localeOf } from '../../../shared/text/values.ts';

/** A language of a form as the reader calls it: `русский`; one whose code is none stays as the form writes it. */
export function printLanguage(reader: Language, code: string): string {
  try {
    return new Intl.DisplayNames(localeOf(reader), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
