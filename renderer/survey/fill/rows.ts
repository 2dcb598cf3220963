import type { Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { columnsOf } from '../outline.ts';
import type { Fill } from './store.ts';

/** Adds a row after another with its answers; calculated and read-only values find themselves. Null when the form is locked. */
export function copyRow(fill: Fill, repeat: Repeat, path: Path, row: string): string | null {
  return fill.edit((session) => {
    const rows = session.rows(path);
    const before = rows[rows.indexOf(row) + 1];
    const added = fill.addRow(path, before === undefined ? {} : { before });
    if (added !== null) copyInto(fill, session, repeat, path, row, added);
    return added;
  });
}

/** Copies the answers of a row into another one. */
export function copyInto(fill: Fill, session: Session, repeat: Repeat, path: Path, from: string, to: string): void {
  for (const { question, tail } of columnsOf(repeat) ?? []) {
    const { value, readonly } = session.field(rowPath(path, from) + tail);
    if (value !== null && !readonly && question.type !== 'calculate') fill.answer(rowPath(path, to) + tail, value);
  }
}

/** Whether nothing has been answered in a row: calculated values do not count. */
export function isBlankRow(session: Session, repeat: Repeat, path: Path, row: string): boolean {
  return (columnsOf(repeat) ?? []).every(({ question, tail }) => question.type === 'calculate' || session.field(rowPath(path, row) + tail).value === null);
}


