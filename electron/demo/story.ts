import { basename, join } from 'node:path';
import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Signer } from '../../shared/bundle/signing/signing.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { sealBundle } from '../bundle/container/seal.ts';
import { writeBundle } from '../bundle/container/write.ts';
import { previewExport } from '../bundle/export/export.ts';
import { findKey } from '../bundle/keys/keystore.ts';
import { findResponse } from '../database/tables/response.ts';
import type { ResponseRow } from '../database/tables/response.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { applyMerge } from '../merge/desk/apply.ts';
import { checkResponse } from '../survey/check.ts';
import { reopenResponse } from '../survey/complete.ts';
import { openResponse } from '../survey/draft.ts';
import { currentForm } from '../survey/form.ts';
import type { Body } from './bodies.ts';
import type { Dice } from './dice.ts';
import { fillCompany, finish } from './fill.ts';
import type { PlannedCompany } from './plan.ts';

/** A body at work: its workspace open, what it has to fill in. */
export interface Office {
  readonly body: Body;
  readonly desk: Desk;
  readonly signer: Signer;
  readonly dice: Dice;
  readonly companies: readonly PlannedCompany[];
}

/** Companies filled in one transaction: few enough to show progress, enough not to wait for the disk. */
const BATCH = 100;
/** Share of its companies that a body sends in its first bundle. */
const FIRST = 0.6;
/** Companies that the two bodies of one state both know. */
const SHARED = 2;

type Edit = (session: Session, dice: Dice) => void;

/**
 * What happens in the example: the ministry of a state sends its region two companies; all bodies send a first bundle; then
 * ministry and region correct the same two companies without knowing of each other (one figure differently: a conflict,
 * others in different places: a clean join), and everybody sends the rest with corrections. Gives the bundle files in order.
 */
export async function playOut(offices: readonly Office[], folder: string): Promise<Result<readonly string[], Failure>> {
  const bundles: string[] = [];
  const [ministry, region] = offices;
  assert(ministry && region, 'two bodies of one state begin the list');
  const total = offices.reduce((sum, office) => sum + office.companies.length, 0);
  let done = 0;
  const filled = (count: number): void => ministry.desk.progress({ phase: 'collecting', done: (done += count), total });

  const shared = fill(ministry, ministry.companies.slice(0, SHARED), filled);
  if (!shared.ok) return shared;
  const sent = await send(ministry, folder, bundles);
  if (!sent.ok) return sent;
  const received = await applyMerge(region.desk, bundles.map((path) => ({ ticket: '', path, fileName: basename(path) })));
  if (!received.ok) return received;

  const first = new Map<Office, readonly string[]>();
  for (const office of offices) {
    const { early } = parts(office, office === ministry);
    const entities = fill(office, early, filled);
    if (!entities.ok) return entities;
    first.set(office, entities.value);
    const bundle = await send(office, folder, bundles);
    if (!bundle.ok) return bundle;
  }
  for (const office of offices) {
    const late = fill(office, parts(office, office === ministry).late, filled);
    if (!late.ok) return late;
    const edits: (readonly [string, Edit, string])[] = (first.get(office) ?? []).slice(0, 1).map((entity) => [entity, refine, 'Уточнено по годовому отчёту организации']);
    if (office === ministry) edits.push(...shared.value.map((entity, index) => [entity, MINISTRY_EDITS[index] as Edit, 'Уточнено по данным бухгалтерской отчётности'] as const));
    if (office === region) edits.push(...shared.value.map((entity, index) => [entity, REGION_EDITS[index] as Edit, 'Уточнено при выезде на предприятие'] as const));
    for (const [entity, edit, reason] of edits) {
      const corrected = correct(office, entity, edit, reason);
      if (!corrected.ok) return corrected;
    }
    const bundle = await send(office, folder, bundles);
    if (!bundle.ok) return bundle;
  }
  return ok(bundles);
}

function parts(office: Office, shares: boolean): { readonly early: readonly PlannedCompany[]; readonly late: readonly PlannedCompany[] } {
  const own = office.companies.slice(shares ? SHARED : 0);
  const cut = Math.ceil(own.length * FIRST);
  return { early: own.slice(0, cut), late: own.slice(cut) };
}

