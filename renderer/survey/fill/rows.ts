import type { Language } from '../../../shared/ipc/service.ts';
import type { RemovedRow } from '../../../shared/ipc/survey.ts';
import type { Repeat } from '../../../shared/survey/form.ts';
import { isRowPath, repeatOf, rowIdOf, rowIdsOf, rowPath, templateOf } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { printAnswer } from '../../../shared/text/answer.ts';
import { columnsOf, nodesOf, type Column } from '../outline.ts';
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

/** Puts a row that was taken away back at the end of its table, with what stood in it: one step to undo. Null when the form is locked. */
export function restoreRow(fill: Fill, { row, answers }: Pick<RemovedRow, 'row' | 'answers'>): string | null {
  return fill.edit((session) => {
    const nodes = nodesOf(session.form);
    const isCalculated = (path: Path): boolean => {
      const node = nodes.get(templateOf(path));
      return node?.kind === 'question' && node.type === 'calculate';
    };
    const added = fill.addRow(repeatOf(row), { id: rowIdOf(row) });
    const inner = answers.filter(([path]) => isRowPath(path)).toSorted(([one, first], [two, second]) => rowIdsOf(one).length - rowIdsOf(two).length || Number(first) - Number(second));
    for (const [path] of inner) fill.addRow(repeatOf(path), { id: rowIdOf(path) });
    for (const [path, value] of answers) if (!isRowPath(path) && !isCalculated(path)) fill.answer(path, value);
    return added;
  });
}

/** Whether nothing has been answered in a row: calculated values do not count. */
export function isBlankRow(session: Session, repeat: Repeat, path: Path, row: string): boolean {
  return (columnsOf(repeat) ?? []).every(({ question, tail }) => question.type === 'calculate' || session.field(rowPath(path, row) + tail).value === null);
}

/**
 * Puts the rows of a table in the order of what a column says, as one step: numbers by size, choices by their names, empty ones last.
 * Rows that stand so already are turned round. Says whether anything has moved.
 */
export function sortRows(fill: Fill, path: Path, { question, tail }: Column, language: Language): boolean {
  return fill.edit((session) => {
    const rows = session.rows(path);
    const keyOf = (row: string): string | number | null => {
      const at = rowPath(path, row) + tail;
      const { value, relevant } = session.field(at);
      if (!relevant || value === null) return null;
      return typeof value === 'number' ? value : printAnswer(language, question, question.list === undefined ? [] : session.choices(at), value);
    };
    const keys = new Map(rows.map((row) => [row, keyOf(row)]));
    const blank = rows.filter((row) => keys.get(row) === null);
    const filled = rows.filter((row) => keys.get(row) !== null);
    const collator = new Intl.Collator(language, { numeric: true });
    const compare = (one: string, two: string): number => {
      const [a, b] = [keys.get(one) as string | number, keys.get(two) as string | number];
      if (typeof a === 'number' && typeof b === 'number') return a - b;
      return typeof a === typeof b ? collator.compare(String(a), String(b)) : typeof a === 'number' ? -1 : 1;
    };
    const rising = filled.toSorted(compare);
    const same = (order: readonly string[]): boolean => order.every((row, index) => row === rows[index]);
    const wanted = [...(same([...rising, ...blank]) ? filled.toSorted((one, two) => compare(two, one)) : rising), ...blank];
    if (same(wanted)) return false;
    const places: readonly Answer[] = rows.map((row) => session.answers().get(rowPath(path, row)) ?? 0);
    for (const [index, row] of wanted.entries()) fill.answer(rowPath(path, row), places[index] ?? 0);
    return true;
  }) ?? false;
}
