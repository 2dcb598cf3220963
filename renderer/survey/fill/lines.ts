import { rowPath } from '../../../shared/survey/path.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { columnsOf } from '../outline.ts';
import type { Fill } from './store.ts';
import { cellPath, type Table } from './table.ts';

/** The row of a line, made when there is none yet: it stands where its choice stands in the list. Null when the form is locked or full. */
export function rowOfLine(fill: Fill, table: Table, line: number): string | null {
  const slot = table.slots[line];
  if (!slot || slot.row !== null || !table.head || !slot.choice) return slot?.row ?? null;
  const { choice, head } = { choice: slot.choice, head: table.head };
  return fill.edit((session) => {
    if (table.repeat.max !== undefined && session.rows(table.path).length >= table.repeat.max) return null;
    const below = new Set(table.slots.slice(line + 1).flatMap((other) => (other.choice ? [other.choice.value] : [])));
    const before = session.rows(table.path).find((row) => below.has(String(session.field(rowPath(table.path, row) + head.tail).value)));
    const added = fill.addRow(table.path, before === undefined ? {} : { before });
    if (added !== null) fill.answer(rowPath(table.path, added) + head.tail, choice.value);
    return added;
  });
}

/** Answers a cell; a line that is no row yet becomes one. */
export function answerCell(fill: Fill, table: Table, line: number, column: number, value: Answer | null): void {
  const known = cellPath(table, line, column);
  const tail = table.columns[column]?.tail ?? '';
  if (known !== null) fill.answer(known, value);
  else if (value !== null) {
    fill.edit(() => {
      const row = rowOfLine(fill, table, line);
      const path = row === null ? null : rowPath(table.path, row) + tail;
      if (path !== null) fill.answer(path, value);
      return path;
    }, { typed: (path) => path });
  }
}

/** Takes the row of a line away again when the person leaves it without an answer or a note: an empty line is no row. */
export function tidyLine(fill: Fill, session: Session, table: Table, line: number): void {
  const slot = table.slots[line];
  if (!slot?.choice || slot.row === null) return;
  const row = slot.row;
  const filled = (columnsOf(table.repeat) ?? []).some(({ question, tail }) => {
    const path = rowPath(table.path, row) + tail;
    return session.notes().has(path) || (question !== table.head?.question && question.type !== 'calculate' && session.field(path).value !== null);
  });
  if (!filled) fill.edit(() => fill.removeRow(table.path, row), { join: true });
}