function fill(office: Office, companies: readonly PlannedCompany[], filled: (count: number) => void): Result<readonly string[], Failure> {
  const { desk, dice } = office;
  const form = currentForm(desk.db);
  if (!form.ok) return form;
  const entities: string[] = [];
  for (let at = 0; at < companies.length; at += BATCH) {
    desk.checkCancelled();
    const batch = companies.slice(at, at + BATCH);
    const written = write(desk.db, () => {
      for (const planned of batch) {
        const entity = fillCompany(desk, form.value, planned, dice.fork(planned.profile.number));
        if (!entity.ok) return entity;
        entities.push(entity.value);
      }
      return ok(null);
    });
    if (!written.ok) return written;
    filled(batch.length);
  }
  return ok(entities);
}

/** Opens a response again, changes it through the engine, completes and approves it. */
function correct(office: Office, entity: string, edit: Edit, reason: string): Result<string, Failure> {
  const { desk, dice } = office;
  return write(desk.db, () => {
    const opened = openResponse(desk, { entity });
    if (!opened.ok) return opened;
    if (opened.value.status !== 'draft') {
      const again = reopenResponse(desk, { response: opened.value.response, reason });
      if (!again.ok) return again;
    }
    const response = findResponse(desk.db, opened.value.response) as ResponseRow;
    const checked = checkResponse(desk.db, desk, response, 'complete');
    if (!checked.ok) return checked;
    const { session, form } = checked.value;
    edit(session, dice.fork(`edit ${entity}`));
    return finish(desk, form, response, session, dice.fork(`justify ${entity}`), reason);
  });
}

async function send(office: Office, folder: string, bundles: string[]): Promise<Result<null, Failure>> {
  const { desk, body, signer } = office;
  const preview = previewExport(desk.db);
  if (preview.revisions === 0) return ok(null);
  const sealed = sealBundle(desk.db, signer, { now: desk.now(), person: body.person, personal: false });
  if (!sealed.ok) return sealed;
  const key = findKey(desk.folder, signer.keyId);
  assert(key, 'the body signs with the key of its workspace');
  const path = join(folder, preview.suggestedName);
  const written = await writeBundle(desk.db, sealed.value, key, path, { checkCancelled: desk.checkCancelled });
  if (!written.ok) return written;
  bundles.push(path);
  return ok(null);
}

function numberAt(session: Session, path: Path): number {
  const value: Answer | null = session.field(path).value;
  return typeof value === 'number' ? value : 0;
}

/** What is sent right after a first bundle is seldom the last word: staff figures and a remark. */
const refine: Edit = (session, dice) => {
  session.answer('/D/D07', numberAt(session, '/D/D07') + dice.integer(2, 12));
  session.answer('/P/P04', 'Прогноз потребности в специалистах пересчитан после утверждения инвестиционной программы.');
};

/** On the first shared company both correct R&D expenditure (a conflict) and something of their own; on the second only the latter. */
const MINISTRY_EDITS: readonly Edit[] = [
  (session) => {
    session.answer('/C/C15', Math.round(numberAt(session, '/C/C15') * 1.08) + 1);
    session.answer('/D/D07', numberAt(session, '/D/D07') + 6);
  },
  (session) => void session.answer('/P/P03', 'Признавать результаты испытаний аккредитованных лабораторий любого государства-члена.'),
];
const REGION_EDITS: readonly Edit[] = [
  (session, dice) => {
    session.answer('/C/C15', Math.round(numberAt(session, '/C/C15') * 0.94) + 1);
    session.answer('/M/M17', numberAt(session, '/M/M17') + 2);
    introduce(session, dice);
  },
  (session, dice) => {
    session.answer('/P/P04', 'Сведения сверены на предприятии.');
    introduce(session, dice);
  },
];

/** Personal answers did not travel with the ministry's bundle (B7): the region asks for them itself. */
function introduce(session: Session, dice: Dice): void {
  session.answer('/A/A05', 'Ярцева Людмила Геннадьевна');
  session.answer('/A/A07', `+7 (816) ${dice.integer(200, 989)}-${dice.integer(10, 99)}-${dice.integer(10, 99)}`);
  session.answer('/P/P06', 'Холмогоров Виктор Петрович');
}
