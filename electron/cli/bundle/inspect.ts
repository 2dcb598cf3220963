import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Json, JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { codeDigits } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Examination } from '../../../shared/ipc/doctor.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { inspectBundle } from '../../bundle/container/inspect.ts';
import type { Decrypt } from '../../bundle/container/source.ts';
import { examineFile } from '../../bundle/doctor/examine.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Console } from '../console/console.ts';
import { decryptOf } from '../console/decrypt.ts';
import { withReader } from '../console/desk.ts';
import { withPassphrase } from '../console/options.ts';
import type { PassphraseOption } from '../console/options.ts';
import { judged } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface InspectOptions extends PassphraseOption {
  readonly workspace?: string;
  readonly code?: string;
}

/** `bundle inspect`: any file, what it is, what it claims and what of that holds. */
export function registerInspect(bundle: Command, console: Console): void {
  const { say } = console;
  withPassphrase(bundle.command('inspect').description(say('bundle.inspect')), console)
    .argument('<FILE>', say('argument.any-file'))
    .option('--workspace <DIR>', say('option.judging-workspace'))
    .option('--code <CODE>', say('option.paper-code'))
    .action((file: string, options: InspectOptions) =>
      console.run(() => (options.workspace === undefined ? inspect(console, null, file, options) : withReader(options.workspace, (db) => inspect(console, db, file, options)))),
    );
}

async function inspect(console: Console, db: ReadDb | null, file: string, options: InspectOptions): Promise<Result<Outcome, Failure>> {
  const code = options.code === undefined ? null : codeDigits(options.code);
  if (options.code !== undefined && code === null) return err({ code: 'usage', values: { detail: console.say('usage.paper-code', { code: options.code }) } });
  const decrypt = db ? decryptOf(console, db.folder, options.passphraseFile, [file]) : ok(undefined);
  if (!decrypt.ok) return decrypt;
  const examined = await examineFile(file, { db, watch: () => undefined, code, ...(decrypt.value ? { decrypt: decrypt.value } : {}) });
  if (!examined.ok) return examined;
  const examination = { ...examined.value, failure: examined.value.failure && { ...examined.value.failure, values: { ...examined.value.failure.values, file } } };
  if (examination.failure?.code === 'file-unreadable') return { ok: false, error: examination.failure };
  const inside = examination.kind === 'bundle' ? await insideJson(file, decrypt.value) : {};
  const { failure } = examination;
  const error: JsonObject = examination.belief === 'unknown' && failure ? { error: { code: failure.code, message: printFailure(console.language, failure), values: { ...failure.values } } } : {};
  return ok(judged(examination.belief !== 'unknown', { ok: examination.belief !== 'unknown', ...(examination as unknown as JsonObject), ...inside, ...error }, linesOf(console, examination, code !== null)));
}

/** What a bundle says of itself, as it stands in its manifest and its directory; nothing of it is believed. */
async function insideJson(file: string, decrypt: Decrypt | undefined): Promise<JsonObject> {
  const inspected = await inspectBundle(file, decrypt);
  if (!inspected.ok) return {};
  const { manifest, manifestHash, shortCode, sha256, size, signatures, entries, nationalSignatures } = inspected.value;
  return {
    manifest: manifest as unknown as Json, manifestSha256: manifestHash, shortCode, sha256, size,
    signatures: signatures.map(({ keyId }) => ({ keyId })), entries: entries.map((entry) => ({ ...entry })), nationalSignatures,
  };
}

const MARK = { passed: '✓', failed: '✗', waiting: '·' } as const;
const BELIEF = { verified: '✓', claimed: '?', unknown: '✗' } as const;

function linesOf({ language, say: tell }: Console, { fileName, size, kind, encrypted, belief, failure, steps, facts, keys, content }: Examination, isSearch: boolean): readonly string[] {
  const say = (code: Parameters<typeof printSentence>[1], values = {}): string => printSentence(language, code, values);
  const wide = Math.max(0, ...facts.map(({ name }) => say(`doctor.fact.${name}`).length));
  return [
    `${fileName}  ${size}  ${say(`doctor.kind.${kind}`)}${encrypted && kind !== 'encrypted' ? ` (${say('doctor.kind.encrypted')})` : ''}`,
    `${BELIEF[belief]} ${say(`doctor.belief.${belief}`)}`,
    ...(failure ? [printFailure(language, failure)] : []),
    ...steps.map(({ id, state }) => `  ${MARK[state]} ${say(`doctor.step.${id}`)}: ${say(`doctor.state.${state}`)}`),
    ...facts.map((fact) => `  ${BELIEF[fact.belief]} ${say(`doctor.fact.${fact.name}`).padEnd(wide)}  ${fact.form === 'verdict' ? say('doctor.verdict', { verdict: String(fact.value) }) : String(fact.value)}`),
    ...keys.map((key) => `  ${BELIEF[key.belief]} ${say(`doctor.role.${key.role}`)}: ${key.name || say('doctor.stranger')}${key.fingerprint ? `  ${key.fingerprint.hex}` : ''}`),
    ...(content ? [
      ...content.files.map(({ path, size: bytes, failure: trouble }) => `  ${trouble ? '✗' : BELIEF[belief]} ${path}  ${bytes}${trouble ? `  ${printFailure(language, trouble)}` : ''}`),
      say('doctor.records', { total: content.total, bad: content.bad }),
      ...(isSearch ? [tell('bundle.code-found', { found: content.found })] : []),
      ...content.records.filter((record) => isSearch || record.failure).map(({ line, code, company, person, claimedAt, failure: trouble }) =>
        `  ${trouble ? '✗' : BELIEF[belief]} ${line}: ${trouble ? printFailure(language, trouble) : [code, company, person, claimedAt].filter(Boolean).join('  ')}`),
    ] : []),
  ];
}
