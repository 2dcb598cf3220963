import type { Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { columnsOf } from '../outline.ts';
import type { Fill } from './store.ts';

/** A row that was taken out and can be put back with its id and answers. */
export interface TakenRow {
  readonly position: number;
  readonly restore: () => void;
}

/** Adds a row with the answers of another; calculated and read-only values find themselves. Null when the form is locked. */
export function copyRow(fill: Fill, session: Session, repeat: Repeat, path: Path, row: string): string | null {
  const added = fill.addRow(path);
  if (added === null) return null;
  for (const { question, tail } of columnsOf(repeat) ?? []) {
    const { value, readonly } = session.field(rowPath(path, row) + tail);
    if (value !== null && !readonly && question.type !== 'calculate') fill.answer(rowPath(path, added) + tail, value);
  }
  return added;
}

/** Takes a row out, keeping what is needed to put it back. */
export function takeRow(fill: Fill, session: Session, path: Path, row: string): TakenRow {
  const position = session.rows(path).indexOf(row);
  const before = session.rows(path)[position + 1];
  const start = `${rowPath(path, row)}/`;
  const kept: (readonly [Path, Answer])[] = [...session.answers()].filter(([at]) => at.startsWith(start) || (at.startsWith('!') && at.includes(`:${start}`)));
  fill.removeRow(path, row);
  return {
    position,
    restore: () => {
      const still = before !== undefined && session.rows(path).includes(before);
      if (fill.addRow(path, { id: row, ...(still ? { before } : {}) }) === null) return;
      for (const [at, value] of kept) fill.answer(at, value);
    },
  };
}
