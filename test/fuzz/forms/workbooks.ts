import type { CellValue } from '../../../shared/survey/xlsform/sheet.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { escaped, rawWorkbook } from '../../helpers/rawWorkbook.ts';
import type { Draw } from '../../oracle/draw.ts';
import { BEGINS, CHOICE_COLUMNS, COLUMNS, ENDS, EXPRESSIONS, LABELS, NAMES, PHONE_TYPES, SETTINGS, TIDY_COLUMNS, TIDY_EXPRESSIONS, TIDY_TYPES, TYPES } from './words.ts';

type Cells = readonly (readonly CellValue[])[];
export interface DrawnSheet {
  readonly name: string;
  readonly cells: Cells;
}

/** A workbook as an author might leave it: most of it right, some of it wrong, everything spelt somehow. */
export function drawSheets(draw: Draw): readonly DrawnSheet[] {
  if (draw.chance(60)) return drawTidy(draw);
  const sheets: DrawnSheet[] = [{ name: draw.chance(90) ? 'survey' : draw.pick(['Survey ', 'SURVEY', 'Sheet1']), cells: drawSurvey(draw) }];
  if (draw.chance(80)) sheets.push({ name: draw.pick(['choices', 'Choices']), cells: drawChoices(draw, ['a', 'c']) });
  if (draw.chance(30)) sheets.push({ name: 'external_choices', cells: drawChoices(draw, ['b']) });
  if (draw.chance(80)) sheets.push({ name: 'settings', cells: drawSettings(draw) });
  if (draw.chance(30)) sheets.push({ name: '_fields', cells: drawTable(draw, ['name', 'unit', 'atomic', 'personal', 'id_scheme', 'code_list', 'min', 'max', 'identity', 'odd'], [NAMES, ['RUB', '2', 'yes', 'ru_inn', 'auto', 'a', '-1', 'number', '']]) });
  if (draw.chance(30)) sheets.push({ name: '_rules', cells: drawTable(draw, ['id', 'level', 'stage', 'scope', 'context', 'when', 'assert', 'at', 'check', 'arguments', 'message', 'message::ru'], [['R1', 'R2', '', 'a b'], ['error', 'warning', 'complete', 'response', 'base', 'r1', 'x1', 'required', 'duplicate', 'k=v;w'], EXPRESSIONS, LABELS]) });
  if (draw.chance(20)) sheets.push({ name: '_parameters', cells: drawTable(draw, ['name', 'value', 'valid_from', 'valid_to', 'source'], [['rate', '', 'key rate'], ['5', '5,5', '2026-01-01', 'soon']]) });
  if (draw.chance(20)) sheets.push({ name: draw.pick(['entities', 'osm', '_odd', 'Notes', '_renames']), cells: [['list_name', 'label', 'from', 'to'], ['trees', '${x1}', 'x1', 'x2']] });
  return sheets;
}

/** Few mistakes: most of these compile, so that forms are filled too. */
function drawTidy(draw: Draw): readonly DrawnSheet[] {
  const columns = ['type', 'name', 'label', draw.pick(['relevant', 'relevance']), draw.pick(['required', 'read only']), draw.pick(['constraint', 'default', 'trigger']), 'calculation', draw.pick(TIDY_COLUMNS)];
  const rows: CellValue[][] = [['text', 'x1', 'A'], ['select_one a', 'x2', 'B']];
  const opened: string[] = [];
  const asked = ['x1', 'x2'];
  const withChoices = ['x2'];
  for (let at = 3; at <= 4 + draw.below(10); at++) {
    const kind = opened.length < 3 && draw.chance(15) ? draw.pick(['group', 'repeat']) : null;
    if (kind) opened.push(kind);
    const type = kind ? `${draw.pick(['begin ', 'begin_'])}${kind}` : draw.chance(8) ? draw.pick(PHONE_TYPES) : draw.pick(TIDY_TYPES);
    rows.push(columns.map((column) => tidyCell(draw, { column, type, name: `x${at}`, asked, withChoices })));
    if (kind === null && TIDY_TYPES.some((known) => known === type)) asked.push(`x${at}`);
    if (/^select|^rank/.test(type)) withChoices.push(`x${at}`);
    if (opened.length > 0 && kind === null && draw.chance(30)) rows.push([`end ${opened.pop() ?? ''}`]);
  }
  for (const kind of opened.reverse()) rows.push([`end_${kind}`]);
  const choices = [['list_name', 'name', 'label', draw.pick(['region', 'image', 'label::ru'])], ...Array.from({ length: 1 + draw.below(4) }, (_, index) => ['a', `a${index}`, `Choice ${index}`, draw.chance(50) ? 'a.png' : null])];
  return [{ name: 'survey', cells: [columns, ...rows] }, { name: 'choices', cells: choices }, { name: 'settings', cells: [['form_id', draw.pick(['version', 'style', 'auto_send', 'sms_keyword'])], ['f', '1']] }];
}

