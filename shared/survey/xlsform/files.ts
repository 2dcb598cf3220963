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

/** Which columns of a file are the code and the label of a choice: `value=code label=title` in the parameters of a question. */
function columnsIn(survey: Table, file: string): { readonly value: string; readonly label: string } {
  const line = survey.lines.find((one) => FROM_FILE.exec(one.cell('type'))?.[1]?.toLowerCase() === file.toLowerCase() && /value|label/.test(one.cell('parameters')));
  const named = (what: string): string | undefined => new RegExp(`(?:^|[\\s;,])${what}\\s*=\\s*([^\\s;,]+)`).exec(line?.cell('parameters') ?? '')?.[1]?.toLowerCase();
  const isMap = /\.geojson$/i.test(file);
  return { value: named('value') ?? (isMap ? 'id' : 'name'), label: named('label') ?? (isMap ? 'title' : 'label') };
}

/** The lists in files, by the file's name without its ending; an empty or broken file is refused. Further columns are attributes. */
export function readFileLists(files: Files, survey: Table, language: string, notes: Notes): Readonly<Record<string, readonly Choice[]>> {
  return Object.fromEntries([...files].map(([file, text]): readonly [string, readonly Choice[]] => {
    const rows = rowsIn(file, text);
    const at = { sheet: file, row: 1, column: 'A' };
    const table = readTable({ name: file, rows: rows ?? [] });
    if (rows === null) notes.errors.push({ ...at, ...remark('file-broken') });
    else if (table.lines.length === 0) notes.errors.push({ ...at, ...remark('file-empty') });
    const columns = columnsIn(survey, file);
    // `name` and `label` are what expressions call the code and the label anyway; columns of other names are read by those too.
    const further = table.columns.filter(({ name, language: tag }) => tag === null && !(name === 'name' && columns.value === 'name') && !(name === 'label' && columns.label === 'label'));
    const choices = table.lines.map((line): Choice => {
      const value = line.cell(columns.value);
      const label = line.text(columns.label, language);
      const attributes = Object.fromEntries(further.map(({ name }): readonly [string, string] => [name, line.cell(name)]).filter(([, cell]) => cell !== ''));
      return { value, label: Object.keys(label).length > 0 ? label : { [language]: value }, ...(Object.keys(attributes).length > 0 && { attributes }) };
    });
    return [file.replace(/\.(?:csv|xml|geojson)$/i, ''), choices];
  }));
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
