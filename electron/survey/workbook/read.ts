import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Address, Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { BrokenXml, walkXml } from '../../../shared/survey/xlsform/xml.ts';
import { readCells, readStrings, TooManyCells, UNSEEN } from './cells.ts';
import type { CellSource, Look } from './cells.ts';
import { openParts, PartTrouble } from './parts.ts';
import type { Excess, Parts } from './parts.ts';
import { stylesOf } from './styles.ts';

/**
 * Why a file cannot be read as a workbook; each has a sentence `workbook.<problem>` in `shared/text`. `too-large`: a value stands further out than is read;
 * `too-heavy`: the file has too many bytes; `too-swollen`: what is packed in it has.
 */
export type WorkbookProblem = 'not-a-workbook' | 'old-excel' | 'binary-excel' | 'open-document' | 'encrypted' | 'damaged' | 'too-large' | 'too-heavy' | 'too-swollen' | 'too-many-parts';

export interface WorkbookRefusal {
  readonly problem: WorkbookProblem;
  /** The cell that is one too many, or the sheet that is broken. */
  readonly at: Partial<Address>;
  /** Of what has too many bytes. */
  readonly excess?: Excess;
}

/** So large a workbook is read at most. */
export const MOST_BYTES = 64 * 1024 * 1024;
const MOST_SHEETS = 250;

/**
 * Reads an XLSX workbook into plain cells: dates as ISO text, numbers to fifteen digits, rows to their last value. The
 * bytes are looked at before anything is believed: an old `.xls` under a new name, a password, a broken or swollen archive.
 * Of sheets that `wanted` turns down only the name is given. Time and memory follow what is in the file, never what it
 * declares, within limits beyond which it is refused. While it unpacks, and over the texts that the sheets share, `look` is told no number. Throws what `look` throws.
 */
export async function readWorkbook(bytes: Uint8Array, wanted: (sheet: string) => boolean = () => true, look: Look = UNSEEN): Promise<Result<readonly Sheet[], WorkbookRefusal>> {
  const refused = sniff(bytes);
  if (refused) return err({ problem: refused, at: {}, ...(refused === 'too-heavy' && { excess: { size: bytes.byteLength, limit: MOST_BYTES } }) });
  let at: Partial<Address> = {};
  try {
    const parts = await openParts(bytes);
    const path = await workbookPath(parts);
    const book = path === null ? null : await parts.text(path);
    if (path === null || book === null) return err({ problem: parts.has('xl/workbook.bin') ? 'binary-excel' : parts.has('content.xml') && parts.has('mimetype') ? 'open-document' : 'not-a-workbook', at });
    const { listed, epoch1904 } = listSheets(book);
    if (listed.length > MOST_SHEETS) return err({ problem: 'too-many-parts', at });
    const related = await relationsOf(parts, path);
    const partOf = (kind: string): string => [...related.values()].find((one) => one.kind === kind)?.path ?? '';
    const source: CellSource = { strings: readStrings(await parts.text(partOf('sharedStrings')), look), styles: stylesOf(await parts.text(partOf('styles'))), epoch1904 };
    const sheets: Sheet[] = [];
    for (const { name, id, hidden } of listed) {
      at = { sheet: name };
      const target = related.get(id);
      // A chart on a sheet of its own has no cells.
      look(0, 0);
      const xml = target?.kind === 'worksheet' && wanted(name) ? await parts.text(target.path) : '';
      if (xml === null || !target) return err({ problem: 'damaged', at });
      sheets.push({ name, ...(hidden && { hidden }), ...(xml === '' ? { rows: [] } : readCells(xml, source, look)) });
    }
    return ok(sheets);
  } catch (trouble) {
    if (trouble instanceof PartTrouble) return err({ problem: trouble.problem, at, ...(trouble.excess && { excess: trouble.excess }) });
    if (trouble instanceof TooManyCells) return err({ problem: 'too-large', at: { ...at, row: trouble.row, column: trouble.column } });
    if (trouble instanceof BrokenXml) return err({ problem: 'damaged', at });
    throw trouble;
  }
}

const OLD_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

function sniff(bytes: Uint8Array): WorkbookProblem | null {
  const starts = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (starts(OLD_CONTAINER)) return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-excel';
  return !starts(ZIP) ? 'not-a-workbook' : bytes.byteLength > MOST_BYTES ? 'too-heavy' : null;
}

interface Relation {
  /** The last word of the relation's type: `worksheet`, `sharedStrings` … */
  readonly kind: string;
  readonly path: string;
}

async function workbookPath(parts: Parts): Promise<string | null> {
  const named = [...(await relationsOf(parts, '')).values()].find((relation) => relation.kind === 'officeDocument')?.path;
  return [named, 'xl/workbook.xml'].find((path) => path !== undefined && path.endsWith('.xml') && parts.has(path)) ?? null;
}

/** What a part refers to, by the ids it uses. */
async function relationsOf(parts: Parts, path: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const xml = await parts.text(`${folder}_rels/${path.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  if (xml === null) return relations;
  walkXml(xml, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      relations.set(attribute('Id') ?? '', { kind: (attribute('Type') ?? '').split('/').at(-1) ?? '', path: resolvePath(folder, target) });
    },
  });
  return relations;
}

/** `xl/` and `../xl/worksheets/sheet1.xml` → `xl/worksheets/sheet1.xml`. */
function resolvePath(folder: string, target: string): string {
  const found: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') found.pop();
    else if (step !== '' && step !== '.') found.push(step);
  }
  return found.join('/');
}

interface ListedSheet {
  readonly name: string;
  readonly id: string;
  readonly hidden: boolean;
}

function listSheets(xml: string): { readonly listed: readonly ListedSheet[]; readonly epoch1904: boolean } {
  const listed: ListedSheet[] = [];
  let epoch1904 = false;
  // `r:id` in nearly every workbook; the prefix is whatever the namespace of relationships is given.
  const prefix = /xmlns:([\w.-]+)\s*=\s*["'][^"']*\/relationships["']/.exec(xml.slice(0, 10_000))?.[1] ?? 'r';
  walkXml(xml, {
    open: (name, attribute) => {
      if (name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      else if (name === 'sheet') listed.push({ name: attribute('name') ?? '', id: attribute(`${prefix}:id`) ?? '', hidden: /^(?:hidden|veryHidden)$/.test(attribute('state') ?? '') });
    },
  });
  return { listed, epoch1904 };
}
