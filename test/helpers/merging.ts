import { join } from 'node:path';
import { makeRevision, type NewRevision } from '../../electron/bundle/container/revision.ts';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { addKeys, createRegistry, installRegistry } from '../../electron/bundle/trust/trust.ts';
import type { WriteDb } from '../../electron/database/db.ts';
import { saveCompany } from '../../electron/database/tables/company.ts';
import { insertForm } from '../../electron/database/tables/form.ts';
import { currentRegistry } from '../../electron/database/tables/registry.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { applyMerge, previewMerge, type MergeFile } from '../../electron/merge/desk/apply.ts';
import { printCanonical, printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Json } from '../../shared/base/json.ts';
import type { MergePreview, MergeReport } from '../../shared/ipc/merge.ts';
import type { FormDefinition, Question } from '../../shared/survey/form.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { CLOCK, entity, exportTo, newFolder, newMinistry, NOON, testKey, type Workspace } from './bundles.ts';
import { valueOf } from './result.ts';

const question = (name: string, path: string, more: Partial<Question> = {}): Question => ({ kind: 'question', type: 'text', name, path, label: { ru: name }, ...more });

/** A form with what merging looks at: a name, an atomic group, a personal field, a calculated one, rows. */
export const MERGE_FORM: FormDefinition = {
  formatVersion: 1, id: 'merge', version: '1', title: { ru: 'Форма' }, languages: ['ru'], defaultLanguage: 'ru',
  body: [
    question('name', '/A/name', { identity: 'name' }),
    question('region', '/A/region', { identity: 'region' }),
    question('phone', '/A/phone', { personal: true }),
    question('amount', '/A/amount', { type: 'decimal', atomic: 'sum' }),
    question('currency', '/A/currency', { atomic: 'sum' }),
    question('total', '/A/total', { type: 'decimal', calculation: '1' }),
    { kind: 'repeat', name: 'line', path: '/F/line', label: { ru: 'Линия' }, children: [question('p', '/F/line/p'), question('q', '/F/line/q')] },
  ],
  choices: {}, rules: [], parameters: [],
};
export const MERGE_FORM_HASH = sha256(printCanonicalBytes(MERGE_FORM as unknown as Json));

function installMergeForm(db: WriteDb): void {
  insertForm(db, { hash: MERGE_FORM_HASH, id: 'merge', version: '1', definition: printCanonical(MERGE_FORM as unknown as Json), signer: null, installedAt: NOON });
  setSetting(db, 'form', MERGE_FORM_HASH);
}

/** A ministry with the merging form. Numbers give different installations and keys. */
export function newBody(number: number, country = 'RU', body = `Министерство ${number}`): Workspace {
  const workspace = newMinistry(number, join(newFolder(), `ministry-${number}`), testKey(number, 'official', country, body));
  installMergeForm(workspace.db);
  return workspace;
}

/** The Commission's workspace, which knows these bodies. */
export function newCommission(...bodies: readonly Workspace[]): Workspace {
  const key = testKey(99, 'commission', 'EAEU', 'ЕЭК');
  const commission = newMinistry(99, join(newFolder(), 'commission'), key);
  setSetting(commission.db, 'workspace', { id: 'installation-99', role: 'commission', country: 'EAEU', body: 'ЕЭК' });
  installMergeForm(commission.db);
  const act = { now: NOON, person: 'К. Комиссаров' };
  valueOf(createRegistry(commission.db, key.signer, key.key, act));
  valueOf(addKeys(commission.db, key.signer, bodies.map((body) => body.key), act));
  return commission;
}

/** Two bodies of one state and the Commission that knows both: each has its registry, and the same company in its list. */
export function newOffices(company: number): { readonly body: Workspace; readonly other: Workspace; readonly commission: Workspace } {
  const [body, other] = [newBody(1), newBody(2)];
  const commission = newCommission(body, other);
  for (const { db, key: { country } } of [body, other]) {
    valueOf(installRegistry(db, currentRegistry(commission.db)?.envelope as Uint8Array, true, { now: NOON, person: '' }));
    saveCompany(db, { entity: entity(company), country, scheme: 'ru_inn', number: String(company), name: `Завод ${company}`, shortName: `Завод ${company}`, region: '' });
  }
  return { body, other, commission };
}

/** A company's answers as its ministry states them; who it is goes along. */
export function state(workspace: Workspace, company: number, answers: Readonly<Record<string, Answer>>, more: Partial<NewRevision> = {}): string {
  const identity = { '@country': workspace.key.country, '@scheme': 'ru_inn', '@number': String(company), '@status': 'approved' };
  return valueOf(
    makeRevision(workspace.db, CLOCK, {
      entity: entity(company), form: { hash: MERGE_FORM_HASH, definition: MERGE_FORM }, round: '2026', op: 'put', reason: '',
      state: new Map<string, Answer>(Object.entries({ ...identity, ...answers })), ...more,
    }),
  );
}

let files = 0;

/** Exports what a workspace has to say to a new file and gives its path. */
export async function send(workspace: Workspace, personal = false): Promise<string> {
  files += 1;
  const path = join(newFolder(), `${workspace.key.country}-${files}.svod`);
  await exportTo(workspace, path, personal);
  return path;
}

export function deskOf(workspace: Workspace, more: Partial<Desk> = {}): Desk {
  return {
    folder: workspace.folder, language: 'ru', now: () => NOON, uuid: CLOCK.uuid, random: () => 0.5,
    progress: () => undefined, step: () => undefined, checkCancelled: () => undefined, db: workspace.db, ...more,
  };
}

export function filesOf(paths: readonly string[]): readonly MergeFile[] {
  return paths.map((path, index) => ({ ticket: `t${index}`, path, fileName: path.split('/').at(-1) as string }));
}

export async function merge(workspace: Workspace, ...paths: readonly string[]): Promise<MergeReport> {
  return valueOf(await applyMerge(deskOf(workspace), filesOf(paths)));
}

export async function preview(workspace: Workspace, ...paths: readonly string[]): Promise<MergePreview> {
  return valueOf(await previewMerge(deskOf(workspace), filesOf(paths)));
}
