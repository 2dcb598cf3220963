import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Failure } from '../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Signer } from '../../shared/bundle/signing.ts';
import type { CompiledForm } from '../../shared/survey/compile.ts';
import { evaluate } from '../../shared/survey/evaluate.ts';
import { blocksCompleting } from '../../shared/survey/findings.ts';
import type { FormDefinition, FormNode, QuestionType } from '../../shared/survey/form.ts';
import { compileWorkbook } from '../../shared/survey/xlsform/compile.ts';
import { filesNamedIn } from '../../shared/survey/xlsform/files.ts';
import { printSentence } from '../../shared/text/print.ts';
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
import { installForm, readyToInstall } from '../survey/form.ts';
import { filesBeside } from '../survey/inspect.ts';
import { readWorkbook } from '../survey/workbook.ts';
import type { Console } from './console.ts';
import { contextOf, withDesk } from './desk.ts';
import { readBytes, readJson } from './files.ts';
import { findingJson, findingLine } from './findings.ts';
import { withPassphrase, withWorkspace } from './options.ts';
import type { PassphraseOption, WorkspaceOption } from './options.ts';
import { done, judged, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { readPassphrase } from './passphrase.ts';

interface BuildOptions extends PassphraseOption {
  readonly out: string;
  readonly workspace?: string;
}

/** Form workbooks: check, build, install, eval. */
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
    .command('eval')
    .description(say('form.eval'))
    .argument('<FILE>', say('argument.workbook'))
    .requiredOption('--answers <FILE>', say('option.answers'))
    .action((file: string, options: { readonly answers: string }) => console.run(() => evaluateFile(console, file, options.answers)));
}

interface Compiled {
  readonly definition: FormDefinition | null;
  readonly form: CompiledForm | null;
  readonly outcome: Outcome;
}

async function compileFile(console: Console, file: string): Promise<Result<Compiled, Failure>> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const sheets = await readWorkbook(bytes.value);
  if (!sheets.ok) {
    const message = printSentence(console.language, `workbook.${sheets.error}`);
    const json = { ok: false, file, errors: [{ sheet: null, row: null, column: null, message }], unsupported: [], warnings: [] };
    return ok({ definition: null, form: null, outcome: refused(json, [`${file}: ${message}`]) });
  }
  const { definition, form, errors, unsupported, warnings } = compileWorkbook(sheets.value, { fallbackId: basename(file).replace(/\.[^.]*$/, ''), files: filesBeside(file, filesNamedIn(sheets.value)) });
  const counts = definition ? countNodes(definition.body) : { questions: 0, repeats: 0 };
  const json = {
    ok: errors.length === 0, file, formId: definition?.id ?? null, version: definition?.version ?? null, hash: definition ? readyToInstall(definition).hash : null,
    ...counts, rules: new Set(definition?.rules.map((rule) => rule.id)).size, languages: definition?.languages ?? [],
    unsupported: unsupported.map((one) => ({ ...one })), errors: errors.map((one) => ({ ...one })), warnings: warnings.map((one) => ({ ...one })),
  };
  const lines = [
    ...errors.map(({ sheet, row, column, message }) => `✗ ${sheet}!${column}${row}  ${message}`),
    ...unsupported.map(({ sheet, row, column, what }) => `– ${sheet}!${column}${row}  ${console.say('form.unsupported', { what })}`),
    ...warnings.map(({ sheet, row, column, message }) => `! ${sheet}!${column}${row}  ${message}`),
    console.say('form.counted', { ...counts, rules: json.rules, errors: errors.length, id: definition?.id ?? '', version: definition?.version ?? '' }),
  ];
  return ok({ definition: definition ?? null, form: form ?? null, outcome: judged(errors.length === 0 && definition !== undefined, json, lines) });
}

/** Types that nobody answers. */
const NOT_ASKED: ReadonlySet<QuestionType> = new Set(['note', 'calculate', 'hidden', 'metadata']);

/** Questions a person answers, and repeats. */
function countNodes(nodes: readonly FormNode[]): { readonly questions: number; readonly repeats: number } {
  let [questions, repeats] = [0, 0];
  for (const node of nodes) {
    if (node.kind === 'question') questions += NOT_ASKED.has(node.type) ? 0 : 1;
    else {
      const inner = countNodes(node.children);
      questions += inner.questions;
      repeats += inner.repeats + (node.kind === 'repeat' ? 1 : 0);
    }
  }
  return { questions, repeats };
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
  const installed = write(desk.db, () => {
    const now = desk.now();
    installForm(desk.db, readyToInstall(definition), signer, now);
    refreshCompanies(desk.db);
    appendAudit(desk.db, sha256, { at: now, person, act: 'survey.form-installed', about: { hash, id: definition.id, version: definition.version } });
    return ok(null);
  });
  if (!installed.ok) return installed;
  return ok(done({ formId: definition.id, version: definition.version, hash, signer }, [console.say('form.installed', { id: definition.id, version: definition.version, hash })]));
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
