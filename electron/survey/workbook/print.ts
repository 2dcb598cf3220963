import { Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { UNSEEN, type Look } from './cells.ts';
import { attribute, escapeXml, printStyles, styleNumber, type CellStyle } from './printStyles.ts';

/** A cell to be written: text stays text whatever it begins with; `formula` computes a number. */
export interface BookCell {
  readonly value: string | number | null;
  readonly style: CellStyle;
  readonly formula?: string;
}

export interface BookRow {
  /** In points. */
  readonly height?: number;
  readonly hidden?: boolean;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, BookCell>;
}

/** What a spreadsheet program lets a person enter in some cells, and what it tells beside them. */
export interface Validation {
  /** `D5`, `C8:C27`. */
  readonly ranges: readonly string[];
  readonly allow:
    | { readonly kind: 'any' }
    /** Values of a range such as `'lists'!$A$2:$A$9`. */
    | { readonly kind: 'list'; readonly source: string }
    | { readonly kind: 'whole' | 'decimal' | 'date'; readonly from: number; readonly to: number };
  /** `stop` refuses anything else, `ask` lets the person insist, `none` takes it. */
  readonly otherwise: 'stop' | 'ask' | 'none';
  readonly prompt?: { readonly title: string; readonly text: string };
  readonly error?: string;
}

export interface BookSheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  readonly columns: readonly { readonly width: number; readonly hidden?: boolean }[];
  /** Asked for one after another as they are written. */
  readonly rows: Iterable<BookRow>;
  readonly merges: readonly string[];
  readonly validations: readonly Validation[];
  /** Rows and columns that stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** A table of which everything can be changed; else the sheet is protected. */
  readonly open?: boolean;
}

/** What Excel takes of a sheet's name, of a cell, of a prompt's title and text, of an error's text. */
export const LIMITS = { sheetName: 31, text: 32_767, promptTitle: 32, prompt: 255, error: 225 } as const;

/**
 * Writes a workbook (ECMA-376, transitional) whose sheets are protected without a password, unless they are open: only cells of an input style can
 * be changed, widths and heights can. On paper each page says its sheet and its number. Equal sheets give equal bytes. Rows become bytes as they
 * are asked for: of a long sheet only what is packed is held. `look` is told before each part; what it throws goes up, and so does what the rows throw.
 */
export async function printWorkbook(sheets: readonly BookSheet[], look: Look = UNSEEN): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, extendedTimestamp: false, lastModDate: new Date(1980, 0, 1) });
  const parts: readonly (readonly [string, () => Iterable<string>])[] = [
    ['[Content_Types].xml', () => [contentTypes(sheets.length)]],
    ['_rels/.rels', () => [relations([['officeDocument', 'xl/workbook.xml']])]],
    ['xl/workbook.xml', () => [printBook(sheets)]],
    ['xl/_rels/workbook.xml.rels', () => [relations([...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const), ['styles', 'styles.xml']])]],
    ['xl/styles.xml', () => [printStyles()]],
    ...sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, () => printSheet(sheet, index === 0)] as const),
  ];
  for (const [index, [name, xml]] of parts.entries()) {
    look(index, parts.length);
    // A stream has no length that is known; without this it would be written as one beyond 4 GB, which not every program reads.
    await zip.add(name, streamOf(xml()), { zip64: false });
  }
  return zip.close();
}

/** So many characters are packed at a time. */
const PIECE = 65_536;

