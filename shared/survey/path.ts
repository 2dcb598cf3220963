import type { Path } from './response.ts';

const ROW = /\[([a-z0-9]+)\]/g;

/** `/F/line[k3f9x2]/F12` → `/F/line/F12`. */
export function templateOf(path: Path): string {
  return path.replace(ROW, '');
}

/** Row ids from the outermost repeat inwards. */
export function rowIdsOf(path: Path): readonly string[] {
  return [...path.matchAll(ROW)].map((match) => match[1] as string);
}

/** The path of a row: `rowPath('/F/line', 'k3f9x2')` → `/F/line[k3f9x2]`. */
export function rowPath(repeat: Path, row: string): Path {
  return `${repeat}[${row}]`;
}

/** The innermost repeat that a row, or what stands in one, belongs to: `/F/line[k3f9x2]` → `/F/line`. */
export function repeatOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf('['));
}

/** The id of a row by its path: `/F/line[k3f9x2]` → `k3f9x2`. */
export function rowIdOf(row: Path): string {
  return row.slice(row.lastIndexOf('[') + 1, -1);
}

/** Whether the path is a row marker itself (its value is the row's order key). */
export function isRowPath(path: Path): boolean {
  return path.endsWith(']') && path.startsWith('/');
}

/** Where the written justification of a warning travels: `!R14:/C/C02`. */
export function justificationPath(rule: string, at: Path): Path {
  return `!${rule}:${at}`;
}

export function parseJustificationPath(path: Path): { readonly rule: string; readonly at: Path } | null {
  const match = path.startsWith('!') ? /^!([^:]+):(.*)$/.exec(path) : null;
  return match ? { rule: match[1] as string, at: match[2] as string } : null;
}

/**
 * The name under which a note stands where a justification would: `!note:/C/C02`. No rule bears it. Rows, merging and history treat a note as they
 * treat a justification; that no finding asks for it is the difference.
 */
export const NOTE = 'note';

/** Where the note that a person has written on a question travels. */
export function notePath(at: Path): Path {
  return justificationPath(NOTE, at);
}

/** The question that a note is on; null when the path is none of a note. */
export function notedPath(path: Path): Path | null {
  return path.startsWith(NOTED) ? path.slice(NOTED.length) : null;
}

const NOTED = justificationPath(NOTE, '');

/** The mark of an answer that stands in a draft as the last round had it, and that nobody has confirmed or changed yet. It never leaves the draft. */
export function carriedPath(at: Path): Path {
  return `${CARRIED}${at}`;
}

/** The place whose answer is marked so; null when the path is no such mark. */
export function parseCarriedPath(path: Path): Path | null {
  return path.startsWith(CARRIED) ? path.slice(CARRIED.length) : null;
}

const CARRIED = '@last:';

/** What stands in a draft beside answers and the marks of those carried over: `@reason`. */
export function isAside(path: Path): boolean {
  return path.startsWith('@') && parseCarriedPath(path) === null;
}

/** Where a comment on a place travels: `@comment:/C/C02`; of the company as a whole, `@comment:/`. */
export function commentPath(at: Path): Path {
  return `${COMMENT}${at}`;
}

/** The place that a comment is on; null when the path is none of a comment. */
export function commentedPath(path: Path): Path | null {
  return path.startsWith(COMMENT) ? path.slice(COMMENT.length) : null;
}

const COMMENT = '@comment:';

/** Where a body's reply to what is said of a place travels: `@reply:/C/C02`; it stands beside the comment and never in its place. */
export function replyPath(at: Path): Path {
  return `${REPLY}${at}`;
}

/** The place that a reply is on; null when the path is none of a reply. */
export function repliedPath(path: Path): Path | null {
  return path.startsWith(REPLY) ? path.slice(REPLY.length) : null;
}

const REPLY = '@reply:';

/** The place that something is said of, by a note, a comment or a reply; null when the path is none of these. */
export function spokenPath(path: Path): Path | null {
  return notedPath(path) ?? remarkedPath(path);
}

/** The place that something is said of between a body and the Commission, by a comment or by a reply; null when the path is neither. */
export function remarkedPath(path: Path): Path | null {
  return commentedPath(path) ?? repliedPath(path);
}
