import type { CellPlace } from '../../../shared/ipc/intake.ts';
import type { FormDefinition, Question } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { clean, type CellValue, type Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { FormMap } from '../formMap.ts';
import { choiceNames, type ChoiceNames } from '../workbook/choiceNames.ts';
import { readValue, reasonOf } from '../workbook/readValue.ts';
import { ABOUT, type About } from './about.ts';
import { isAsked } from './cells.ts';
import { linesOf, type CellTrouble, type Line } from './lines.ts';
import { COLUMN, FIRST, parseMark, type Mark } from './marks.ts';

export interface ReadTemplate {
  /** What the cells say: answers, reasons, and the rows of tables by their order. */
  readonly answers: ReadonlyMap<Path, Answer>;
  /** In which cell each of them stands; an empty cell of a row that is there too. */
  readonly places: ReadonlyMap<Path, CellPlace>;
  /** Template paths of the questions and tables that have a line in the workbook: it says nothing of any other. */
  readonly spoken: ReadonlySet<Path>;
  readonly troubles: readonly CellTrouble[];
}

/** What the columns of a table ask; `outer` is the table that it stands in, whose rows the first column names. */
interface Columns {
  readonly columns: ReadonlyMap<number, Question>;
  readonly outer: Path | null;
}

const WRITING = { decimal: 'either', dates: 'dmy' } as const;
const UNFIT = new Set((['ru', 'en'] as const).map((language) => printSentence(language, 'excel.too-long')));

/**
 * Reads the cells of a returned template by the marks of its rows. `newRow` names rows that the company has added. Give the form
 * whose hash the template bears: another one would read places that it does not have.
 */
export function readTemplate(sheets: readonly Sheet[], { definition, map }: { readonly definition: FormDefinition; readonly map: FormMap }, about: About, newRow: () => string): ReadTemplate {
  const answers = new Map<Path, Answer>();
  const places = new Map<Path, CellPlace>();
  const spoken = new Set<Path>();
  const troubles: CellTrouble[] = [];
  const counts = new Map<Path, number>();
  const namesFor = ({ list, codeList }: Question): ChoiceNames | null => {
    const choices = definition.choices[list ?? codeList ?? ''];
    return choices === undefined ? null : choiceNames(definition, choices, about.language);
  };
  const labelOf = (path: Path): string => textIn(nodesOf(definition).get(path)?.label, about.language, definition.defaultLanguage);
  const read = (question: Question, { value, percent }: Line, column: number): Answer | null => {
    const cell = value(column);
    return typeof cell === 'string' && UNFIT.has(cell) ? null : readValue(question, cell, namesFor(question), WRITING, percent(column));
  };

  const takeNode = (path: Path, line: Line, marked: ReadonlySet<Path>): void => {
    const question = map.questions.get(path);
    if (!question && !map.repeats.has(path)) return line.complain(COLUMN.label, 'excel.cell.unknown');
    if (spoken.has(path)) return line.complain(COLUMN.label, 'excel.cell.again');
    spoken.add(path);
    if (question) complainAside(line);
    const why = line.text(COLUMN.reason);
    const reason = reasonOf(why, false);
    if (why !== '' && reason === undefined) line.complain(COLUMN.reason, 'excel.cell.reason', { shown: why });
    const value = question && !marked.has(path) ? read(question, line, COLUMN.answer) : null;
    places.set(path, line.at(reason !== undefined || !question ? COLUMN.reason : COLUMN.answer));
    if (reason !== undefined && value !== null) line.complain(COLUMN.reason, 'excel.cell.twice');
    else if (reason !== undefined) answers.set(path, { missing: reason });
    else if (value !== null) answers.set(path, value);
  };

  const takeChoice = ({ path, code }: Extract<Mark, { readonly kind: 'choice' }>, line: Line): void => {
    if (!map.questions.has(path)) return line.complain(COLUMN.label, 'excel.cell.unknown');
    complainAside(line);
    if (/^(?:|no|нет|0|-)$/i.test(line.text(COLUMN.answer))) return;
    const before = answers.get(path) ?? [];
    if (Array.isArray(before)) answers.set(path, [...(before as readonly string[]), code]);
    else line.complain(COLUMN.answer, 'excel.cell.twice');
  };

  /** Rows by table and the number that stands before them: rows of tables within the table name those they belong to by it. */
  const numbered = new Map<string, Path>();
  const keyOf = (repeat: Path, number: CellValue): string => `${repeat} ${clean(number)}`;

  const takeRow = ({ path, id, code }: Extract<Mark, { readonly kind: 'row' }>, line: Line, { columns, outer }: Columns): void => {
    if (!map.repeats.has(path) || columns.size === 0) return line.complain(COLUMN.label, 'excel.cell.unknown');
    const isLine = (column: number): boolean => column === FIRST && code !== null;
    const said = [...columns].map(([column, question]) => ({ column, question, value: isLine(column) ? code : read(question, line, column) }));
    if (!said.some(({ column, value }) => value !== null && !isLine(column))) return;
    const holder = outer === null ? '' : numbered.get(keyOf(outer, line.value(FIRST)));
    if (holder === undefined) return line.complain(FIRST, 'excel.cell.outer', { number: line.text(FIRST) || '–', table: labelOf(outer ?? '') });
    const repeat = holder + path.slice(outer?.length ?? 0);
    // A row copied with its hidden mark is another row.
    const row = rowPath(repeat, id === '' || answers.has(rowPath(repeat, id)) ? newRow() : id);
    counts.set(repeat, (counts.get(repeat) ?? 0) + 1);
    answers.set(row, counts.get(repeat) as number);
    places.set(row, line.at(FIRST));
    const key = keyOf(path, line.value(COLUMN.number));
    if (!numbered.has(key)) numbered.set(key, row);
    for (const { column, question, value } of said) {
      const place = row + question.path.slice(path.length);
      places.set(place, line.at(column));
      if (value !== null) answers.set(place, value);
    }
  };

  for (const sheet of sheets) {
    const marks = sheet.rows.map((row) => parseMark(clean(row[COLUMN.mark] ?? null)));
    if (sheet.name === ABOUT || !marks.some((mark) => mark?.kind === 'node')) continue;
    const marked = new Set(marks.flatMap((mark) => (mark?.kind === 'choice' ? [mark.path] : [])));
    const lineAt = linesOf(sheet, troubles);
    let columns: Columns = { columns: new Map(), outer: null };
    for (const [index, row] of sheet.rows.entries()) {
      const line = lineAt(index);
      const mark = marks[index] ?? null;
      switch (mark?.kind) {
        case 'node': takeNode(mark.path, line, marked); break;
        case 'choice': takeChoice(mark, line); break;
        case 'row': takeRow(mark, line, columns); break;
        case 'columns':
          columns = columnsIn(row, map);
          spoken.add(mark.path);
          break;
        case 'none': break;
        default: {
          const filled = row.findIndex((one) => clean(one) !== '');
          if (filled >= 0) line.complain(filled, filled === COLUMN.mark ? 'excel.cell.unknown' : 'excel.cell.stray');
        }
      }
    }
  }
  keepOrder(answers, about.base, map);
  return { answers, places, spoken, troubles };
}

/** The answer takes two cells, joined: what stands in the second was moved there, with its column or alone. */
function complainAside(line: Line): void {
  if (line.text(COLUMN.answer + 1) !== '') line.complain(COLUMN.answer + 1, 'excel.cell.aside');
}

/** Choices that are marked one below another have no order of their own: the same ones stay in the order they had. */
function keepOrder(answers: Map<Path, Answer>, base: About['base'], map: FormMap): void {
  for (const [path, value] of answers) {
    const before = base.get(path);
    if (Array.isArray(value) && Array.isArray(before) && map.questions.get(path)?.type === 'select_multiple' && isSameSet(value as readonly string[], before as readonly string[])) answers.set(path, before as readonly string[]);
  }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code));
}

/** The questions of a table's columns, as its hidden row names them. */
function columnsIn(row: readonly CellValue[], map: FormMap): Columns {
  const first = clean(row[FIRST] ?? null);
  const columns = new Map(row.flatMap((value, column): readonly (readonly [number, Question])[] => {
    const question = column < FIRST ? undefined : map.questions.get(clean(value));
    return question && isAsked(question) ? [[column, question]] : [];
  }));
  return { columns, outer: map.repeats.has(first) ? first : null };
}