function streamOf(texts: Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const each = texts[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      let piece = '';
      for (let next = each.next(); ; next = each.next()) {
        if (next.done !== true) piece += next.value;
        if (next.done !== true && piece.length < PIECE) continue;
        if (piece !== '') controller.enqueue(encoder.encode(piece));
        if (next.done === true) controller.close();
        return;
      }
    },
  }, { highWaterMark: 0 });
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(sheets: number): string {
  const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${CONTENT}.${type}+xml"/>`;
  const each = Array.from({ length: sheets }, (_, index) => override(`xl/worksheets/sheet${index + 1}.xml`, 'worksheet'));
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${each.join('')}${override('xl/styles.xml', 'styles')}</Types>`;
}

function relations(of: readonly (readonly [kind: string, target: string])[]): string {
  const each = of.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function printBook(sheets: readonly BookSheet[]): string {
  const each = sheets.map(({ name, state }, index) =>
    `<sheet name="${attribute(name)}" sheetId="${index + 1}"${state === 'visible' ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`);
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${sheets.every(({ open }) => open) ? '' : '<workbookProtection lockStructure="1"/>'}<bookViews><workbookView activeTab="0"/></bookViews><sheets>${each.join('')}</sheets></workbook>`;
}

/** The parts of a sheet stand in the order that the standard prescribes (18.3.1.99). */
function* printSheet({ columns, rows, merges, validations, frozen, open }: BookSheet, first: boolean): Iterable<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
    + `<sheetViews><sheetView${open ? '' : ' showGridLines="0"'}${first ? ' tabSelected="1"' : ''} workbookViewId="0">${frozen ? printPane(frozen) : ''}</sheetView></sheetViews>`
    + '<sheetFormatPr defaultRowHeight="15"/>'
    + `<cols>${columns.map(({ width, hidden }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${hidden === true ? ' hidden="1"' : ''}/>`).join('')}</cols>`
    + '<sheetData>';
  let line = 0;
  for (const row of rows) yield printRow(row, line++);
  yield `</sheetData>${open ? '' : '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'}`
    + (merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`)
    + (validations.length === 0 ? '' : `<dataValidations count="${validations.length}">${validations.map(printValidation).join('')}</dataValidations>`)
    + '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>';
}

function printPane({ rows, columns }: { readonly rows: number; readonly columns: number }): string {
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  const pane = columns > 0 && rows > 0 ? 'bottomRight' : columns > 0 ? 'topRight' : 'bottomLeft';
  return `<pane${split} topLeftCell="${letterOf(columns)}${rows + 1}" activePane="${pane}" state="frozen"/>`;
}

function printRow({ height, hidden, cells }: BookRow, index: number): string {
  if (cells.size === 0 && height === undefined && hidden !== true) return '';
  const each = [...cells].sort(([a], [b]) => a - b).map(([column, cell]) => printCell(`${letterOf(column)}${index + 1}`, cell));
  return `<row r="${index + 1}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}${hidden === true ? ' hidden="1"' : ''}>${each.join('')}</row>`;
}

function printCell(at: string, { value, style, formula }: BookCell): string {
  const head = `<c r="${at}" s="${styleNumber(style)}"`;
  if (formula !== undefined) return `${head}><f>${escapeXml(formula)}</f>${typeof value === 'number' ? `<v>${value}</v>` : ''}</c>`;
  if (value === null || value === '') return `${head}/>`;
  if (typeof value === 'number') return `${head}><v>${value}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

const STYLE = { stop: 'stop', ask: 'warning', none: 'information' } as const;

function printValidation({ ranges, allow, otherwise, prompt, error }: Validation): string {
  const told = prompt === undefined ? '' : ` showInputMessage="1" promptTitle="${attribute(cut(prompt.title, LIMITS.promptTitle))}" prompt="${attribute(cut(prompt.text, LIMITS.prompt))}"`;
  const refused = otherwise === 'none' ? '' : ` errorStyle="${STYLE[otherwise]}" showErrorMessage="1"${error === undefined ? '' : ` error="${attribute(cut(error, LIMITS.error))}"`}`;
  const head = `<dataValidation${allow.kind === 'any' ? '' : ` type="${allow.kind}"`} allowBlank="1"${refused}${told} sqref="${ranges.join(' ')}"`;
  switch (allow.kind) {
    case 'any': return `${head}/>`;
    case 'list': return `${head}><formula1>${escapeXml(allow.source)}</formula1></dataValidation>`;
    default: return `${head}><formula1>${allow.from}</formula1><formula2>${allow.to}</formula2></dataValidation>`;
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
