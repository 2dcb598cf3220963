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
