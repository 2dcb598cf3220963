import type { Writing } from '../../../shared/ipc/intake.ts';
import { clean } from '../../../shared/survey/xlsform/sheet.ts';
import type { ListTable } from './listTable.ts';

/** How many rows tell how a list writes its numbers and days. */
const TASTE = 2_000;

/** Recognises the decimal mark and the order of days by the cells that leave no doubt; days are written day first where none does. */
export function recogniseWriting({ rows }: Pick<ListTable, 'rows'>): Writing {
  const votes = { comma: 0, point: 0, dmy: 0, mdy: 0 };
  for (const row of rows.slice(0, TASTE)) for (const cell of row) if (typeof cell === 'string') vote(cell, votes);
  return {
    decimal: votes.comma === 0 && votes.point === 0 ? 'either' : votes.comma >= votes.point ? 'comma' : 'point',
    dates: votes.mdy > votes.dmy ? 'mdy' : 'dmy',
  };
}

function vote(cell: string, votes: Record<'comma' | 'point' | 'dmy' | 'mdy', number>): void {
  if (cell.length > 30 || isWord(cell) || !/^\s*[-+−\d]/.test(cell)) return;
  const text = clean(cell);
  const day = /^(\d{1,2})[-./](\d{1,2})[-./](?:\d{4}|\d{2})(?:\D|$)/.exec(text);
  if (day) {
    const [first, second] = [Number(day[1]), Number(day[2])];
    if (first > 12 && second <= 12) votes.dmy += 1;
    else if (second > 12 && first <= 12) votes.mdy += 1;
    return;
  }
  const number = /^[-+−]?\d[\d\s.,']*$/.exec(text) ? text.replace(/[\s']/g, '') : '';
  // `1,234` may be either; another number of digits behind the mark, or both marks, leave no doubt.
  if (/^[^,]*,(?:\d{1,2}|\d{4,})$/.test(number)) votes.comma += 1;
  else if (/^[^.]*\.(?:\d{1,2}|\d{4,})$/.test(number)) votes.point += 1;
  else if (/\..*,\d+$/.test(number)) votes.comma += 1;
  else if (/,.*\.\d+$/.test(number)) votes.point += 1;
}

/** Whether a text begins with a letter or a quote as nearly all do: seen by one character, before any pattern is tried. */
function isWord(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > 0x40 && first < 0x0500 && first !== 0xa0;
}
