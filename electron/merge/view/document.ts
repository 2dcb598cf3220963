import type { Failure } from '../../../shared/base/failure.ts';
import { groupBy } from '../../../shared/base/group.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CompanyChange, FileVerdict, MergeReport, Signer } from '../../../shared/ipc/merge.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { loadRegistry } from '../../bundle/trust/trust.ts';
import type { ReadDb } from '../../database/db.ts';
import { countConflicts } from '../../database/tables/merged.ts';
import { bundlesOfRun, findRun, loadReport } from '../../database/tables/run.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk } from '../../jobs/handler.ts';
import { currentForm } from '../../survey/form.ts';
import { changesOfCompany, remarksOfCompany, type ReportedChange, type ReportedJustification, type ReportedNote } from './reported.ts';

/** A merge told in full: who sent what, what it changed, what is missing, which warnings were justified how, what was noted on questions. */
export interface MergeDocument {
  readonly format: 'svod-merge-report';
  readonly run: number;
  readonly at: string;
  readonly person: string;
  /** Whose base it is. */
  readonly country: string;
  readonly body: string;
  readonly round: string;
  readonly form: { readonly id: string; readonly version: string; readonly hash: string; /** In the language of the workspace. */ readonly title: string } | null;
  /** When it was taken back; the rest tells what it had brought, and no field of it any more. */
  readonly undoneAt: string | null;
  readonly stopped: boolean;
  readonly totals: MergeReport['totals'];
  readonly stateHash: string;
  readonly viewHash: string;
  readonly backup: string | null;
  /** By state and body; files that no known key vouches for come last, without one: whom they name is only claimed. */
  readonly senders: readonly Sender[];
  readonly companies: readonly ReportedCompany[];
  readonly missing: Missing;
  readonly justifications: readonly (ReportedJustification & NamedIn)[];
  readonly notes: readonly (ReportedNote & NamedIn)[];
  /** Places in conflict in the whole base, when the document was made. */
  readonly conflictsNow: number;
}

export interface Sender {
  readonly country: string;
  readonly body: string;
  readonly files: readonly ReportedFile[];
}

export interface ReportedFile extends Omit<FileVerdict, 'ticket' | 'failure' | 'manifest'> {
  readonly code: string | null;
  readonly message: string | null;
  /** Whom a file names that no known key vouches for. */
  readonly claims: string | null;
  readonly seq: number | null;
  readonly round: string | null;
  readonly createdAt: string | null;
  readonly companies: number;
  readonly revisions: number;
  readonly manifest: string | null;
  readonly shortCode: string | null;
  readonly signer: Signer | null;
}

export interface ReportedCompany extends Omit<CompanyChange, 'tickets' | 'changes'> {
  readonly files: readonly string[];
  /** How many places changed. */
  readonly changed: number;
  /** Each value that these bundles changed, with its revision. Of a company that came with them all of it is new: only what one of them replaced again. */
  readonly changes: readonly ReportedChange[];
}

export interface NamedIn {
  readonly entity: string;
  readonly name: string;
}

export interface Missing {
  /** Numbers below the highest one of an installation that have not come (B16). */
  readonly seqs: readonly { readonly country: string; readonly body: string; readonly seqs: readonly number[] }[];
  /** Bodies whose key is in the registry and of which nothing of this round has come. */
  readonly bodies: readonly { readonly country: string; readonly body: string }[];
  /** Bundles of this merge that speak of another round than the one at work. */
  readonly otherRounds: readonly { readonly country: string; readonly body: string; readonly file: string; readonly round: string }[];
}

