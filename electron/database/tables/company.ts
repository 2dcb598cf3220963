import type { CompanyPage, CompanyQuery, CompanyRow, CompanyStatus } from '../../../shared/ipc/survey.ts';
import type { ReadDb, Value, WriteDb } from '../db.ts';
import { keptWhileUnchanged } from '../version.ts';

/** What the list knows of a company itself. */
export type Company = Pick<CompanyRow, 'entity' | 'country' | 'scheme' | 'number' | 'name' | 'shortName' | 'region'>;

const INSERT = 'INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Adds a company or brings what is known of it up to date. */
export function saveCompany(db: WriteDb, company: Company): void {
  db.run(
    `${INSERT} ON CONFLICT (entity) DO UPDATE SET country = excluded.country, scheme = excluded.scheme, number = excluded.number,
       name = excluded.name, short_name = excluded.short_name, region = excluded.region, name_key = excluded.name_key, search = excluded.search`,
    ...valuesOf(company),
  );
}

/**
 * Adds a company that is not in the list yet, with a draft that was begun just now as its current response. One plain insert: each index of the list is touched
 * once, and SQLite keeps no journal of the statement, as it does for one that may update a reference. The draft comes before the company that it speaks of:
 * the transaction has to put off references ({@link deferReferences}).
 */
export function addCompanyOfDraft(db: WriteDb, company: Company, draft: NewDraft): void {
  db.run(
    'INSERT INTO company (entity, country, scheme, number, name, short_name, region, name_key, search, status, response, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...valuesOf(company), draft.errors > 0 ? 'errors' : 'draft', draft.id, draft.savedAt,
  );
  if (wasMerged(db, company.entity)) refreshCompany(db, company.entity);
}

interface NewDraft {
  readonly id: number;
  readonly errors: number;
  readonly savedAt: number;
}

