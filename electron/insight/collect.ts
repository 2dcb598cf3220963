import type { Question } from '../../shared/survey/form.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { ReadDb } from '../database/db.ts';
import { originsOf } from '../merge/view/provenance.ts';
import type { ReadyForm } from '../survey/form.ts';
import { eachNamedCompany, type ExportChoice, type ExportedCompany } from './companies.ts';
import type { TableCell } from './csv.ts';
import {
  BUNDLES, CODES, codesOf, CONFLICTS, conflictLines, DICTIONARY, dictionaryOf, MISSING, missingOf, originLines, PERSONAL, personalLines, PROVENANCE, provenanceOf, REVISIONS,
} from './plainTables.ts';
import { linesOf, tablesOf, type TableShape } from './tables.ts';

/** Takes the tables of an export, whatever becomes of them. */
export interface TableTaker {
  /** Called once a table, before its first line. */
  readonly begin: (table: TableShape) => Promise<void> | void;
  readonly add: (table: TableShape, line: readonly TableCell[]) => void;
  /** Called now and then between companies: what has gathered may be written. */
  readonly flush: () => Promise<void> | void;
}

export interface CollectWatch {
  readonly onCompany: (done: number) => void;
  readonly checkCancelled: () => void;
}

/** What of a table every company adds to. */
interface Part {
  readonly shape: TableShape;
  readonly lines: (company: ExportedCompany) => readonly (readonly TableCell[])[];
}

/**
 * Gives all tables of the current form and round, company by company: what the form asks, what is missing and why, what is in conflict,
 * and for every value that leaves the revision it comes from, with its bundle and key (M10). Answers how many companies there were.
 */
export async function collectTables(db: ReadDb, form: ReadyForm, choice: ExportChoice, taker: TableTaker, watch: CollectWatch): Promise<number> {
  const { definition, map } = form;
  const tables = tablesOf(definition, choice.audience);
  const questionAt = (template: Path): Question | undefined => map.questions.get(template);
  const named = new Set<string>();
  const provenance: Part['lines'] = (company) => {
    const lines = provenanceOf(company);
    for (const [, , revision] of lines) named.add(revision);
    for (const { writes } of company.conflicts) for (const { revision } of writes) named.add(revision);
    return lines;
  };
  const parts: readonly Part[] = [
    ...tables.map((table): Part => ({ shape: table, lines: (company) => linesOf(table, company) })),
    { shape: MISSING, lines: (company) => missingOf(company, questionAt) },
    { shape: CONFLICTS, lines: conflictLines },
    ...(choice.personal ? [{ shape: PERSONAL, lines: personalLines }] : []),
    { shape: PROVENANCE, lines: provenance },
  ];
  for (const { shape } of parts) await taker.begin(shape);
  let count = 0;
  for (const company of eachNamedCompany(db, form, choice)) {
    watch.checkCancelled();
    for (const { shape, lines } of parts) for (const line of lines(company)) taker.add(shape, line);
    watch.onCompany((count += 1));
    if (count % 100 === 0) await taker.flush();
  }
  const origins = originLines(originsOf(db), named, choice.audience);
  const last = [[REVISIONS, origins.revisions], [BUNDLES, origins.bundles], [DICTIONARY, dictionaryOf(tables)], [CODES, codesOf(definition, tables)]] as const;
  for (const [shape, lines] of last) {
    await taker.begin(shape);
    for (const line of lines) taker.add(shape, line);
  }
  await taker.flush();
  return count;
}
