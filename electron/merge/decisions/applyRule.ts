import type { Failure } from '../../../shared/base/failure.ts';
import { groupBy } from '../../../shared/base/group.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { ConflictRow } from '../../../shared/ipc/merge.ts';
import type { AppliedRule, PreviewedRule, RulePreview, RuleRow } from '../../../shared/ipc/rules.ts';
import { covers, outcomeOf, type ConflictRule } from '../../../shared/merge/rule.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb } from '../../database/db.ts';
import { appendAudit } from '../../database/tables/audit.ts';
import { noteRuleUse } from '../../database/tables/conflictRule.ts';
import { findForm } from '../../database/tables/form.ts';
import { getSetting } from '../../database/tables/setting.ts';
import { write } from '../../database/transaction.ts';
import { isStopped } from '../../jobs/course.ts';
import type { Desk } from '../../jobs/handler.ts';
import { currentForm } from '../../survey/form.ts';
import { conflictPages, conflictsOfCompany, resolveConflict } from './conflicts.ts';
import { ruleInForce } from './rules.ts';

type Rule = Pick<ConflictRule, 'form' | 'places' | 'bodies'>;

const PAGE = 500;
/** How many conflicts a preview shows; it counts them all. */
const SHOWN = 1000;

/** Which conflicts a rule would settle and how, and which of those it speaks of it leaves. Fails as `ruleInForce` does, or with `unknown-form`; throws `Cancelled`. */
export function previewRule(desk: Desk, { rule: asked }: { readonly rule: PreviewedRule }): Result<RulePreview, Failure> {
  const rule = ruleOf(desk.db, asked);
  if (!rule.ok) return rule;
  const rows = plan(desk, rule.value);
  const solved = rows.filter(({ outcome }) => outcome.kind === 'takes');
  const left = rows.filter(({ outcome }) => outcome.kind === 'leaves');
  return ok({ solves: solved.length, leaves: left.length, rows: [...solved, ...left].slice(0, SHOWN) });
}

/**
 * Settles everything that a rule settles, company by company: each conflict by an ordinary revision on top of all heads that names the
 * rule (M5). A cancel keeps the companies that are done. Fails as `ruleInForce` and `resolveConflict` do, what is done by then stays.
 */
export async function applyRule(desk: Desk, { id }: { readonly id: string }): Promise<Result<AppliedRule, Failure>> {
  const { db } = desk;
  const rule = ruleInForce(db, id);
  if (!rule.ok) return rule;
  const companies = [...groupBy(plan(desk, rule.value), ({ entity, round }) => `${entity} ${round}`).values()].flatMap(([first]) => first ?? []);
  const reason = printSentence(desk.language, 'rule.reason', { name: rule.value.name, code: shortCode(id), reason: rule.value.reason });
  let solved = 0;
  let stopped = false;
  let failure: Failure | null = null;
  for (const [index, company] of companies.entries()) {
    stopped = await isStopped(desk);
    if (stopped) break;
    desk.progress({ phase: 'settling', done: index, total: companies.length });
    const settled = write(db, () => settleCompany(desk, rule.value, company, reason));
    if (!settled.ok) {
      failure = settled.error;
      break;
    }
    solved += settled.value;
  }
  if (solved > 0) {
    const noted = write(db, () => {
      const act = { at: desk.now(), person: getSetting(db, 'person') ?? '' };
      noteRuleUse(db, id, { ...act, solved });
      appendAudit(db, sha256, { ...act, act: 'merge.rule-applied', about: { rule: id, solved } });
      return ok(null);
    });
    if (!noted.ok) return noted;
  }
  if (failure) return err(failure);
  return ok({ solved, left: plan({ ...desk, checkCancelled: () => undefined }, rule.value).length, stopped });
}

/** One conflict after another, each looked for anew: what settles one may settle another with it (personal answers, atomic groups). */
function settleCompany(desk: Desk, rule: Rule, { entity, round }: Pick<ConflictRow, 'entity' | 'round'>, reason: string): Result<number, Failure> {
  let solved = 0;
  const tried = new Set<string>();
  for (;;) {
    const next = planOf(desk.db, rule, conflictsOfCompany(desk.db, entity, round)).find(({ outcome, path }) => outcome.kind === 'takes' && !tried.has(path));
    if (next?.outcome.kind !== 'takes') return ok(solved);
    tried.add(next.path);
    const resolved = resolveConflict(desk, { entity, round, path: next.path, choice: { kind: 'write', revision: next.outcome.revision }, reason });
    if (!resolved.ok) return resolved;
    solved += 1;
  }
}

function ruleOf(db: ReadDb, asked: PreviewedRule): Result<Rule, Failure> {
  if (asked.kind === 'kept') return ruleInForce(db, asked.id);
  const form = currentForm(db);
  return form.ok ? ok({ form: form.value.definition.id, places: asked.places, bodies: asked.bodies }) : form;
}

/** The conflicts of the base that a rule speaks of. */
function plan(desk: Desk, rule: Rule): readonly RuleRow[] {
  const rows: RuleRow[] = [];
  let done = 0;
  for (const page of conflictPages(desk.db, PAGE)) {
    desk.checkCancelled();
    done += PAGE;
    desk.progress({ phase: 'planning', done: Math.min(done, page.total), total: page.total });
    rows.push(...planOf(desk.db, rule, page.rows));
  }
  return rows;
}

function planOf(db: ReadDb, rule: Rule, rows: readonly ConflictRow[]): readonly RuleRow[] {
  return rows.filter(({ path, formHash }) => covers(rule, path) && findForm(db, formHash)?.id === rule.form).map((row): RuleRow => {
    const bodies = new Map(row.writes.map(({ revision, signer }) => [revision, signer]));
    return { ...row, outcome: outcomeOf(rule, row.writes, (revision) => bodies.get(revision) ?? null) };
  });
}
