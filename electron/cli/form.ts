import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Signer } from '../../shared/bundle/signing.ts';
import { evaluate } from '../../shared/survey/evaluate.ts';
import { blocksCompleting } from '../../shared/survey/findings.ts';
import { parseForm } from '../../shared/survey/parseForm.ts';
import { printRemark } from '../../shared/text/print.ts';
import { writeFileSafely } from '../bundle/file.ts';
import { openForm, sealForm } from '../bundle/formPack.ts';
import { sha256 } from '../bundle/hash.ts';
import { unlockKey } from '../bundle/keystore.ts';
import { loadRegistry } from '../bundle/trust.ts';
import { appendAudit } from '../database/audit.ts';
import { refreshCompanies } from '../database/company.ts';
import { hasForm } from '../database/form.ts';
import { getSetting } from '../database/setting.ts';
import { write } from '../database/transaction.ts';
import type { Desk } from '../jobs/handler.ts';
import { environmentOf } from '../survey/check.ts';
import { moveDrafts } from '../survey/evolve.ts';
import type { MovedDraft } from '../survey/evolve.ts';
import { installForm, readyToInstall, useForm } from '../survey/form.ts';
import type { Console } from './console.ts';
import { contextOf, withDesk } from './desk.ts';
import { compare, reportInstalled } from './evolution.ts';
import { readBytes, readJson } from './files.ts';
import { findingJson, findingLine } from './findings.ts';
import { withPassphrase, withWorkspace } from './options.ts';
import type { PassphraseOption, WorkspaceOption } from './options.ts';
import { done, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { readPassphrase } from './passphrase.ts';
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
  withWorkspace(form.command('install').description(say('form.install')).argument('<FILE>', say('argument.form')), console).action((file: string, options: WorkspaceOption) =>
    console.run(() => withDesk(console, options.workspace, (desk) => install(console, desk, file))),
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
  const { definition, outcome } = compiled.value;
  if (!definition) return ok(outcome);
  const finish = (signer: Signer | null): Result<Outcome, Failure> => {
    const out = resolve(options.out);
    const written = writeFileSafely(out, sealForm(definition, signer));
    if (!written.ok) return err({ ...written.error, values: { file: out } });
    const { hash } = readyToInstall(definition);
    return ok(done({ ...outcome.json, out, hash, signer: signer?.keyId ?? null }, [...outcome.lines, console.say('written', { file: out })]));
  };
  if (options.workspace === undefined) return finish(null);
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  return withDesk(console, options.workspace, (desk) => {
    if (getSetting(desk.db, 'workspace')?.role !== 'commission') return err({ code: 'wrong-role' });
    const signer = unlockKey(desk.folder, getSetting(desk.db, 'signingKey') ?? '', passphrase.value);
    return signer.ok ? finish(signer.value) : signer;
  });
}

/** A form pack without the Commission's signature is refused (B15), unless this very form is installed already. */
function install(console: Console, desk: Desk, file: string): Result<Outcome, Failure> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const opened = openForm(bytes.value, loadRegistry(desk.db));
  if (!opened.ok) return err({ ...opened.error, values: { ...opened.error.values, file } });
  const { definition, hash, signer } = opened.value;
  if (signer === null && !hasForm(desk.db, hash)) return err({ code: 'policy-unmet', values: { file } });
  const person = getSetting(desk.db, 'person') ?? '';
  const sound = parseForm(definition);
  if (!sound.ok) return err({ code: 'form-invalid', values: { file, detail: sound.error.slice(0, 5).map(({ where, remark }) => `${where}: ${printRemark(console.language, remark)}`).join(' ') } });
  const installed = write<readonly MovedDraft[]>(desk.db, () => {
    const now = desk.now();
    installForm(desk.db, readyToInstall(definition), signer, now);
    refreshCompanies(desk.db);
    const form = useForm(desk.db, hash);
    if (!form.ok) return form;
    const moved = moveDrafts(desk, form.value);
    appendAudit(desk.db, sha256, { at: now, person, act: 'survey.form-installed', about: { hash, id: definition.id, version: definition.version } });
    return ok(moved);
  });
  if (!installed.ok) return installed;
  return reportInstalled(console, desk, { formId: definition.id, version: definition.version, hash, signer }, installed.value);
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
