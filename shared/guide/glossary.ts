import type { Language } from '../ipc/service.ts';

export interface Term {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly meaning: Readonly<Record<Language, string>>;
  /** How the term is recognised in a question: lower-case beginnings of its words, in any of these spellings. */
  readonly stems: Readonly<Record<Language, readonly string[]>>;
}

/** The terms of one text that the glossary explains, in the order of the glossary. */
export function termsIn(text: string, language: Language, glossary: readonly Term[]): readonly Term[] {
  const words = wordsOf(text);
  return glossary.filter((term) => term.stems[language].some((stem) => has(words, wordsOf(stem))));
}

/** Whether every word of the stem begins words of the text that stand side by side. */
function has(words: readonly string[], stem: readonly string[]): boolean {
  return words.some((_, at) => stem.every((beginning, index) => words[at + index]?.startsWith(beginning)));
}

const wordsOf = (text: string): readonly string[] => text.toLocaleLowerCase('ru').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
