import type { Path } from '../../../shared/survey/response.ts';

/**
 * What column A, hidden, says of a row of a template: by it the answers are found again. Rows that hold none bear `#`; a row
 * without any mark was added by somebody.
 */
export type Mark =
  | { readonly kind: 'none' }
  /** A question or a whole table: answer and reason stand in their columns. */
  | { readonly kind: 'node'; readonly path: Path }
  /** One of several choices, to be marked. */
  | { readonly kind: 'choice'; readonly path: Path; readonly code: string }
  /** The questions of a table's columns stand in this row. */
  | { readonly kind: 'columns'; readonly path: Path }
  /** A row of a table; an empty id is a row that is not there yet, `code` the choice that makes the line. */
  | { readonly kind: 'row'; readonly path: Path; readonly id: string; readonly code: string | null };

export const NO_MARK = '#';

export function printMark(mark: Mark): string {
  switch (mark.kind) {
    case 'none': return NO_MARK;
    case 'node': return mark.path;
    case 'choice': return `${mark.path}=${mark.code}`;
    case 'columns': return `[${mark.path}]`;
    case 'row': return `${mark.path}[${mark.id}]${mark.code === null ? '' : `=${mark.code}`}`;
  }
}

/** The way back; null for a text that is no mark. */
export function parseMark(text: string): Mark | null {
  if (text === NO_MARK) return { kind: 'none' };
  const columns = /^\[(\/[^[\]=]+)\]$/.exec(text);
  if (columns) return { kind: 'columns', path: columns[1] as string };
  const row = /^(\/[^[\]=]+)\[([a-z0-9]*)\](?:=(.*))?$/s.exec(text);
  if (row) return { kind: 'row', path: row[1] as string, id: row[2] as string, code: row[3] ?? null };
  const choice = /^(\/[^[\]=]+)=(.*)$/s.exec(text);
  if (choice) return { kind: 'choice', path: choice[1] as string, code: choice[2] as string };
  return /^\/[^[\]=]+$/.test(text) ? { kind: 'node', path: text } : null;
}

/** Columns of a sheet, from 0; the answer takes two, the hint the rest of the width. */
export const COLUMN = { mark: 0, number: 1, label: 2, answer: 3, unit: 5, reason: 6, hint: 7 } as const;
/** The first column of a table. */
export const FIRST = COLUMN.label;
