import type { RevisionId } from '../bundle/revision/revision.ts';
import type { Path } from '../survey/response.ts';
import type { HashedPart } from './hash.ts';
import type { KeptCell, Said } from './kept.ts';

/** What is kept of a view besides its cells, which stand part by part beside it. */
export interface KeptHead {
  /** Sorted. */
  readonly heads: readonly RevisionId[];
  /** In order. */
  readonly parts: readonly KeptPart[];
}

export interface KeptPart extends HashedPart {
  /** How many of its paths are in conflict. */
  readonly conflicts: number;
  /** The number under which its cells are kept. */
  readonly row: number;
}

/** The head as text: a line of ids, then a line for each part, its row, its conflicts, its hash and its name. */
export function printHead({ heads, parts }: KeptHead): string {
  return [heads.join(' '), ...parts.map(({ part, hash, conflicts, row }) => `${row} ${conflicts} ${hash} ${part}`)].join('\n');
}

/** Reads what {@link printHead} wrote. */
export function readHead(text: string): KeptHead {
  const [heads = '', ...lines] = text.split('\n');
  const parts = lines.map((line): KeptPart => {
    const [row = '', conflicts = '', hash = ''] = line.split(' ', 3);
    return { part: line.slice(row.length + conflicts.length + hash.length + 3), hash, conflicts: Number(conflicts), row: Number(row) };
  });
  return { heads: heads === '' ? [] : heads.split(' '), parts };
}

/**
 * The cells of a part as text: the ids of its writers, its paths a line each, how many paths in turn each writer has, the marks of the
 * values two digits each, and what is said otherwise, by place.
 */
export function printCells(cells: readonly KeptCell[]): string {
  const places = new Map<RevisionId, number>();
  const place = (id: RevisionId): number => {
    let found = places.get(id);
    if (found === undefined) places.set(id, (found = places.size));
    return found;
  };
  const runs: (number | readonly number[])[] = [];
  const others: (number | Said)[] = [];
  let [paths, marks, last] = ['', '', ''];
  let count = 0;
  const endRun = (): void => void (count > 0 && runs.push(count, place(last)));
  for (let index = 0; index < cells.length; index += 1) {
    const { path, writers, said } = cells[index] as KeptCell;
    paths += index === 0 ? path : `\n${path}`;
    const [writer, another] = writers as readonly [RevisionId, RevisionId?];
    if (another !== undefined || writer !== last) {
      endRun();
      [last, count] = [writer, 0];
    }
    if (another === undefined) count += 1;
    else {
      runs.push(1, writers.map(place));
      last = '';
    }
    if (typeof said === 'number') marks += MARKS[said] as string;
    else {
      marks += '..';
      others.push(index, said);
    }
  }
  endRun();
  return JSON.stringify([[...places.keys()], paths, runs, marks, others]);
}

/** Reads what {@link printCells} wrote. */
export function readCells(text: string): readonly KeptCell[] {
  const [ids, paths, runs, marks, others] = JSON.parse(text) as [
    readonly RevisionId[], string, readonly (number | readonly number[])[], string, readonly (number | Said)[],
  ];
  const said = new Map<number, Said>();
  for (let at = 0; at < others.length; at += 2) said.set(others[at] as number, others[at + 1] as Said);
  const names = paths === '' ? [] : paths.split('\n');
  const cells: KeptCell[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    const places = runs[at + 1] as number | readonly number[];
    const writers = (typeof places === 'number' ? [places] : places).map((place) => ids[place] as RevisionId);
    for (let left = runs[at] as number; left > 0; left -= 1) {
      const index = cells.length;
      const mark = (DIGIT_VALUES[marks.charCodeAt(2 * index)] as number) * 64 + (DIGIT_VALUES[marks.charCodeAt(2 * index + 1)] as number);
      cells.push({ path: names[index] as Path, writers, said: said.get(index) ?? mark });
    }
  }
  return cells;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGIT_VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));
/** Every mark as its two digits. */
const MARKS: readonly string[] = Array.from({ length: 4096 }, (_, mark) => (DIGITS[mark >> 6] as string) + (DIGITS[mark & 63] as string));
