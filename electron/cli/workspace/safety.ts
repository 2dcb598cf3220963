import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { copyByHand } from '../../database/copies/backups.ts';
import { restoreBackup } from '../../database/copies/restore.ts';
import type { ReadDb } from '../../database/db.ts';
import type { AuditHead } from '../../database/tables/audit.ts';
import { courseOf } from '../../jobs/course.ts';
import { examine } from '../../merge/doctor/doctor.ts';
import { repair, type Repair } from '../../merge/doctor/repair.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { withWorkspace } from '../console/options.ts';
import type { WorkspaceOption } from '../console/options.ts';
import { done, judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface DoctorOptions extends WorkspaceOption {
  readonly head: readonly string[];
  readonly repair?: readonly string[];
}

/** Safety of a workspace: doctor, backup, restore. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withWorkspace(program.command('doctor').description(say('doctor')), console)
    .option('--head <COUNT:HASH...>', say('option.head'), [])
    .option('--repair <FILE...>', say('option.repair'))
    .action((options: DoctorOptions) =>
      console.run(() => {
        const heads = options.head.map(parseHead);
        if (heads.some((head) => head === null)) return Promise.resolve(err({ code: 'usage', values: { detail: '--head COUNT:HASH' } }));
        const given = heads.filter((head) => head !== null);
        const { repair: files } = options;
        if (files === undefined) return withReader(options.workspace, (db) => doctor(console, db, given));
        return withDesk(console, options.workspace, async (desk) => {
          const repaired = await repair(desk, files.map((file) => resolve(file)));
          return repaired.ok ? doctor(console, desk.db, given, repaired.value) : repaired;
        });
      }),
    );
  withWorkspace(program.command('backup').description(say('backup')), console).action((options: WorkspaceOption) =>
    console.run(() =>
      withDesk(console, options.workspace, async (desk) => {
        const saved = await copyByHand(desk.db, desk.now(), courseOf(desk));
        return saved.ok ? ok(done({ file: saved.value }, [say('written', { file: saved.value })])) : saved;
      }),
    ),
  );
  withWorkspace(program.command('restore').description(say('restore')).argument('<FILE>', say('argument.backup')), console).action((file: string, options: WorkspaceOption) =>
    console.run(async () => {
      const restored = restoreBackup(resolve(options.workspace), resolve(file), { now: Date.now(), uuid: globalThis.crypto.randomUUID() });
      return restored.ok ? ok(done({ ...restored.value }, [say('restore.done', { kept: restored.value.kept ?? '–' })])) : restored;
    }),
  );
}

/** A head as it stands in a manifest or receipt: how many entries, and the hash of the last. */
function parseHead(text: string): AuditHead | null {
  const [, count, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  return count === undefined || hash === undefined ? null : { count: Number(count), hash };
}

function doctor(console: Console, db: ReadDb, given: readonly AuditHead[], repaired: Repair | null = null): Result<Outcome, Failure> {
  const examination = examine(db, (done, total) => console.progress({ phase: 'checking', done, total }), given);
  const { ok: sound, integrity, foreignKeys, revisions, damaged, audit, heads, registry, views } = examination;
  const json: JsonObject = {
    ok: sound, integrity, foreignKeys, revisions, damaged: damaged.map((one) => ({ ...one })), audit: { ...audit }, heads: heads.map((head) => ({ ...head })), registry, views: { ...views },
    ...(repaired ? { restored: [...repaired.restored], refused: repaired.refused.map(({ file, failure }) => ({ file, code: failure.code })) } : {}),
  };
  const lines = [
    ...integrity.map((line) => `✗ ${line}`),
    ...damaged.map(({ revision, company, bundles }) => `✗ ${console.say('doctor.damaged', { revision: revision.slice(0, 12), company: company ?? '–', bundles: bundles.join(', ') || '–' })}`),
    ...(audit.brokenAt === null ? [] : [`✗ ${console.say('doctor.audit', { at: audit.brokenAt })}`]),
    ...heads.map(({ body, file, count }) => `✗ ${console.say('doctor.head', { body: body || 'none', file: file || 'none', count })}`),
    ...(registry ? [] : [`✗ ${console.say('doctor.registry')}`]),
    ...(views.stale === 0 ? [] : [`✗ ${console.say('doctor.views', { stale: views.stale })}`]),
    ...(repaired ? [console.say('doctor.repaired', { restored: repaired.restored.length, left: repaired.left.length })] : []),
    ...(repaired?.refused ?? []).map(({ file, failure }) => `✗ ${printFailure(console.language, { ...failure, values: { file, ...failure.values } })}`),
    console.say(sound ? 'doctor.sound' : 'doctor.unsound', { revisions }),
  ];
  return ok(judged(sound, json, lines));
}
