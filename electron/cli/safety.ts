import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { backup } from '../database/backup.ts';
import type { ReadDb } from '../database/db.ts';
import { examine } from '../merge/doctor.ts';
import { restoreBackup } from '../database/restore.ts';
import type { Console } from './console.ts';
import { withDesk, withReader } from './desk.ts';
import { withWorkspace } from './options.ts';
import type { WorkspaceOption } from './options.ts';
import { done, judged } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Safety of a workspace: doctor, backup, restore. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('doctor').description(say('doctor')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => doctor(console, db))),
  );
  withWorkspace(program.command('backup').description(say('backup')), console).action((options: WorkspaceOption) =>
    console.run(() =>
      withDesk(console, options.workspace, (desk) => {
        const saved = backup(desk.db, 'by-hand', desk.now());
        return saved.ok ? ok(done({ file: saved.value }, [say('written', { file: saved.value })])) : saved;
      }),
    ),
  );
  withWorkspace(program.command('restore').description(say('restore')).argument('<FILE>', say('argument.backup')), console).action((file: string, options: WorkspaceOption) =>
    console.run(async () => {
      const restored = restoreBackup(resolve(options.workspace), resolve(file), { now: Date.now(), uuid: globalThis.crypto.randomUUID() });
      return restored.ok ? ok(done({ ...restored.value }, [say('restore.done', { kept: restored.value.kept ?? '—' })])) : restored;
    }),
  );
}

function doctor(console: Console, db: ReadDb): Result<Outcome, Failure> {
  const { ok: sound, integrity, foreignKeys, revisions, damaged, audit, registry, views } = examine(db, (done, total) => console.progress({ phase: 'checking', done, total }));
  const json: JsonObject = {
    ok: sound, integrity, foreignKeys, revisions, damaged: damaged.map((one) => ({ ...one })), audit: { ...audit }, registry, views: { ...views },
  };
  const lines = [
    ...integrity.map((line) => `✗ ${line}`),
    ...damaged.map(({ revision, company, bundles }) => `✗ ${console.say('doctor.damaged', { revision: revision.slice(0, 12), company: company ?? '—', bundles: bundles.join(', ') || '—' })}`),
    ...(audit.brokenAt === null ? [] : [`✗ ${console.say('doctor.audit', { at: audit.brokenAt })}`]),
    ...(registry ? [] : [`✗ ${console.say('doctor.registry')}`]),
    ...(views.stale === 0 ? [] : [`✗ ${console.say('doctor.views', { stale: views.stale })}`]),
    console.say(sound ? 'doctor.sound' : 'doctor.unsound', { revisions }),
  ];
  return ok(judged(sound, json, lines));
}
