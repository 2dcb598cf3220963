import { z } from 'zod';
import type { Choice } from '../form.ts';
import { remark } from '../remark.ts';
import { parseCsv } from './csv.ts';
import type { Notes, Sheet, Table } from './sheet.ts';
import { clean, readTable } from './sheet.ts';
import { BrokenXml, walkXml } from './xml.ts';

/** Texts of the files beside a workbook by their names. */
export type Files = ReadonlyMap<string, string>;

const FROM_FILE = /[ _]from[ _]file\s+([^\s/\\]+\.(?:csv|xml|geojson))(?:\s|$)/i;
const PULLDATA = /pulldata\(\s*['"‘“]([^'"’”/\\]+)['"’”]/g;

/**
 * Names of the files a workbook may read: `select_one_from_file towns.csv` (`.xml`, `.geojson`), `csv-external` and `xml-external` rows, `pulldata('towns', …)`.
 * Plain names only, so that a form reads nothing but what lies beside it.
 */
export function filesNamedIn(sheets: readonly Sheet[]): readonly string[] {
  const survey = sheets.find((sheet) => sheet.name.trim().toLowerCase() === 'survey');
  const found = new Set<string>();
  for (const line of survey ? readTable(survey).lines : []) {
    const named = FROM_FILE.exec(line.cell('type'))?.[1];
    if (named !== undefined) found.add(named);
    const external = /^(csv|xml)-external$/.exec(line.cell('type').toLowerCase())?.[1];
    if (external !== undefined && !/[/\\]/.test(line.cell('name'))) found.add(`${line.cell('name')}.${external}`);
  }
  for (const cell of (survey?.rows ?? []).flat()) if (typeof cell === 'string') for (const match of cell.matchAll(PULLDATA)) found.add(`${clean(match[1] ?? '')}.csv`);
  return [...found];
}

interface Wanted {
  readonly value: string;
  readonly label: string;
}

/**
 * Which columns of a file are the code and the label of a choice: `value=code label=title` in the parameters of a question; null when no question offers its rows.
 * The rows of a file are one list: a question that wants other columns of it is named.
 */
function columnsIn(survey: Table, file: string, notes: Notes): Wanted | null {
  const isMap = /\.geojson$/i.test(file);
  const asked = survey.lines.filter((line) => FROM_FILE.exec(line.cell('type'))?.[1]?.toLowerCase() === file.toLowerCase()).map((line) => {
    const named = (what: string): string | undefined => new RegExp(`(?:^|[\\s;,])${what}\\s*=\\s*([^\\s;,]+)`).exec(line.cell('parameters'))?.[1];
    return { line, wanted: { value: named('value') ?? (isMap ? 'id' : 'name'), label: named('label') ?? (isMap ? 'title' : 'label') } };
  });
  const [first, ...others] = asked;
  if (!first) return null;
  for (const { line, wanted } of others)
    for (const name of ['value', 'label'] as const)
      if (wanted[name] !== first.wanted[name]) notes.unsupported.push({ ...line.address(line.cell('parameters') === '' ? 'type' : 'parameters'), ...remark('file-columns', { name, file, column: first.wanted[name], row: first.line.row }) });
  return first.wanted;
}

/** The lists in files, by the file's name without its ending; an empty or broken file is refused, and one without the codes that a question wants. Further columns are attributes. */
export function readFileLists(files: Files, survey: Table, language: string, notes: Notes): Readonly<Record<string, readonly Choice[]>> {
  return Object.fromEntries([...files].map(([file, text]): readonly [string, readonly Choice[]] => [file.replace(/\.(?:csv|xml|geojson)$/i, ''), choicesIn(file, rowsIn(file, text), columnsIn(survey, file, notes), language, notes)]));
}

function choicesIn(file: string, rows: readonly (readonly string[])[] | null, wanted: Wanted | null, language: string, notes: Notes): readonly Choice[] {
  const at = { sheet: file, row: 1, column: 'A' };
  const table = readTable({ name: file, rows: rows ?? [] });
  const headed = (name: string): string | undefined => (table.columns.find((column) => column.name === name) ?? table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase()))?.name;
  const [code, text] = [headed(wanted?.value ?? 'name'), headed(wanted?.label ?? 'label')];
  if (rows === null) notes.errors.push({ ...at, ...remark('file-broken') });
  else if (table.lines.length === 0) notes.errors.push({ ...at, ...remark('file-empty') });
  else if (wanted && code === undefined) notes.errors.push({ ...at, ...remark('file-no-codes', { column: wanted.value }) });
  else if (wanted && text === undefined) notes.warnings.push({ ...at, ...remark('file-no-labels', { column: wanted.label }) });
  // `name` and `label` are what expressions call the code and the label anyway; columns of other names are read by those too.
  const further = table.columns.filter(({ name, language: tag }) => tag === null && !(name === 'name' && code === 'name') && !(name === 'label' && text === 'label'));
  return table.lines.map((line): Choice => {
    const value = code === undefined ? '' : line.cell(code);
    if (wanted && code !== undefined && value === '') notes.errors.push({ ...line.address(code), ...remark('choice-no-name') });
    const label = text === undefined ? {} : line.text(text, language);
    const attributes = Object.fromEntries(further.map(({ name }): readonly [string, string] => [name, line.cell(name)]).filter(([, cell]) => cell !== ''));
    return { value, label: Object.keys(label).length > 0 ? label : { [language]: value }, ...(Object.keys(attributes).length > 0 && { attributes }) };
  });
}

/** The rows of a file with their headings first; null when it is not what its name says. */
function rowsIn(file: string, text: string): readonly (readonly string[])[] | null {
  if (/\.csv$/i.test(file)) return parseCsv(text);
  const items = /\.xml$/i.test(file) ? itemsInXml(text) : featuresIn(text);
  if (items === null) return null;
  const headings = [...new Set(items.flatMap((item) => [...item.keys()]))];
  return items.length === 0 ? [] : [headings, ...items.map((item) => headings.map((heading) => item.get(heading) ?? ''))];
}

type Item = ReadonlyMap<string, string>;

/** `<root><item><name>…</name>…</item></root>`, as ODK writes secondary instances. */
function itemsInXml(text: string): readonly Item[] | null {
  const items: Map<string, string>[] = [];
  const open: string[] = [];
  try {
    walkXml(text.replace(/^\uFEFF/, ''), {
      open: (name) => {
        open.push(name);
        if (open.length === 2 && name === 'item') items.push(new Map());
      },
      close: () => void open.pop(),
      text: (found) => {
        const [root, item, column] = open;
        const last = items.at(-1);
        if (last && open.length === 3 && root === 'root' && item === 'item' && column !== undefined) last.set(column, (last.get(column) ?? '') + found);
      },
    });
    return items;
  } catch (trouble) {
    if (trouble instanceof BrokenXml) return null;
    throw trouble;
  }
}

/** Features with their id and properties; places on the map are left out, since no map is shown. */
function featuresIn(text: string): readonly Item[] | null {
  const known = features.safeParse(jsonOf(text));
  if (!known.success) return null;
  return known.data.features.map(({ id, properties }) => new Map([
    ...Object.entries(properties ?? {}).flatMap(([name, value]): readonly (readonly [string, string])[] => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : [])),
    ...(id === undefined ? [] : [['id', String(id)] as const]),
  ]));
}

const features = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ id: z.union([z.string(), z.number()]).optional(), properties: z.record(z.string(), z.unknown()).nullish() })),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
