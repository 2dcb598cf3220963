import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CellPlace, ListMapping, Writing } from '../../../shared/ipc/intake.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { letterOf } from '../../../shared/survey/xlsform/sheet.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import type { Company } from '../../database/tables/company.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { deferReferences, writeAsync } from '../../database/transaction.ts';
import type { Desk } from '../../jobs/handler.ts';
import { noteReadings } from '../firstEntry.ts';
import { currentForm } from '../form.ts';
import { isTotals, type AsideRow } from './asideRows.ts';
import { rowReader, type ListRow, type RowReader, type RowRefusal } from './listRows.ts';
import type { ListTable } from './listTable.ts';
import { recogniseWriting } from './recognise.ts';
import { companyTaker, type Closed, type Group, type TakenCompany } from './takeCompany.ts';

/** One company of a list as it was taken. */
export interface ImportedRow {
  readonly kind: 'created' | 'updated';
  readonly company: Company;
  /** The first row that speaks of it. */
  readonly row: number;
  readonly changes: TakenCompany['changes'];
  readonly findings: TakenCompany['findings'];
  readonly session: Session;
  /** Where an answer stands in the list. */
  readonly placeOf: (path: Path) => CellPlace | null;
}

export interface ImportedList {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly refused: readonly RowRefusal[];
  /** Rows that were passed over because they are no companies. */
  readonly aside: readonly AsideRow[];
  /** Of how many companies the person has now seen what was entered first, before a second entry that they could have made. */
  readonly noted: number;
  readonly writing: Writing;
  readonly columns: RowReader['columns'];
  readonly written: boolean;
}

export interface ListOptions {
  readonly rehearse: boolean;
  /** Is told of every company as it is taken; nothing of them is kept here. */
  readonly onCompany: (company: ImportedRow) => void;
}

/**
 * Takes a list into drafts in one transaction: every company whose rows are not refused, or, when the person cancels or the disk
 * is full, none. What the list is silent about stays; a table of the form is replaced as a whole by the rows of the list. Fails with
 * `mapping-invalid` when the list lacks a column, `unknown-form`, and as writing does. That the person has seen what stood in the drafts is written down where it says
 * something, after a rehearsal too.
 */
export async function importList(desk: Desk, table: ListTable, mapping: ListMapping, { rehearse, onCompany }: ListOptions): Promise<Result<ImportedList, Failure>> {
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const { definition, map } = form.value;
  const writing = mapping.writing ?? recogniseWriting(table);
  const reader = rowReader(definition, map, table, mapping, writing, mapping.country ?? getSetting(desk.db, 'workspace')?.country ?? '');
  if (reader.absent.length > 0) return err({ code: 'mapping-invalid', values: { said: printSentence(desk.language, 'mapping.absent', { at: reader.absent.join(', ') }) } });
  const { groups, refused, totals, rows } = await gather(desk, table, reader, mapping);
  const counted = { created: 0, updated: 0 };
  const seen: string[] = [];
  const done = await writeAsync<null>(desk.db, async () => {
    deferReferences(desk.db);
    const take = companyTaker(desk, form.value, mapping.repeat, mapping.name);
    for (let at = 0; at < groups.length; at += STEP) {
      await breathe(desk);
      desk.progress({ phase: rehearse ? 'trying' : 'answering', done: at, total: groups.length });
      const some = groups.slice(at, at + STEP);
      const taken = take(some);
      if (!taken.ok) return taken;
      for (const [index, group] of some.entries()) {
        const company = taken.value[index] as TakenCompany | Closed;
        if (typeof company === 'string') {
          refused.push(...group.map((one) => refusal(one, `excel.refused.${company}`)));
          continue;
        }
        counted[company.kind] += 1;
        if (company.kind === 'updated') seen.push(company.company.entity);
        onCompany(imported(table, reader, group, company));
      }
    }
    if (rehearse) return err({ code: 'cancelled' });
    appendAudit(desk.db, sha256, { at: desk.now(), person: getSetting(desk.db, 'person') ?? '', act: 'survey.list-imported', about: { ...counted, refused: refused.length } });
    return ok(null);
  });
  if (!done.ok && !(rehearse && done.error.code === 'cancelled')) return done;
  const noted = noteReadings(desk, seen);
  if (!noted.ok) return noted;
  return ok({ ...counted, rows, writing, columns: reader.columns, refused: refused.toSorted((a, b) => a.row - b.row), aside: [...table.aside, ...totals], noted: noted.value, written: done.ok });
}

