import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import type { JsonObject } from '../../../shared/base/json.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { RuleView } from '../../../shared/ipc/rules.ts';
import type { RuleBody } from '../../../shared/merge/rule.ts';
import type { ReadDb } from '../../database/db.ts';
import type { Desk } from '../../jobs/handler.ts';
import { applyRule, previewRule } from '../../merge/decisions/applyRule.ts';
import { defineRule, listRules, revokeRule } from '../../merge/decisions/rules.ts';
import type { Console } from '../console/console.ts';
import { withDesk, withReader } from '../console/desk.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withPassphrase, withWorkspace } from '../console/options.ts';
import type { PassphraseOption, WorkspaceOption } from '../console/options.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

interface DefineOptions extends WorkspaceOption, PassphraseOption {
  readonly name: string;
  readonly place: readonly string[];
  readonly body: readonly string[];
  readonly reason: string;
}

interface RevokeOptions extends WorkspaceOption {
  readonly reason: string;
}

/** Rules by which the Commission settles many conflicts alike. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  const command = program.command('rule').description(say('rule'));
  withWorkspace(command.command('list').description(say('rule.list')), console).action((options: WorkspaceOption) =>
    console.run(() => withReader(options.workspace, (db) => list(console, db))),
  );
  withPassphrase(withWorkspace(command.command('define').description(say('rule.define')), console), console)
    .requiredOption('--name <TEXT>', say('option.rule-name'))
    .requiredOption('--place <P...>', say('option.rule-place'))
    .requiredOption('--body <CC=NAME...>', say('option.rule-body'))
    .requiredOption('--reason <TEXT>', say('option.reason'))
    .action((options: DefineOptions) => console.run(() => withDesk(console, options.workspace, (desk) => define(console, desk, options))));
  for (const name of ['preview', 'apply'] as const) {
    withWorkspace(command.command(name).description(say(`rule.${name}`)).argument('<RULE>', say('argument.rule')), console)
      .action((rule: string, options: WorkspaceOption) => console.run(() => withDesk(console, options.workspace, (desk) => (name === 'preview' ? preview : apply)(console, desk, rule))));
  }
  withWorkspace(command.command('revoke').description(say('rule.revoke')).argument('<RULE>', say('argument.rule')), console)
    .requiredOption('--reason <TEXT>', say('option.reason'))
    .action((rule: string, options: RevokeOptions) => console.run(() => withDesk(console, options.workspace, (desk) => revoke(console, desk, rule, options.reason))));
}

function list(console: Console, db: ReadDb): Result<Outcome, Failure> {
  const rules = listRules(db);
  const lines = rules.map(({ code, standing, rule, solved }) => console.say('rule.line', { code, standing, name: rule?.name ?? '', solved }));
  return ok(done({ rules: rules.map(ruleJson) }, lines));
}

function define(console: Console, desk: Desk, options: DefineOptions): Result<Outcome, Failure> {
  const bodies = options.body.map(parseBody);
  if (bodies.includes(null)) return err({ code: 'usage', values: { detail: '--body CC=NAME' } });
  const passphrase = readPassphrase(console, options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const made = defineRule(desk, { draft: { name: options.name.trim(), places: options.place, bodies: bodies as readonly RuleBody[], reason: options.reason.trim() }, passphrase: passphrase.value });
  if (!made.ok) return made;
  const rule = findRule(desk.db, made.value.id);
  return rule.ok ? ok(done({ rule: ruleJson(rule.value) }, [console.say('rule.defined', { code: rule.value.code, name: options.name })])) : rule;
}

function preview(console: Console, desk: Desk, named: string): Result<Outcome, Failure> {
  const rule = findRule(desk.db, named);
  if (!rule.ok) return rule;
  const shown = previewRule(desk, { rule: { kind: 'kept', id: rule.value.id } });
  if (!shown.ok) return shown;
  const { solves, leaves, rows } = shown.value;
  const conflicts = rows.map(({ entity, name, path, outcome }) => ({ company: entity, name, cell: path, outcome: { ...outcome } as JsonObject }));
  const lines = rows.map(({ name, path, outcome }) => `${outcome.kind === 'takes' ? '✓' : '…'} ${name}  ${path}  ${outcome.kind === 'takes' ? outcome.body.body : console.say(`rule.leaves.${outcome.why}`)}`);
  return ok(done({ rule: rule.value.id, solves, leaves, conflicts }, [...lines, console.say('rule.previewed', { solves, leaves })]));
}

async function apply(console: Console, desk: Desk, named: string): Promise<Result<Outcome, Failure>> {
  const rule = findRule(desk.db, named);
  if (!rule.ok) return rule;
  const applied = await untilInterrupted(desk, (stoppable) => applyRule(stoppable, { id: rule.value.id }));
  return applied.ok ? ok(done({ rule: rule.value.id, ...applied.value }, [console.say('rule.applied', { code: rule.value.code, solved: applied.value.solved, left: applied.value.left })])) : applied;
}

function revoke(console: Console, desk: Desk, named: string, reason: string): Result<Outcome, Failure> {
  const rule = findRule(desk.db, named);
  if (!rule.ok) return rule;
  const revoked = revokeRule(desk, { id: rule.value.id, reason: reason.normalize('NFC') });
  return revoked.ok ? ok(done({ rule: rule.value.id }, [console.say('rule.revoked', { code: rule.value.code })])) : revoked;
}

/** By its id, an unmistakable beginning of it, or its code. */
function findRule(db: ReadDb, named: string): Result<RuleView, Failure> {
  const beginning = named.replace('-', '').toLowerCase();
  const found = listRules(db).filter(({ id }) => /^[0-9a-f]{4,64}$/.test(beginning) && id.startsWith(beginning));
  const [one] = found;
  return one && found.length === 1 ? ok(one) : err({ code: 'rule-unknown' });
}

function parseBody(text: string): RuleBody | null {
  const match = /^([A-Z]{2}|EAEU)=(.+)$/.exec(text.normalize('NFC'));
  return match ? { country: match[1] as string, body: (match[2] as string).trim() } : null;
}

const ruleJson = ({ id, code, standing, rule, signer, revoked, solved }: RuleView): JsonObject => ({
  id, code, standing, name: rule?.name ?? null, places: rule ? [...rule.places] : [], bodies: rule?.bodies.map((body) => ({ ...body })) ?? [], reason: rule?.reason ?? null,
  person: rule?.person ?? null, createdAt: rule?.createdAt ?? null, signer: signer ? { ...signer } : null, revoked: revoked ? { ...revoked } : null, solved,
});
