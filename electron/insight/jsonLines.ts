import type { JsonObject } from '../../shared/base/json.ts';
import type { Audience, ExportedFile } from '../../shared/ipc/insight.ts';
import { answersToJson } from '../../shared/survey/json.ts';
import type { ReadDb } from '../database/db.ts';
import { originsOf, type Origins } from '../merge/view/provenance.ts';
import type { ReadyForm } from '../survey/form.ts';
import type { CollectWatch, TableTaker } from './collect.ts';
import { eachNamedCompany, type ExportChoice, type ExportedCompany } from './companies.ts';
import type { GrowingFiles } from './files.ts';
import { isOfficial } from './scope.ts';

interface JsonLines {
  readonly taker: TableTaker;
  readonly write: (name: string, line: JsonObject) => void;
  readonly written: () => readonly ExportedFile[];
}

/** JSON Lines: one file a table, one object a line. */
export function jsonlTaker(files: GrowingFiles): JsonLines {
  const open = new Map<string, ReturnType<GrowingFiles['open']> & { rows: number }>();
  const fileOf = (name: string): ReturnType<GrowingFiles['open']> & { rows: number } => {
    let file = open.get(name);
    if (!file) open.set(name, (file = { ...files.open(`${name}.jsonl`), rows: 0 }));
    return file;
  };
  const write = (name: string, line: JsonObject): void => {
    const file = fileOf(name);
    file.write(`${JSON.stringify(line)}\n`);
    file.rows += 1;
  };
  return {
    write,
    written: () => [...open.values()].map(({ path, rows }) => ({ file: path, rows })),
    taker: {
      begin: ({ name }) => void fileOf(name),
      add: ({ name, columns }, line) => write(name, Object.fromEntries(columns.map((column, index) => [column.name, line[index] ?? null]))),
      flush: () => undefined,
    },
  };
}

interface LinesWork {
  readonly db: ReadDb;
  readonly form: ReadyForm;
  readonly choice: ExportChoice;
  readonly watch: CollectWatch;
  readonly counted: (companies: number) => void;
}

/** One company a line: answers nested as the form is, what is in conflict or withheld, and for every value the revision it comes from. */
export async function companyLines({ db, form, choice, watch, counted }: LinesWork, lines: JsonLines): Promise<void> {
  const origins = originsOf(db);
  await lines.taker.begin({ name: 'companies', label: {}, columns: [] });
  let count = 0;
  for (const company of eachNamedCompany(db, form, choice)) {
    watch.checkCancelled();
    lines.write('companies', lineOf(form, company, origins, choice.audience));
    watch.onCompany((count += 1));
  }
  counted(count);
}

function lineOf(form: ReadyForm, company: ExportedCompany, origins: Origins, audience: Audience): JsonObject {
  const { entity, country, number, name, status, decision, quality, answers, personal, withheld, conflicts } = company;
  const named = new Set([...answers.keys(), ...personal.keys()].flatMap((path) => company.origins.get(path) ?? []));
  for (const { writes } of conflicts) for (const { revision } of writes) named.add(revision);
  return {
    entity, country, number, name, status, decision, quality,
    answers: answersToJson(form.definition, new Map([...answers, ...personal])),
    withheld: [...withheld],
    conflicts: conflicts.map(({ path, writes }) => ({ path, writes: writes.map(({ revision, value }) => ({ revision, value })) as never })),
    provenance: Object.fromEntries([...answers.keys(), ...personal.keys()].flatMap((path) => (company.origins.has(path) ? [[path, [...(company.origins.get(path) ?? [])]]] : []))),
    revisions: Object.fromEntries([...named].sort().map((id) => {
      const { op, person, claimedAt, installation, reason, signer, bundle } = origins.of(id);
      return [id, {
        op, ...(isOfficial(audience) ? { person, reason, holder: signer?.holder ?? null } : {}), claimedAt, installation,
        signer: signer?.keyId ?? null, body: signer?.body ?? null, country: signer?.country ?? null, bundle: bundle?.manifest ?? null, seq: bundle?.seq ?? null, file: bundle?.fileName ?? null,
      }];
    })),
  };
}
