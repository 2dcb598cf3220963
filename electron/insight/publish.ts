import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { ReadDb } from '../database/db.ts';
import { countCompanies } from '../database/tables/company.ts';
import type { Context } from '../jobs/context.ts';
import { withStore, type Store } from '../store/connect.ts';
import { currentForm } from '../survey/form.ts';
import { aggregateTables } from './aggregate.ts';
import { collectTables, type TableTaker } from './collect.ts';
import type { TableCell } from './csv.ts';
import { isAsked, type Column, type ColumnType, type TableShape } from './tables.ts';

/** The schema that holds nothing but published tables. */
export const SCHEMA = 'svod_tables';
/** Characters of a table's lines that are held before they are sent. */
const PIECE = 1024 * 1024;

export interface PublishReport {
  /** The address without a password. */
  readonly store: string;
  readonly schema: string;
  readonly companies: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly rows: number;
}

type World = Pick<Context, 'now' | 'random' | 'uuid' | 'progress' | 'checkCancelled'> & { readonly db: ReadDb };

/**
 * Writes the tables that the Commission's exports hold, and the sums, to a PostgreSQL for BI programs: made and filled by COPY under other
 * names, then put in the place of the earlier ones, all in one transaction, so that readers see the old tables or the new ones. Comments
 * of tables and columns say what they hold. Fails as `withStore` does (`store-failed` when somebody's view stands on a table), or with
 * `unknown-form`. Throws `Cancelled`.
 */
export async function publishTables(world: World, request: { readonly store: string; readonly password?: string | undefined }): Promise<Result<PublishReport, Failure>> {
  const form = currentForm(world.db);
  if (!form.ok) return form;
  const total = countCompanies(world.db);
  const watch = { onCompany: (done: number) => world.progress({ phase: 'publishing', done, total: Math.max(total, done) }), checkCancelled: world.checkCancelled };
  return withStore(request.store, request.password, world, (store) =>
    store.transaction('READ COMMITTED', async () => {
      await store.run(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
      await store.run("SELECT pg_advisory_xact_lock(hashtext('svod_tables'))");
      const { taker, finish } = publisher(store);
      const choice = { audience: 'commission', personal: false, surroundings: world } as const;
      const companies = await collectTables(world.db, form.value, choice, taker, watch);
      await aggregateTables(world.db, form.value, choice, taker, watch);
      const tables = await finish();
      return ok({ store: store.address.shown, schema: SCHEMA, companies, tables, rows: tables.reduce((sum, { rows }) => sum + rows, 0) });
    }),
  );
}

interface Growing {
  readonly shape: TableShape;
  held: string[];
  size: number;
  rows: number;
}

function publisher(store: Store): { readonly taker: TableTaker; readonly finish: () => Promise<PublishReport['tables']> } {
  const tables = new Map<string, Growing>();
  const send = async (table: Growing): Promise<void> => {
    if (table.size > 0) await store.copy(`COPY ${nextOf(table.shape)} FROM STDIN (FORMAT csv)`, [Buffer.from(table.held.join(''), 'utf8')]);
    table.held = [];
    table.size = 0;
  };
  return {
    taker: {
      async begin(shape) {
        await store.run(`DROP TABLE IF EXISTS ${nextOf(shape)}`);
        await store.run(`CREATE TABLE ${nextOf(shape)} (${shape.columns.map(({ name, type }) => `${quoted(name)} ${TYPES[type]}`).join(', ')})`);
        tables.set(shape.name, { shape, held: [], size: 0, rows: 0 });
      },
      add({ name }, line) {
        const table = tables.get(name) as Growing;
        const text = `${line.map(printCell).join(',')}\n`;
        table.held.push(text);
        table.size += text.length;
        table.rows += 1;
      },
      async flush() {
        for (const table of tables.values()) if (table.size > PIECE) await send(table);
      },
    },
    async finish() {
      for (const table of tables.values()) await send(table);
      const before = await store.rows<{ readonly name: string }>('SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = $1', [SCHEMA]);
      for (const { name } of before) if (!name.startsWith(NEXT)) await store.run(`DROP TABLE ${SCHEMA}.${quoted(name)}`);
      for (const { shape } of tables.values()) {
        await store.run(`ALTER TABLE ${nextOf(shape)} RENAME TO ${quoted(shape.name)}`);
        await store.run(commentsOf(shape));
      }
      return [...tables.values()].map(({ shape, rows }) => ({ table: shape.name, rows }));
    },
  };
}

const NEXT = 'next ';
const TYPES: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'bigint', number: 'double precision', date: 'date' };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const nextOf = ({ name }: TableShape): string => `${SCHEMA}.${quoted(`${NEXT}${name}`)}`;

/** Nothing is an empty field, text always quoted, so that an empty text stays one. PostgreSQL's text holds no zero character. */
function printCell(cell: TableCell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""').replaceAll('\0', '\uFFFD')}"`;
}

/** What the dictionary says, where a BI program shows it. */
function commentsOf(shape: TableShape): string {
  const table = `${SCHEMA}.${quoted(shape.name)}`;
  return [
    `COMMENT ON TABLE ${table} IS ${literal(inBoth(shape.label))}`,
    ...shape.columns.map((one) => `COMMENT ON COLUMN ${table}.${quoted(one.name)} IS ${literal(commentOf(one))}`),
  ].join(';\n');
}

function commentOf(one: Column): string {
  if (!isAsked(one)) return inBoth(one.label);
  const { unit, list, path } = one.question;
  return [inBoth(one.label), unit && `(${inBoth(unit)})`, list !== undefined && `codes: ${list}`, path].filter(Boolean).join(' · ');
}

function inBoth({ ru, en }: TableShape['label']): string {
  return [ru, en].filter(Boolean).join(' / ');
}
