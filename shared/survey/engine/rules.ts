import type { CompiledExpression } from '../expression/compile.ts';
import type { World } from '../expression/piece.ts';
import type { ResponseRule } from '../form.ts';
import type { Template } from '../outline.ts';
import { commonScope, repeatsBetween, scopeWithin } from '../outline.ts';
import type { Path } from '../response.ts';
import type { Entry, Row } from '../row.ts';
import type { MessageTemplate } from './message.ts';

/** A rule over one response, its expressions compiled and its places found. */
export interface CompiledRule {
  readonly rule: ResponseRule;
  readonly base: Template;
  readonly when?: CompiledExpression;
  readonly assert: CompiledExpression;
  readonly targets: readonly RuleTarget[];
  readonly message: MessageTemplate;
}

/** Rules come after built-in checks of the same node. */
const AFTER_CHECKS = 100;

/**
 * Checks a rule in one row. It speaks only if `when` holds, something it points to is relevant, and its assert is false
 * for known values: an assert that read an empty answer as a number has no opinion (missing is never zero).
 */
export function checkRule(rule: CompiledRule, index: number, row: Row, world: World): Entry | null {
  const { targets } = rule;
  if (targets.length > 0 && !targets.some((target) => isRelevant(target, row))) return null;
  if (rule.when && !rule.when.truth(world, row)) return null;
  const watch = { blank: false };
  if (rule.assert.truth(world, row, { watch }) || watch.blank) return null;
  const shown = targets.length > 0 ? targets : targetsOf(rule.base, [rule.base]);
  const [first] = shown as [RuleTarget];
  return {
    stage: rule.rule.stage,
    template: first.shown,
    row: row.up(first.up),
    order: AFTER_CHECKS + index,
    finding: {
      rule: rule.rule.id,
      level: rule.rule.level,
      paths: shown.map((target) => pathOf(target, row)),
      message: { kind: 'form', text: rule.message.print(world, row) },
    },
  };
}

/** Where a field stands, seen from the rule's row; a field deeper in another repeat is pointed to by that repeat. */
export interface RuleTarget {
  readonly named: Template;
  readonly shown: Template;
  /** From the rule's row to the one that holds it; the row itself is meant where the rule points to its own repeat. */
  readonly up: number;
  readonly isRow: boolean;
}

/** Finds the places a rule with this base points to. */
export function targetsOf(base: Template, at: readonly Template[]): readonly RuleTarget[] {
  return at.map((named) => {
    if (named === base && named.inner) return { named, shown: named, up: 0, isRow: true };
    const from = scopeWithin(base);
    const apex = commonScope(from, named.scope);
    return { named, shown: repeatsBetween(apex, named.scope)[0] ?? named, up: from.depth - apex.depth, isRow: false };
  });
}

function isRelevant({ shown, up, isRow }: RuleTarget, row: Row): boolean {
  return isRow ? (row.parent as Row).isRelevant(shown) : row.up(up).isRelevant(shown);
}

function pathOf({ shown, up, isRow }: RuleTarget, row: Row): Path {
  if (isRow) return row.path;
  return shown.node.kind === 'root' ? '/' : row.up(up).pathOf(shown);
}
