import type { CompiledRule } from './compile.ts';
import type { World } from './expression/piece.ts';
import type { Entry } from './ledger.ts';
import type { Template } from './outline.ts';
import { commonScope, repeatsBetween } from './outline.ts';
import type { Path } from './response.ts';
import type { Row } from './row.ts';

/** Rules come after built-in checks of the same node. */
const AFTER_CHECKS = 100;

/**
 * Checks a rule in one row. It speaks only if `when` holds, something it points to is relevant, and its assert is false
 * for known values: an assert that read an empty answer as a number has no opinion (missing is never zero).
 */
export function checkRule(rule: CompiledRule, index: number, row: Row, world: World): Entry | null {
  const targets = rule.at.map((template) => target(template, rule.base, row));
  if (targets.length > 0 && !targets.some(({ relevant }) => relevant)) return null;
  if (rule.when && !rule.when.truth(world, row)) return null;
  const watch = { blank: false };
  if (rule.assert.truth(world, row, { watch }) || watch.blank) return null;
  const first = targets[0] ?? target(rule.base, rule.base, row);
  return {
    stage: rule.rule.stage,
    template: first.template,
    row: first.row,
    order: AFTER_CHECKS + index,
    finding: {
      rule: rule.rule.id,
      level: rule.rule.level,
      paths: targets.length > 0 ? targets.map(({ path }) => path) : [first.path],
      message: { kind: 'form', text: rule.message.print(world, row) },
    },
  };
}

interface Target {
  readonly template: Template;
  readonly row: Row;
  readonly path: Path;
  readonly relevant: boolean;
}

/** Where a field stands, seen from the rule's row; a field deeper in another repeat is pointed to by that repeat. */
function target(template: Template, base: Template, row: Row): Target {
  if (template === base && template.inner) {
    return { template, row, path: row.path, relevant: (row.parent as Row).isRelevant(template) };
  }
  const apex = commonScope(row.scope, template.scope);
  const shown = repeatsBetween(apex, template.scope)[0] ?? template;
  const holder = row.up(row.scope.depth - apex.depth);
  return { template: shown, row: holder, path: shown.node.kind === 'root' ? '/' : holder.pathOf(shown), relevant: holder.isRelevant(shown) };
}