/** The report of a merge that was made here. Fails with `run-unknown` (there is none, or it was killed before it could report). */
export function documentOfRun(desk: Desk, run: number): Result<MergeDocument, Failure> {
  const { db } = desk;
  const row = findRun(db, run);
  const report = loadReport(db, run) as Omit<MergeReport, 'run'> | null;
  const workspace = getSetting(db, 'workspace');
  if (!row || !report || !workspace) return err({ code: 'run-unknown', values: { run } });
  const form = currentForm(db);
  const round = getSetting(db, 'round') ?? '';
  const bundles = new Set(row.undoneAt === null ? bundlesOfRun(db, run) : []);
  const names = new Map(report.files.map(({ ticket, fileName }) => [ticket, fileName]));
  const justifications: (ReportedJustification & NamedIn)[] = [];
  const notes: (ReportedNote & NamedIn)[] = [];
  const companies = report.companies.map(({ tickets, changes, ...company }, index): ReportedCompany => {
    desk.checkCancelled();
    if (index % 20 === 0) desk.progress({ phase: 'collecting', done: index, total: report.companies.length });
    if (bundles.size > 0) {
      const { entity, name } = company;
      const remarks = remarksOfCompany(desk, company, bundles);
      justifications.push(...remarks.justifications.map((said) => ({ entity, name, ...said })));
      notes.push(...remarks.notes.map((said) => ({ entity, name, ...said })));
    }
    const known = company.kind === 'updated' || company.kind === 'conflict';
    return {
      ...company, files: tickets.map((ticket) => names.get(ticket) ?? ticket), changed: changes,
      changes: known && bundles.size > 0 ? changesOfCompany(desk, company, bundles) : [],
    };
  });
  const { totals, stateHash, viewHash, backup, stopped } = report;
  return ok({
    format: 'svod-merge-report', run, at: new Date(row.at).toISOString(), person: row.person, country: workspace.country, body: workspace.body, round,
    form: form.ok ? { id: form.value.definition.id, version: form.value.definition.version, hash: form.value.hash, title: textIn(form.value.definition.title, desk.language) } : null,
    undoneAt: row.undoneAt === null ? null : new Date(row.undoneAt).toISOString(),
    stopped, totals, stateHash, viewHash, backup, senders: sendersOf(report.files, desk), companies, missing: missingIn(db, report.files, round), justifications, notes,
    conflictsNow: countConflicts(db),
  });
}

function sendersOf(files: readonly FileVerdict[], { language }: Pick<Desk, 'language'>): readonly Sender[] {
  const groups = groupBy(files, ({ manifest, signer }) => (manifest === null || signer === null ? '' : `${manifest.country} ${manifest.body}`));
  return [...groups].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1)).map(([name, sent]) => ({
    country: name === '' ? '' : (sent[0]?.manifest?.country ?? ''), body: name === '' ? '' : (sent[0]?.manifest?.body ?? ''),
    files: sent.toSorted((a, b) => (a.manifest?.seq ?? 0) - (b.manifest?.seq ?? 0)).map(({ ticket: _ticket, failure, manifest, ...file }): ReportedFile => ({
      ...file, code: failure?.code ?? null, message: failure && printFailure(language, { ...failure, values: { file: file.fileName, ...failure.values } }),
      claims: file.signer === null && manifest ? `${manifest.body} (${manifest.country})` : null, seq: manifest?.seq ?? null, round: manifest?.round ?? null, createdAt: manifest?.createdAt ?? null, companies: manifest?.companies ?? 0, revisions: manifest?.revisions ?? 0,
      manifest: manifest?.sha256 ?? null, shortCode: manifest?.shortCode ?? null,
    })),
  }));
}

function missingIn(db: ReadDb, files: readonly FileVerdict[], round: string): Missing {
  const here = db.all<{ readonly country: string; readonly body: string; readonly installation: string; readonly seq: number; readonly round: string }>(
    "SELECT country, body, installation, seq, CAST(manifest_bytes AS TEXT) ->> '$.round' AS round FROM bundle WHERE direction = 'in'",
  );
  const chains = [...groupBy(here, ({ country, body, installation }) => `${country} ${body} ${installation}`).values()];
  const came = new Set(here.filter((bundle) => bundle.round === round).map(({ country, body }) => `${country} ${body}`));
  const expected = new Map(loadRegistry(db)?.entries
    .filter(({ usage, status }) => usage === 'official' && status === 'active')
    .map(({ country, body }) => [`${country} ${body}`, { country, body }]));
  return {
    seqs: chains.flatMap((chain) => {
      const known = new Set(chain.map(({ seq }) => seq));
      const seqs = Array.from({ length: Math.max(...known) }, (_, index) => index + 1).filter((seq) => !known.has(seq));
      const [first] = chain;
      return first === undefined || seqs.length === 0 ? [] : [{ country: first.country, body: first.body, seqs }];
    }),
    bodies: [...expected].filter(([name]) => !came.has(name)).map(([, body]) => body).sort((a, b) => (`${a.country} ${a.body}` < `${b.country} ${b.body}` ? -1 : 1)),
    otherRounds: files.flatMap(({ fileName, manifest }) =>
      manifest === null || manifest.round === round ? [] : [{ country: manifest.country, body: manifest.body, file: fileName, round: manifest.round }]),
  };
}
