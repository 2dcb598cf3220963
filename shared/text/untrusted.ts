import type { UntrustedWord } from '../merge/untrusted.ts';
import { printSentence, type Language } from './print.ts';

/** What is said of a word of the Commission that was left out: what it is, who it claims to come from, why it is not believed and what to do. */
export function printUntrusted(language: Language, { kind, claims: { name, person, body }, code }: UntrustedWord): { readonly title: string; readonly why: string } {
  const who = [person, body].filter((claimed) => claimed !== null).join(', ');
  return { title: printSentence(language, 'untrusted.title', { kind, name: name ?? 'none' }), why: printSentence(language, 'untrusted.why', { code: code.replaceAll('-', '_'), who: who === '' ? 'none' : who }) };
}
