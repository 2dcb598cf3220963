import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Signer } from '../../../shared/bundle/signing/signing.ts';
import { evaluate } from '../../../shared/survey/engine/evaluate.ts';
import type { FormChange } from '../../../shared/survey/evolution/compare.ts';
import { blocksCompleting } from '../../../shared/survey/findings.ts';
import { writeFileSafely } from '../../bundle/container/file.ts';
import { sealForm } from '../../bundle/trust/formPack.ts';
import type { Desk } from '../../jobs/handler.ts';
import { environmentOf } from '../../survey/check.ts';
import { noteReadings, refuseAny } from '../../survey/firstEntry.ts';
import { readyToInstall } from '../../survey/form.ts';
import { installPack, previewPack, signPack } from '../../survey/packs.ts';
import type { PackPreview } from '../../survey/packs.ts';
import type { Console } from '../console/console.ts';
import { contextOf, withCommission, withDesk } from '../console/desk.ts';
import { readBytes, readJson } from '../console/files.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done, refused } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { findingJson, findingLine } from '../survey/findings.ts';
import { changeLine, compare, reportInstalled } from './evolution.ts';
import { compileFile } from './workbook.ts';

interface BuildOptions extends PassphraseOption {
  readonly out: string;
  readonly workspace?: string;
}

/** Form workbooks: check, build, install, compare, eval. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const form = program.command('form').description(say('form'));
  form.command('check').description(say('form.check')).argument('<FILE>', say('argument.workbook')).action((file: string) => console.run(() => check(console, file)));
  withPassphrase(form.command('build').description(say('form.build')).argument('<FILE>', say('argument.workbook')), console)
    .requiredOption('--out <FILE>', say('option.out'))
    .option('--workspace <DIR>', say('option.signing-workspace'))
    .action((file: string, options: BuildOptions) => console.run(() => build(console, file, options)));
  withWorkspace(form.command('install').description(say('form.install')).argument('<FILE>', say('argument.form')).option('--dry-run', say('option.form-dry-run')), console).action((file: string, options: WorkspaceOption & { readonly dryRun?: boolean }) =>
    console.run(() => withDesk(console, options.workspace, (desk) => install(console, desk, file, options.dryRun === true))),
  );
  form
    .command('compare')
    .description(say('form.compare'))
    .argument('<OLD>', say('argument.form'))
    .argument('<NEW>', say('argument.form'))
    .action((before: string, after: string) => console.run(() => compare(console, before, after)));
  form
    .command('eval')
    .description(say('form.eval'))
    .argument('<FILE>', say('argument.workbook'))
    .requiredOption('--answers <FILE>', say('option.answers'))
    .action((file: string, options: { readonly answers: string }) => console.run(() => evaluateFile(console, file, options.answers)));
}

async function check(console: Console, file: string): Promise<Result<Outcome, Failure>> {
  const compiled = await compileFile(console, file);
  return compiled.ok ? ok(compiled.value.outcome) : compiled;
}

async function build(console: Console, file: string, options: BuildOptions): Promise<Result<Outcome, Failure>> {
  const compiled = await compileFile(console, file);
  if (!compiled.ok) return compiled;
  const { definition, outcome, files } = compiled.value;
  if (!definition) return ok(outcome);
  const finish = (bytes: Uint8Array, signer: Signer | null, number: number | null): Result<Outcome, Failure> => {
    const out = resolve(options.out);
    const written = writeFileSafely(out, bytes);
    if (!written.ok) return err({ ...written.error, values: { file: out } });
    const { hash } = readyToInstall(definition);
    return ok(done({ ...outcome.json, out, hash, signer: signer?.keyId ?? null, number }, [...outcome.lines, console.say('written', { file: out })]));
  };
  const { workspace } = options;
  if (workspace === undefined) return finish(sealForm(definition, null, { number: 1, issuedAt: new Date().toISOString(), files }), null, null);
  return withCommission(console, { ...options, workspace }, (desk, signer) => {
    const signed = signPack(desk, definition, signer, files);
    return signed.ok ? finish(signed.value.bytes, signer, signed.value.number) : signed;
  });
}

/**
 * A form pack without the Commission's signature is refused (B15), unless this very form is installed already; so is one of a lower
 * number than one seen. What it changes is said; with `--dry-run` that is all.
 */
function install(console: Console, desk: Desk, file: string, dryRun: boolean): Result<Outcome, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  if (dryRun) {
    const preview = previewPack(desk.db, bytes.value);
    return preview.ok ? ok(describePreview(console, preview.value)) : err({ ...preview.error, values: { ...preview.error.values, file } });
  }
  // What becomes of the values of drafts is told value by value.
  const free = refuseAny(desk);
  if (!free.ok) return free;
  const installed = installPack(desk, bytes.value);
  if (!installed.ok) return err({ ...installed.error, values: { file, ...installed.error.values } });
  const { pack: { definition, hash, signer, number }, moved } = installed.value;
  const noted = noteReadings(desk, moved.map(({ entity }) => entity));
  if (!noted.ok) return noted;
  return reportInstalled(console, desk, { formId: definition.id, version: definition.version, hash, signer, number }, moved);
}

function describePreview(console: Console, { pack: { definition, hash, signer, number }, changes, installedVersion }: PackPreview): Outcome {
  const pathsOf = (...kinds: readonly FormChange['kind'][]): readonly string[] => [...new Set(changes.flatMap((change) => ('path' in change && kinds.includes(change.kind) ? [change.path] : [])))];
  const [added, removed, changed] = [pathsOf('added'), pathsOf('removed'), pathsOf('renamed', 'moved', 'retyped', 'changed')];
  const json = {
    formId: definition.id, version: definition.version, hash, signer, number, installedVersion, dryRun: true,
    changes: { added, removed, changed, details: changes as unknown as Json },
  };
  return done(json, [...changes.map((change) => changeLine(console, change)), console.say('form.changes', { added: added.length, removed: removed.length, changed: changed.length })]);
}

async function evaluateFile(console: Console, file: string, answersFile: string): Promise<Result<Outcome, Failure>> {
  const compiled = await compileFile(console, file);
  if (!compiled.ok) return compiled;
  const { form, outcome } = compiled.value;
  if (!form) return ok(outcome);
  const answers = readJson(answersFile);
  if (!answers.ok) return answers;
  const evaluated = evaluate(form, answers.value, environmentOf(contextOf(console, '')));
  if (!evaluated.ok) {
    const problems = evaluated.error.map(({ path, code }) => ({ path, code, message: console.say(`answers.${code}`) }));
    return ok(refused({ ok: false, file: answersFile, problems }, problems.map(({ path, message }) => `✗ ${answersFile} ${path}  ${message}`)));
  }
  const { values, relevant, required, findings } = evaluated.value;
  const shown = (path: string): string => path;
  const json: JsonObject = {
    values: values as JsonObject as Record<string, Json>, relevant, required, findings: findings.map((finding) => findingJson(console.language, finding, shown)),
  };
  return ok(done(json, [...findings.map((finding) => findingLine(console.language, finding, shown)), console.say('form.evaluated', { values: Object.keys(values).length, blocking: findings.filter(blocksCompleting).length })]));
}