function valuesOf({ entity, country, scheme, number, name, shortName, region }: Company): string[] {
  const folded = fold(name);
  const search = `${folded}\n${shortName === name ? folded : fold(shortName)}\n${fold(number)}`;
  return [entity, country, scheme, number, name, shortName, region, folded.replace(/["'«»„“”]/g, ''), search];
}

export function findCompany(db: ReadDb, entity: string): Company | null {
  return db.get<Company>('SELECT entity, country, scheme, number, name, short_name AS shortName, region FROM company WHERE entity = ?', entity) ?? null;
}

/** Takes a company out of the list; its drafts go with it. Revisions stay. */
export function removeCompany(db: WriteDb, entity: string): void {
  db.run('UPDATE company SET response = NULL WHERE entity = ?', entity);
  db.run('DELETE FROM response WHERE entity = ?', entity);
  db.run('DELETE FROM company WHERE entity = ?', entity);
}

/** One page of the list, and how many companies stand where. */
export function listCompanies(db: ReadDb, query: CompanyQuery): CompanyPage {
  const { sql, values } = rowsQuery(query);
  const rows = db.all<Omit<CompanyRow, 'withdrawalAsked'> & { readonly withdrawalAsked: number }>(sql, ...values);
  const counts = countByStatus(db, query);
  const total = query.status === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[query.status] ?? 0);
  return { rows: rows.map((row) => ({ ...row, withdrawalAsked: row.withdrawalAsked === 1 })), total, counts };
}

/** The rows of a page, as {@link listCompanies} reads them: first which they are, then what they say. Joined otherwise than so (`CROSS`), SQLite reads all companies in order and asks of each whether it is on the page. */
export function rowsQuery(query: CompanyQuery): { readonly sql: string; readonly values: readonly Value[] } {
  const page = pageQuery(query);
  return {
    sql: `SELECT c.entity, c.country, c.scheme, c.number, c.name, c.short_name AS shortName, c.region, c.status, c.saved_at AS savedAt,
       coalesce(r.required, 0) AS required, coalesce(r.answered, 0) AS answered, coalesce(r.errors, 0) AS errors,
       coalesce(r.warnings, 0) AS warnings, coalesce(r.unjustified, 0) AS unjustified, coalesce(r.person, '') AS person,
       coalesce((SELECT m.conflicts FROM merged_response m WHERE m.entity = c.entity AND m.round = (SELECT value ->> '$' FROM setting WHERE key = 'round')
         AND m.form_id = (SELECT id FROM form WHERE hash = (SELECT value ->> '$' FROM setting WHERE key = 'form'))), 0) AS conflicts,
       EXISTS (SELECT 1 FROM withdrawal_asked w WHERE w.response = c.response) AS withdrawalAsked
     FROM (${page.sql}) page CROSS JOIN company c ON c.entity = page.entity LEFT JOIN response r ON r.id = c.response
     ORDER BY ${page.order('c')}`,
    values: page.values,
  };
}

/** The part of {@link rowsQuery} that chooses the rows of the page; apart, so that a test can ask for its plan. */
export function pageQuery(query: CompanyQuery): { readonly sql: string; readonly values: readonly Value[]; readonly order: (alias: string) => string } {
  const direction = query.descending ? 'DESC' : 'ASC';
  const order = (alias: string): string => SORT[query.sort].map((column) => `${alias}.${column} ${direction}`).join(', ');
  const filter = filterOf(query, query.status);
  return {
    sql: `SELECT company.entity FROM company ${filter.sql} ORDER BY ${order('company')} LIMIT ? OFFSET ?`,
    values: [...filter.values, query.limit, query.offset],
    order,
  };
}

const SORT: Readonly<Record<CompanyQuery['sort'], readonly string[]>> = {
  name: ['name_key', 'entity'],
  number: ['number', 'entity'],
  status: ['status', 'name_key', 'entity'],
  savedAt: ['saved_at', 'entity'],
};

/** How many companies stand where, of those that are searched for: the same for every page of the list, until something changes. */
const countByStatus = keptWhileUnchanged(
  ({ search, country }: CompanyQuery) => JSON.stringify([search, country]),
  (db, query): Readonly<Partial<Record<CompanyStatus, number>>> => {
    const filter = filterOf(query, null);
    const rows = db.all<{ readonly status: CompanyStatus; readonly count: number }>(
      `SELECT status, count(*) AS count FROM company ${filter.sql} GROUP BY status`, ...filter.values,
    );
    return Object.fromEntries(rows.map((row) => [row.status, row.count]));
  },
);

function filterOf(query: CompanyQuery, status: CompanyStatus | null): { readonly sql: string; readonly values: readonly Value[] } {
  const terms: string[] = [];
  const values: Value[] = [];
  if (status !== null) {
    terms.push('company.status = ?');
    values.push(status);
  }
  if (query.country !== null) {
    terms.push('company.country = ?');
    values.push(query.country);
  }
  for (const word of fold(query.search).split(/\s+/).filter(Boolean)) {
    terms.push('instr(company.search, ?) > 0');
    values.push(word);
  }
  return { sql: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, values };
}

/** Lower case, without the difference of е and ё: how names are compared by people. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}

/**
 * Computes again where a company stands in the current form and round; called by every write that can change it. A returned
 * company stays so while it is corrected; what merging has come to counts no more once a newer revision was made here.
 */
export function refreshCompany(db: WriteDb, entity: string): void {
  db.run(
    `UPDATE company SET (status, saved_at) = (
       SELECT CASE
         WHEN r.status <> 'draft' AND CASE WHEN ${UP_TO_DATE} THEN m.retracted ELSE r.withdrawn END = 1 THEN 'withdrawn'
         WHEN m.conflicts > 0 THEN 'conflict'
         WHEN r.id IS NULL THEN CASE WHEN m.retracted = 1 THEN 'withdrawn' ELSE coalesce(m.status, 'received') END
         WHEN r.status = 'draft' AND m.status = 'returned' AND ${UP_TO_DATE} THEN 'returned'
         WHEN r.status = 'draft' THEN CASE WHEN r.errors > 0 THEN 'errors' ELSE 'draft' END
         WHEN r.status = 'complete' THEN 'complete'
         WHEN m.status IN ('accepted', 'returned') AND ${UP_TO_DATE} THEN m.status
         WHEN r.sent = 1 THEN 'sent'
         ELSE 'approved' END,
         r.saved_at
       FROM (SELECT 1) LEFT JOIN response r ON r.id = company.response
       LEFT JOIN merged_response m ON m.entity = company.entity AND m.round = (SELECT value ->> '$' FROM setting WHERE key = 'round')
         AND m.form_id = (SELECT id FROM form WHERE hash = (SELECT value ->> '$' FROM setting WHERE key = 'form')))
     WHERE entity = ?`,
    entity,
  );
}

/** Makes a draft that was begun just now the company's current response, and {@link refreshCompany}: where nothing of the company was merged, how it stands is plain. */
export function pointToDraft(db: WriteDb, entity: string, draft: NewDraft): void {
  db.run('UPDATE company SET response = ?, status = ?, saved_at = ? WHERE entity = ?', draft.id, draft.errors > 0 ? 'errors' : 'draft', draft.savedAt, entity);
  if (wasMerged(db, entity)) refreshCompany(db, entity);
}

function wasMerged(db: ReadDb, entity: string): boolean {
  return db.value('SELECT 1 FROM merged_response WHERE entity = ? LIMIT 1', entity) !== undefined;
}

const UP_TO_DATE = `m.revisions = (SELECT count(*) FROM revision v WHERE v.entity = m.entity AND v.form_id = m.form_id AND v.round = m.round)`;

/** {@link refreshCompany} for every company: after the current form or round changes. */
export function refreshCompanies(db: WriteDb): void {
  db.run(
    `UPDATE company SET response = (SELECT r.id FROM response r JOIN form f ON f.hash = r.form
       WHERE r.entity = company.entity AND r.round = (SELECT value ->> '$' FROM setting WHERE key = 'round')
       AND f.id = (SELECT id FROM form WHERE hash = (SELECT value ->> '$' FROM setting WHERE key = 'form')) ORDER BY r.id DESC LIMIT 1)`,
  );
  for (const { entity } of db.all<{ readonly entity: string }>('SELECT entity FROM company')) refreshCompany(db, entity);
}

/** All companies of the list, by name. */
export function listEntities(db: ReadDb): readonly string[] {
  return db.all<{ readonly entity: string }>('SELECT entity FROM company ORDER BY name_key, entity').map(({ entity }) => entity);
}

/** How many companies the list holds. */
export function countCompanies(db: ReadDb): number {
  return db.value<number>('SELECT count(*) FROM company') ?? 0;
}
