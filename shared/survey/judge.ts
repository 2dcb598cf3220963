import type { Remark } from './checks.ts';
import { checkQuestion, checkRows } from './checks.ts';
import { allowedChoices } from './choices.ts';
import type { CompiledForm } from './compile.ts';
import { partsOf } from './compile.ts';
import type { World } from './expression/piece.ts';
import { toText } from './expression/values.ts';
import type { Question } from './form.ts';
import type { Entry, Ledger } from './ledger.ts';
import type { Template } from './outline.ts';
import { commonScope } from './outline.ts';
import type { Path } from './response.ts';
import { isMissing } from './response.ts';
import type { Row } from './row.ts';
import { checkRule } from './rules.ts';

/** What is known of one question or repeat in one row. */
interface NodeState {
  readonly relevant: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly counted: { readonly required: number; readonly answered: number; readonly missing: number };
  readonly entries: readonly Entry[];
}

const BLANK: NodeState = { relevant: false, required: false, readonly: false, counted: { required: 0, answered: 0, missing: 0 }, entries: [] };

interface Listener {
  readonly changed: (path: Path) => void;
  /** The numbers of required and answered questions above this node changed. */
  readonly counted: (template: Template, row: Row) => void;
}

/** Says what is wrong with answers, and keeps its last word of every node and rule so that only changes go further. */
export class Judge {
  readonly #form: CompiledForm;
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #tell: Listener;
  readonly #states = new Map<Row, NodeState[]>();
  readonly #ruleEntries = new Map<Row, Map<number, Entry>>();

  constructor(form: CompiledForm, world: World, ledger: Ledger, listener: Listener) {
    this.#form = form;
    this.#world = world;
    this.#ledger = ledger;
    this.#tell = listener;
  }

  stateOf(template: Template, row: Row): { readonly required: boolean; readonly readonly: boolean } {
    return this.#states.get(row)?.[template.slot] ?? BLANK;
  }

  /** Takes a row's findings and counts out of the ledger: the row is about to go. */
  withdraw(row: Row): void {
    for (const [slot, state] of (this.#states.get(row) ?? []).entries()) {
      if (!state) continue;
      this.#ledger.replace(state.entries, []);
      this.#ledger.add(row.scope.templates[slot] as Template, row, state.counted, -1);
    }
    this.#ledger.replace([...(this.#ruleEntries.get(row)?.values() ?? [])], []);
  }

  forget(row: Row): void {
    this.#states.delete(row);
    this.#ruleEntries.delete(row);
  }

  /** Checks a question or a repeat in one row, and keeps what is known of it. */
  check(template: Template, row: Row): void {
    const { node } = template;
    const parts = partsOf(this.#form, template);
    const relevant = row.isRelevant(template);
    const value = row.values[template.slot] ?? null;
    let required = false;
    let readonly = false;
    let remarks: readonly Remark[] = [];
    let answered = value !== null;
    if (node.kind === 'repeat') {
      const count = row.rows[template.slot]?.length ?? 0;
      required = node.required === true;
      answered ||= count > 0;
      if (relevant) remarks = checkRows(node, count, value);
    } else if (node.kind === 'question') {
      required = parts.required?.truth(this.#world, row) === true;
      readonly = parts.readonly?.truth(this.#world, row) === true || (parts.calculation !== undefined && !node.trigger);
      if (relevant) {
        remarks = checkQuestion({
          question: node, parts, value, row, world: this.#world, required,
          allowed: (codes) => allowedChoices(this.#form, this.#world, template, row, codes),
          country: this.#country(node, template, row),
        });
      }
    }
    const counts = required && relevant;
    this.#keep(template, row, {
      relevant, required, readonly,
      counted: { required: counts ? 1 : 0, answered: counts && answered ? 1 : 0, missing: counts && isMissing(value) ? 1 : 0 },
      entries: remarks.map((remark, order) => ({
        stage: remark.stage, template, row, order,
        finding: { rule: this.#form.checkIds.get(remark.rule) ?? remark.rule, level: remark.level, paths: [row.pathOf(template)], message: remark.message },
      })),
    });
  }

  #keep(template: Template, row: Row, state: NodeState): void {
    let states = this.#states.get(row);
    if (!states) this.#states.set(row, (states = []));
    const before = states[template.slot] ?? BLANK;
    states[template.slot] = state;
    const sameFindings = equalEntries(before.entries, state.entries);
    if (sameFindings) states[template.slot] = { ...state, entries: before.entries };
    else this.#ledger.replace(before.entries, state.entries);
    const a = before.counted;
    const b = state.counted;
    const sameCounts = a.required === b.required && a.answered === b.answered && a.missing === b.missing;
    if (!sameCounts) {
      this.#ledger.add(template, row, a, -1);
      this.#ledger.add(template, row, b, 1);
      this.#tell.counted(template, row);
    }
    const unchanged = sameFindings && before.relevant === state.relevant && before.required === state.required && before.readonly === state.readonly;
    const { choiceFilter, rowList, label, hint } = partsOf(this.#form, template);
    if (!unchanged || choiceFilter || rowList || label || hint) this.#tell.changed(row.pathOf(template));
  }

  /** Checks a rule of the form in one row. */
  rule(index: number, row: Row): void {
    const rule = this.#form.rules[index];
    if (!rule) return;
    let entries = this.#ruleEntries.get(row);
    if (!entries) this.#ruleEntries.set(row, (entries = new Map()));
    const before = entries.get(index);
    const after = checkRule(rule, index, row, this.#world);
    if (before ? after && equalEntries([before], [after]) : !after) return;
    if (after) entries.set(index, after);
    else entries.delete(index);
    this.#ledger.replace(before ? [before] : [], after ? [after] : []);
    for (const path of [...(before?.finding.paths ?? []), ...(after?.finding.paths ?? [])]) this.#tell.changed(path);
  }

  #country(node: Question, template: Template, row: Row): string {
    const source = node.schemeCountry === undefined ? undefined : this.#form.outline.byName.get(node.schemeCountry)?.[0];
    if (!source) return '';
    const apex = commonScope(template.scope, source.scope);
    return apex === source.scope ? toText(row.up(template.scope.depth - apex.depth).atom(source)) : '';
  }
}

function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry.row === b[index]?.row && JSON.stringify(entry.finding) === JSON.stringify(b[index]?.finding));
}