interface TidyCell {
  readonly column: string;
  readonly type: string;
  readonly name: string;
  /** Questions above that an expression may read. */
  readonly asked: readonly string[];
  readonly withChoices: readonly string[];
}

function tidyCell(draw: Draw, { column, type, name, asked, withChoices }: TidyCell): CellValue {
  const written = (from: readonly string[]): string => draw.pick(from).replaceAll('${x}', `\${${draw.pick(asked)}}`).replaceAll('${s}', `\${${draw.pick(withChoices)}}`);
  const begins = type.startsWith('begin');
  if (column === 'type') return type;
  if (column === 'name') return name;
  if (column === 'label') return draw.pick(['A', 'Вопрос', 'with ${x1}']);
  if (column === 'calculation') return type === 'calculate' ? written(TIDY_EXPRESSIONS.value) : null;
  if (draw.chance(70)) return null;
  switch (column) {
    case 'relevant':
    case 'relevance': return written(TIDY_EXPRESSIONS.condition);
    case 'required':
    case 'read only': return begins ? null : draw.pick(['yes', 'no', written(TIDY_EXPRESSIONS.condition)]);
    case 'constraint': return begins ? null : written(TIDY_EXPRESSIONS.constraint);
    case 'default': return begins || type === 'calculate' ? null : draw.pick(TIDY_EXPRESSIONS.default);
    case 'trigger': return type === 'calculate' ? written(['${x}']) : null;
    default: return 'Words';
  }
}

function drawSurvey(draw: Draw): Cells {
  const columns: string[] = [draw.chance(92) ? 'type' : draw.pick(['TYPE', 'command', 'kind']), 'name', draw.chance(60) ? 'label' : 'label::English (en)'];
  for (let more = draw.below(9); more > 0; more--) columns.push(draw.pick(COLUMNS));
  const rows: CellValue[][] = [];
  const opened: string[] = [];
  for (let count = 1 + draw.below(14); count > 0; count--) {
    const begins = draw.chance(18);
    const type = begins ? draw.pick(BEGINS) : opened.length > 0 && draw.chance(20) ? draw.pick(ENDS) : draw.pick(TYPES);
    if (begins) opened.push(/repeat/i.test(type) ? 'end_repeat' : 'end_group');
    rows.push(columns.map((column, index) => (index === 0 ? type : drawCell(draw, column))));
  }
  if (draw.chance(80)) for (const end of opened.reverse()) rows.push([end]);
  return spoil(draw, [columns, ...rows]);
}

function drawCell(draw: Draw, column: string): CellValue {
  if (/^name$/i.test(column)) return draw.pick(NAMES);
  if (draw.chance(55)) return null;
  if (/label|hint|caption|message|msg/i.test(column)) return draw.pick(LABELS);
  if (/parameters/.test(column)) return draw.pick(['start=1 end=10 step=2', 'start = 1, end=5', 'randomize=true', 'max-pixels=100', 'step=0', 'nonsense', 'value=k label=v', 'quality=low;seed=1']);
  if (/appearance/.test(column)) return draw.pick(['minimal', 'year', 'signature', 'field-list', 'w1 likert']);
  if (/trigger/.test(column)) return draw.pick(['${x1}', '${x1}, ${x2}', '${unknown}', 'x1']);
  return draw.chance(10) ? draw.pick([1, 0, true, false, 3.5, 46_349]) : draw.pick(EXPRESSIONS);
}