/** After so many companies the person can cancel and sees how far it is. */
const STEP = 100;
/** The same of rows that are read. */
const ROWS = 1_000;

/** Lets the process hear that the person cancels: on a terminal it would not while the work goes on and on. */
async function breathe(desk: Desk): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  desk.checkCancelled();
}

interface Gathered {
  readonly groups: readonly Group[];
  readonly refused: RowRefusal[];
  readonly totals: readonly AsideRow[];
  readonly rows: number;
}

/** Why a row of sums would be refused: it has no number, or a word stands in its place. */
const SUMS: ReadonlySet<RowRefusal['code']> = new Set(['excel.refused.no-number', 'excel.refused.identifier']);

/** Rows by company, in the order of the list. */
async function gather(desk: Desk, table: ListTable, reader: RowReader, { repeat }: ListMapping): Promise<Gathered> {
  const byEntity = new Map<string, ListRow[]>();
  const refused: RowRefusal[] = [];
  const totals: AsideRow[] = [];
  let rows = 0;
  let above: string | null = null;
  for (const [index, cells] of table.rows.entries()) {
    if (index % ROWS === 0) {
      await breathe(desk);
      desk.progress({ phase: 'reading', done: index, total: table.rows.length });
    }
    const read = reader.read(cells, table.firstRow + index);
    if (read === null) continue;
    if ('code' in read && SUMS.has(read.code) && isTotals(cells)) {
      totals.push({ row: read.row, kind: 'totals' });
      continue;
    }
    rows += 1;
    if ('code' in read) {
      // A row that names no company at all may belong to the one above.
      const nameless = read.code === 'excel.refused.no-number' && read.company === '';
      above = nameless ? above : read.entity;
      refused.push(nameless && repeat !== null ? { ...read, entity: above } : read);
      continue;
    }
    above = read.company.entity;
    const before = byEntity.get(read.company.entity);
    const differs = repeat !== null && before ? differing(before, read, reader) : null;
    if (!before) byEntity.set(read.company.entity, [read]);
    else if (repeat === null) refused.push(refusal(read, 'excel.refused.twice', { row: before[0]?.row ?? 0 }));
    else if (differs) refused.push(differs);
    else before.push(read);
  }
  // A table that lacks a row would replace the whole one: all rows of a company come, or none.
  if (repeat !== null) {
    for (const { entity, row } of [...refused]) {
      const group = entity === null ? undefined : byEntity.get(entity);
      if (entity === null || !group) continue;
      byEntity.delete(entity);
      refused.push(...group.map((one) => refusal(one, 'excel.refused.with', { row })));
    }
  }
  return { groups: [...byEntity.values()], refused, totals, rows };
}

/** What two rows of one company say differently of the company itself. */
function differing(before: readonly ListRow[], read: ListRow, reader: RowReader): RowRefusal | null {
  for (const [path, value] of read.answers) {
    const other = before.find(({ answers }) => answers.has(path) && JSON.stringify(answers.get(path)) !== JSON.stringify(value));
    if (other) return refusal(read, 'excel.refused.differs', { column: reader.columns.find((one) => one.path === path)?.name ?? path, row: other.row });
  }
  return null;
}

const refusal = ({ row, company: { entity, name } }: ListRow, code: RowRefusal['code'], values: RowRefusal['values'] = {}): RowRefusal => ({ row, entity, company: name, code, values });

function imported(table: ListTable, reader: RowReader, group: Group, taken: TakenCompany): ImportedRow {
  const [first] = group;
  const own = reader.ownNumber(taken.company.scheme);
  return {
    kind: taken.kind, company: taken.company, row: (first as ListRow).row, changes: taken.changes, findings: taken.findings, session: taken.session,
    placeOf: (path) => {
      const column = (reader.columns.find((one) => one.path === templateOf(path)) ?? (path === own ? reader.columns.find(({ question }) => question === null) : undefined))?.column;
      const row = taken.rowAt(path);
      return column === undefined || row === null ? null : { sheet: table.reading.sheet, cell: `${letterOf(column)}${row}` };
    },
  };
}
