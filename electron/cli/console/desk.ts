import { resolve } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { unlockOwnKey } from '../../bundle/keys/ownKey.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { close, openRead, openWrite } from '../../database/open.ts';
import { isCommission } from '../../database/tables/setting.ts';
import type { Context } from '../../jobs/context.ts';
import type { Desk } from '../../jobs/handler.ts';
import { settleLeft } from '../../merge/desk/settle.ts';
import { noteReadings, noteStated, refuseAny } from '../../survey/firstEntry.ts';
import { twoPeople } from '../../survey/twoPeople.ts';
import type { Console } from './console.ts';
import type { PassphraseOption, WorkspaceOption } from './options.ts';
import type { Outcome } from './outcome.ts';
import { readPassphrase } from './passphrase.ts';

type Work<T> = (value: T) => Result<Outcome, Failure> | Promise<Result<Outcome, Failure>>;

/** The world as a command gives it to handlers: the real clock, real chance, progress on the terminal. */
export function contextOf(console: Console, folder: string): Context {
  return {
    folder,
    language: console.language,
    now: Date.now,
    uuid: () => globalThis.crypto.randomUUID(),
    random: Math.random,
    progress: console.progress,
    step: () => undefined,
    checkCancelled: () => undefined,
  };
}

/** Opens a workspace for writing, settles what a merge left that was stopped, runs the work and closes it, whatever comes. Fails as `openWrite` does. */
export async function withDesk(console: Console, folder: string, work: Work<Desk>): Promise<Result<Outcome, Failure>> {
  const path = resolve(folder);
  return withConnection(openWrite(path), (db) => {
    const desk = { ...contextOf(console, path), db };
    const left = settleLeft(desk);
    return left.ok ? work(desk) : left;
  });
}

/** {@link withDesk} of the Commission, with the key that signs there; the passphrase is asked for first. Fails with `wrong-role` in any other workspace. */
export async function withCommission(
  console: Console, { workspace, passphraseFile }: WorkspaceOption & PassphraseOption, work: (desk: Desk, signer: Signer) => Result<Outcome, Failure>,
): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, passphraseFile);
  if (!passphrase.ok) return passphrase;
  return withDesk(console, workspace, (desk) => {
    if (!isCommission(desk.db)) return err({ code: 'wrong-role' });
    const signer = unlockOwnKey(desk, passphrase.value);
    return signer.ok ? work(desk, signer.value) : signer;
  });
}

/** Opens a workspace for reading, beside whoever writes in it. Fails as `openRead` does. */
export async function withReader(folder: string, work: Work<ReadDb>): Promise<Result<Outcome, Failure>> {
  return withConnection(openRead(resolve(folder)), work);
}

/**
 * {@link withReader} for a command that shows what was entered, with the people's rule about it: where sections are entered twice the workspace is opened for writing,
 * since who has seen what was entered first is written down.
 */
export async function withShown(console: Console, folder: string, work: (desk: Shown) => Result<Outcome, Failure> | Promise<Result<Outcome, Failure>>): Promise<Result<Outcome, Failure>> {
  const free: Pick<Shown, 'refuseAny' | 'noteStated' | 'noteReadings'> = { refuseAny: () => ok(null), noteStated: () => ok(null), noteReadings: () => ok(0) };
  let demanded = false;
  const shown = await withReader(folder, (db) => {
    demanded = twoPeople(db).sections.length > 0;
    return demanded ? err({ code: 'cancelled' }) : work({ ...contextOf(console, db.folder), db, ...free });
  });
  if (!demanded) return shown;
  return withDesk(console, folder, (desk) => work({
    ...desk, refuseAny: () => refuseAny(desk), noteStated: (entity, round) => noteStated(desk, entity, round), noteReadings: (entities) => noteReadings(desk, entities),
  }));
}

/** A desk where nothing is written but who has seen what was entered first: see `electron/survey/firstEntry.ts`. */
export interface Shown extends Context {
  readonly db: ReadDb;
  readonly refuseAny: () => Result<null, Failure>;
  readonly noteStated: (entity: string, round?: string) => Result<null, Failure>;
  readonly noteReadings: (entities: Iterable<string>) => Result<number, Failure>;
}

async function withConnection<Db extends ReadDb | WriteDb>(opened: Result<Db, Failure>, work: Work<Db>): Promise<Result<Outcome, Failure>> {
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    close(opened.value);
  }
}
