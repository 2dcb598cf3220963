import type { Json } from '../../../shared/base/json.ts';
import { parseAnswer } from '../../../shared/survey/json.ts';
import type { Answer, Answers, Path } from '../../../shared/survey/response.ts';
import { clean, type Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { LIMITS, type BookCell, type BookRow, type BookSheet } from '../workbook/print.ts';

/** What a template says of itself on a sheet that nobody sees. */
export interface About {
  readonly formId: string;
  readonly formVersion: string;
  readonly formHash: string;
  /** Empty when it was made for no company in particular. */
  readonly entity: string;
  readonly round: string;
  /** Of the form's texts. */
  readonly language: string;
  /** Every answer as it stood in a cell when the template was made, and the rows of its tables. */
  readonly base: Answers;
}

/** The sheet's name, and what stands in its first cell. */
export const ABOUT = 'svod';
const MAGIC = 'svod-template/1';
const KEYS = ['formId', 'formVersion', 'formHash', 'entity', 'round', 'language'] as const;

export function printAbout(about: About): BookSheet {
  const line = (...texts: readonly string[]): BookRow => ({ cells: new Map(texts.map((value, column): [number, BookCell] => [column, { value, style: 'plain' }])) });
  return {
    name: ABOUT, state: 'veryHidden', columns: [{ width: 40 }, { width: 80 }], merges: [], validations: [],
    rows: [line(MAGIC), ...KEYS.map((key) => line(key, about[key])), ...[...about.base].map(([path, value]) => line(path, ...inPieces(JSON.stringify(value))))],
  };
}

/** What a workbook says of itself; null when it is no template. */
export function readAbout(sheets: readonly Sheet[]): About | null {
  const rows = sheets.find(({ name }) => name === ABOUT)?.rows;
  if (clean(rows?.[0]?.[0] ?? null) !== MAGIC || rows === undefined) return null;
  const facts = new Map(rows.slice(1, KEYS.length + 1).map((row) => [clean(row[0] ?? null), clean(row[1] ?? null)]));
  const fact = (key: (typeof KEYS)[number]): string => facts.get(key) ?? '';
  const base = new Map<Path, Answer>();
  for (const row of rows.slice(KEYS.length + 1)) {
    const path = clean(row[0] ?? null);
    const value = parseStored(row.slice(1).map((cell) => (typeof cell === 'string' ? cell : clean(cell))).join(''));
    if (path.startsWith('/') && value !== null) base.set(path, value);
  }
  return {
    formId: fact('formId'), formVersion: fact('formVersion'), formHash: fact('formHash'), entity: fact('entity'), round: fact('round'),
    language: fact('language'), base,
  };
}

/** A long answer takes several cells. */
function inPieces(text: string): readonly string[] {
  const most = LIMITS.text - 1_000;
  return Array.from({ length: Math.ceil(text.length / most) }, (_, index) => text.slice(index * most, (index + 1) * most));
}

function parseStored(text: string): Answer | null {
  try {
    return answerOf(JSON.parse(text) as Json);
  } catch {
    return null;
  }
}

function answerOf(json: Json): Answer | null {
  if (typeof json === 'string' || typeof json === 'number') return json;
  return parseAnswer({ kind: 'question', type: 'select_multiple', name: '', path: '', label: {} }, json) ?? null;
}