function drawChoices(draw: Draw, lists: readonly string[]): Cells {
  const columns: string[] = ['list_name', 'name', 'label'];
  for (let more = draw.below(4); more > 0; more--) columns.push(draw.pick(CHOICE_COLUMNS));
  const rows = Array.from({ length: draw.below(7) }, (_, index) => columns.map((_name, column): CellValue => (column === 0 ? draw.pick(lists) : column === 1 ? draw.pick([`a${index}`, 'a1', index, 'with space', '', 'other']) : draw.chance(30) ? null : draw.pick(LABELS))));
  return spoil(draw, [columns, ...rows]);
}

function drawSettings(draw: Draw): Cells {
  const drawn = [['form_id', ['f']] as const, ...Array.from({ length: draw.below(5) }, () => draw.pick(SETTINGS))];
  return [drawn.map(([name]) => name), drawn.map(([, values]) => draw.pick(values))];
}

function drawTable(draw: Draw, columns: readonly string[], words: readonly (readonly string[])[]): Cells {
  const heading = columns.filter(() => draw.chance(80));
  return spoil(draw, [heading, ...Array.from({ length: draw.below(5) }, () => heading.map((_, index): CellValue => (draw.chance(25) ? null : draw.pick(index < 1 ? words[0] as readonly string[] : draw.pick(words)))))]);
}

/** What happens to tables on their way: empty rows and columns, spaces, a heading over the heading. */
function spoil(draw: Draw, cells: readonly (readonly CellValue[])[]): Cells {
  let rows: CellValue[][] = cells.map((row) => row.map((cell) => (typeof cell === 'string' && cell !== '' && draw.chance(5) ? draw.pick([` ${cell} `, `${cell}\u00a0`, `\ufeff${cell}`, cell.toUpperCase()]) : cell)));
  if (draw.chance(20)) rows.splice(draw.below(rows.length + 1), 0, []);
  if (draw.chance(10)) rows = rows.map((row) => [null, ...row]);
  return rows;
}

/** Writes sheets as some program would: texts shared or in place, numbers as text, addresses left out, styles everywhere. */
export async function printSheets(draw: Draw, sheets: readonly DrawnSheet[]): Promise<Uint8Array> {
  const strings: string[] = [];
  const withAddresses = draw.chance(85);
  const withFlaws = draw.chance(8);
  const cell = (value: CellValue, row: number, column: number): string => {
    const at = withAddresses ? ` r="${letterOf(column)}${row + 1}"` : '';
    if (value === null) return withAddresses && draw.chance(60) ? '' : `<c${at} s="0"/>`;
    if (typeof value === 'boolean') return `<c${at} t="b"><v>${value ? 1 : 0}</v></c>`;
    if (typeof value === 'number') return draw.chance(20) ? `<c${at} t="str"><v>${value}</v></c>` : `<c${at} s="${draw.below(2)}"><v>${value}</v></c>`;
    if (withFlaws && draw.chance(5)) return draw.pick([`<c${at} t="e"><v>#REF!</v></c>`, `<c${at}><f>A1</f></c>`]);
    if (draw.chance(50)) return `<c${at} t="s"><v>${strings.push(value) - 1}</v></c>`;
    return draw.chance(70) ? `<c${at} t="inlineStr"><is><t>${escaped(value)}</t></is></c>` : `<c${at} t="str"><f>x</f><v>${escaped(value)}</v></c>`;
  };
  const printed = sheets.map(({ name, cells }) => {
    const rows = cells.map((row, at) => `<row${withAddresses ? ` r="${at + 1}"` : ''}>${row.map((value, column) => cell(value, at, column)).join('')}</row>`).join('');
    const tail = withAddresses && draw.chance(20) ? `<row r="1048576"><c r="XFD1048576" s="0"/></row>` : '';
    return [name, rows + tail] as const;
  });
  return rawWorkbook({ sheets: Object.fromEntries(printed), strings, formats: [0, draw.pick([0, 14, 'yyyy-mm-dd'])] });
}
