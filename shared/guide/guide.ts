import type { Language } from '../ipc/service.ts';
import en from './en.md?raw';
import ru from './ru.md?raw';

/**
 * The user guide as Markdown. `#` is its title; every `##` opens a chapter and ends in the chapter's id (`## Keys {#keys}`), the
 * same in both languages, so that the program can open the guide at the place a person is at.
 */
export const guide: Readonly<Record<Language, string>> = { ru, en };

export interface Chapter {
  readonly id: string;
  readonly title: string;
  /** Markdown below the heading. */
  readonly text: string;
}

export interface Guide {
  readonly title: string;
  /** Markdown between the title and the first chapter. */
  readonly lead: string;
  readonly chapters: readonly Chapter[];
}

/** Cuts the guide into chapters. Throws where a chapter has no id: a mistake in our own text. */
export function parseGuide(markdown: string): Guide {
  const [head = '', ...parts] = markdown.split(/^## /m);
  const [first = '', ...lead] = head.trim().split('\n');
  return { title: first.replace(/^# /, ''), lead: lead.join('\n').trim(), chapters: parts.map(parseChapter) };
}

function parseChapter(part: string): Chapter {
  const [, title, id, text] = /^(.+?) \{#([a-z-]+)\}\n([\s\S]*)$/.exec(part) ?? [];
  if (title === undefined || id === undefined || text === undefined) throw new Error(`A chapter of the guide has no id: ${part.slice(0, 40)}`);
  return { id, title, text: text.trim() };
}
