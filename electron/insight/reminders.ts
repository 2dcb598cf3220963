import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Failure } from '../../shared/base/failure.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { shortCode } from '../../shared/bundle/signing/fingerprint.ts';
import { endOf } from '../../shared/insight/coverage.ts';
import { fileNameOf, letterOf, listOf, reminderOf, type Letter, type Reminder } from '../../shared/insight/letter.ts';
import type { DebtorBody, LetterOrder } from '../../shared/ipc/insight.ts';
import { turnsOf, type Link } from '../../shared/merge/chain.ts';
import { textIn } from '../../shared/text/formText.ts';
import { writeFileSafely } from '../bundle/container/file.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import { loadRegistry } from '../bundle/trust/trust.ts';
import type { ReadDb } from '../database/db.ts';
import { appendAudit } from '../database/tables/audit.ts';
import { findForm } from '../database/tables/form.ts';
import { getSetting, isCommission, setSetting } from '../database/tables/setting.ts';
import { write } from '../database/transaction.ts';
import { courseOf } from '../jobs/course.ts';
import type { Desk } from '../jobs/handler.ts';
import { LINKS, missingSeq } from '../merge/group/turns.ts';
import { currentForm } from '../survey/form.ts';
import { reviewOf } from '../survey/review.ts';
import { coverageHere } from './coverage.ts';
import { printCsvLine } from './csv.ts';

/** A letter that has been written as text; the window prints it as PDF beside its list. */
export interface WrittenLetter {
  readonly order: LetterOrder;
  readonly letter: Letter;
  /** By which the paper is matched with what was written. */
  readonly code: string;
  /** Path of the letter without its ending. */
  readonly path: string;
}

/** The bodies that owe something, by state. Fails with `wrong-role`; cancelled, it gives nothing. */
export function listDebtors(desk: Desk): Result<readonly DebtorBody[], Failure> {
  if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
  const languages = getSetting(desk.db, 'letterLanguages') ?? {};
  return ok(remindersOf(desk).map(({ country, body, awaited, returned, missingSeqs }) => ({
    country, body, missingSeqs, language: languages[`${country} ${body}`] ?? 'ru',
    awaited: awaited.length, missing: awaited.filter(({ missing }) => missing).length,
    returned: returned.length, overdue: returned.filter(({ overdue }) => overdue).length,
  })));
}

/**
 * Writes the lists of these bodies to a folder, as CSV, and gives the letters that go with them; {@link noteReminded} follows once these are written. Fails with
 * `wrong-role`, `nothing-owed` (none of them owes anything), `unknown-form`, `disk-full` or `file-unwritable`. Cancelled, it leaves no list behind.
 */
export function writeReminders(desk: Desk, { folder, letters }: { readonly folder: string; readonly letters: readonly LetterOrder[] }): Result<readonly WrittenLetter[], Failure> {
  const { db } = desk;
  const workspace = getSetting(db, 'workspace');
  if (workspace?.role !== 'commission') return err({ code: 'wrong-role' });
  const form = currentForm(db);
  if (!form.ok) return form;
  const owed = remindersOf(desk);
  const orders = letters.flatMap((order) => {
    const reminder = owed.find(({ country, body }) => country === order.country && body === order.body);
    return reminder ? [{ order, reminder }] : [];
  });
  if (orders.length === 0) return err({ code: 'nothing-owed' });
  const { round, deadline } = coverageHere(db, desk.now());
  const facts = {
    sender: workspace.body, person: getSetting(db, 'person') ?? '', round, deadline, over: deadline !== null && desk.now() >= endOf(deadline),
    // The day it is in Moscow.
    today: new Date(desk.now() + 3 * 3_600_000).toISOString().slice(0, 10),
  };
  const written: WrittenLetter[] = [];
  try {
    for (const { order, reminder } of orders) {
      desk.checkCancelled();
      desk.progress({ phase: 'writing', done: written.length, total: orders.length });
      const path = join(folder, fileNameOf(reminder, order.language));
      const letter = letterOf(reminder, { ...facts, survey: textIn(form.value.definition.title, order.language, form.value.definition.defaultLanguage), list: `${basename(path)}.csv` }, order.language);
      const lines = listOf(reminder, deadline, order.language);
      // The mark at the beginning tells Excel that the letters are UTF-8.
      const saved = lines.length > 1 ? writeFileSafely(`${path}.csv`, Buffer.from(`\ufeff${lines.map(printCsvLine).join('')}`)) : ok(null);
      if (!saved.ok) return err({ ...saved.error, values: { file: `${path}.csv` } });
      written.push({ order, letter, path, code: shortCode(sha256(printCanonicalBytes(letter as unknown as Json))) });
    }
  } catch (error) {
    for (const { path } of written) rmSync(`${path}.csv`, { force: true });
    throw error;
  }
  return ok(written);
}

/** Remembers which bodies were written to, in which language, and that it was done. */
export function noteReminded(desk: Desk, { letters }: { readonly letters: readonly Pick<WrittenLetter, 'order' | 'code'>[] }): Result<null, Failure> {
  const { db } = desk;
  return write(db, () => {
    const languages = Object.fromEntries(letters.map(({ order }) => [`${order.country} ${order.body}`, order.language]));
    setSetting(db, 'letterLanguages', { ...getSetting(db, 'letterLanguages'), ...languages });
    const bodies = letters.map(({ order, code }) => ({ country: order.country, body: order.body, code }));
    appendAudit(db, sha256, { at: desk.now(), person: getSetting(db, 'person') ?? '', act: 'insight.reminded', about: { round: getSetting(db, 'round') ?? '', bodies } });
    return ok(null);
  });
}

function remindersOf(desk: Desk): readonly Reminder[] {
  const { db, now } = desk;
  const { companies, round } = coverageHere(db, now(), courseOf(desk, 'collecting'));
  const formId = findForm(db, getSetting(db, 'form') ?? '')?.id ?? '';
  const seqs = missingSeqsOf(db);
  const bodies = new Map([...registered(db), ...companies, ...seqs].map(({ country, body }) => [`${country} ${body}`, { country, body }]));
  return [...bodies.values()].sort((a, b) => (`${a.country} ${a.body}` < `${b.country} ${b.body}` ? -1 : 1)).flatMap((one) => {
    const missingSeqs = seqs.filter(({ country, body }) => country === one.country && body === one.body).map(({ seq }) => seq);
    return reminderOf({ ...one, missingSeqs }, companies, ({ entity }) => {
      desk.checkCancelled();
      return reviewOf(db, { entity, formId, round })?.decision?.text ?? '';
    }) ?? [];
  });
}

function registered(db: ReadDb): readonly { readonly country: string; readonly body: string }[] {
  return (loadRegistry(db)?.entries ?? []).filter(({ usage }) => usage === 'official');
}

/** Numbers for which bundles of a body wait. */
function missingSeqsOf(db: ReadDb): readonly { readonly country: string; readonly body: string; readonly seq: number }[] {
  const waiting = db.all<{ readonly installation: string; readonly country: string; readonly body: string }>(
    "SELECT DISTINCT installation, country, body FROM bundle WHERE direction = 'in' AND state = 'pending' ORDER BY country, body, installation",
  );
  return waiting.flatMap(({ installation, country, body }) => {
    const seqs = [...turnsOf(db.all<Link>(LINKS, installation, country, body)).values()].flatMap((turn) => missingSeq(turn) ?? []);
    return [...new Set(seqs)].sort((a, b) => a - b).map((seq) => ({ country, body, seq }));
  });
}
