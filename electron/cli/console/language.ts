import type { Language } from '../../../shared/ipc/service.ts';

/** The language of the answers: `--language`, else `SVOD_LANGUAGE`, else the language of the system, else English. */
export function languageOf(words: readonly string[], environment: Readonly<Record<string, string | undefined>>): Language {
  const at = words.indexOf('--language');
  const asked = at >= 0 ? words[at + 1] : words.find((word) => word.startsWith('--language='))?.slice('--language='.length);
  const tag = asked ?? environment.SVOD_LANGUAGE ?? environment.LC_ALL ?? environment.LANG ?? 'en';
  return tag.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}
