import { unreachable } from '../base/assert.ts';
import { Agenda } from './agenda.ts';
import type { Remark } from './checks.ts';
import { checkQuestion, checkRows } from './checks.ts';
import type { CompiledForm, TemplateParts } from './compile.ts';
import type { World } from './expression/piece.ts';
import type { Value } from './expression/values.ts';
import { toNumber, toText } from './expression/values.ts';
import type { Choice, Question } from './form.ts';
import type { EventKind, Task } from './graph.ts';
import type { Entry } from './ledger.ts';
import { Ledger } from './ledger.ts';
import type { Template } from './outline.ts';
import { commonScope } from './outline.ts';
import type { Answer, Path } from './response.ts';
import { isMissing } from './response.ts';
import type { Row } from './row.ts';
import { checkRule } from './rules.ts';
import type { EngineEnvironment } from './session.ts';
import { descendants, Tree } from './tree.ts';
import { answerOf, same } from './calculated.ts';

/** What is known of one question or repeat in one row. */
interface NodeState {
  readonly relevant: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly counted: { readonly required: number; readonly answered: number; readonly missing: number };
  readonly entries: readonly Entry[];
}

const BLANK: NodeState = { relevant: false, required: false, readonly: false, counted: { required: 0, answered: 0, missing: 0 }, entries: [] };

/** The changing side of a session: takes changes, runs the tasks that depend on them, remembers which paths changed. */
export class Recomputation {
  readonly tree: Tree;
  readonly ledger: Ledger;
  readonly world: World;
  readonly #form: CompiledForm;
  readonly #agenda = new Agenda();
  readonly #states = new Map<Row, NodeState[]>();
  readonly #ruleEntries = new Map<Row, Map<number, Entry>>();
  readonly #write: (path: Path, value: Answer | null) => void;
  #changed = new Set<Path>();

  constructor(form: CompiledForm, store: ReadonlyMap<Path, Answer>, write: (path: Path, value: Answer | null) => void, environment: EngineEnvironment) {
    this.#form = form;
    this.#write = write;
    this.ledger = new Ledger((key) => {
      const text = store.get(key);
      return typeof text === 'string' ? text : undefined;
    });
    this.tree = new Tree(form.outline.root.scope, form.outline.byPath, store);
    this.world = {
      environment,
      language: form.definition.defaultLanguage,
      lists: form.lists,
      parameters: form.parameters,
      missingShare: (template, row) => {
        const { required, missing } = this.ledger.tally(row, row.scope === template.inner ? null : template);
        return required === 0 ? 0 : missing / required;
      },
    };
  }

  /** Computes everything once; an empty response first gets its defaults and metadata. */
  open(isNew: boolean): void {
    if (isNew) this.fillDefaults(this.tree.root);
    for (const row of descendants(this.tree.root)) this.#markAll(row);
    this.run();
  }

  /** Runs all due tasks; gives the paths that changed since the last run. */
  run(): ReadonlySet<Path> {
    for (let due = this.#agenda.next(); due; due = this.#agenda.next()) {
      const task = this.#form.graph.tasks[due.task] as Task;
      for (const row of due.rows) if (row.alive) this.#perform(task, row);
    }
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  touch(path: Path): void {
    this.#changed.add(path);
  }

  setValue(template: Template, row: Row, value: Answer | null): void {
    row.values[template.slot] = value;
    row.stamp();
    this.#changed.add(row.pathOf(template));
    this.#emit('value', template, row);
  }

  addRow(holder: Row, repeat: Template, id: string, order: number): Row {
    const row = this.tree.insert(holder, repeat, id, order);
    for (const one of descendants(row)) this.#markAll(one);
    this.#rowsChanged(holder, repeat, row.position + 1);
    this.#changed.add(row.path);
    return row;
  }

  moveRow(row: Row, order: number): void {
    const holder = row.parent as Row;
    const repeat = row.scope.repeat as Template;
    const sisters = holder.rows[repeat.slot] as Row[];
    row.order = order;
    sisters.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    sisters.forEach((sister, position) => { sister.position = position; });
    this.ledger.reorder();
    this.#rowsChanged(holder, repeat, 0);
  }

  removeRow(row: Row): void {
    const holder = row.parent as Row;
    const repeat = row.scope.repeat as Template;
    for (const one of descendants(row)) {
      for (const [slot, state] of (this.#states.get(one) ?? []).entries()) {
        const template = one.scope.templates[slot] as Template;
        this.ledger.replace(state.entries, []);
        this.ledger.add(template, one, state.counted, -1);
      }
      this.ledger.replace([...(this.#ruleEntries.get(one)?.values() ?? [])], []);
    }
    for (const one of descendants(row)) {
      this.#states.delete(one);
      this.#ruleEntries.delete(one);
      this.ledger.forget(one);
      this.#changed.add(one.path);
    }
    this.tree.remove(row);
    this.#shareChanged(repeat, holder);
    this.#rowsChanged(holder, repeat, row.position);
  }

  /** Puts defaults and metadata into the empty cells of a new row. */
  fillDefaults(row: Row): void {
    for (const template of row.scope.templates) {
      const { node } = template;
      if (node.kind !== 'question' || row.values[template.slot] !== null) continue;
      const value = node.type === 'metadata' ? this.#metadata(node) : this.#default(node, template, row);
      if (value === null) continue;
      this.#write(row.pathOf(template), value);
      this.setValue(template, row, value);
    }
  }

  stateOf(template: Template, row: Row): { readonly required: boolean; readonly readonly: boolean } {
    return this.#states.get(row)?.[template.slot] ?? BLANK;
  }

  /** Choices that pass the filter now; rows of a repeat where the list is one. */
  choices(template: Template, row: Row): readonly Choice[] {
    const { node } = template;
    if (node.kind !== 'question' || node.list === undefined) return [];
    const parts = this.#parts(template);
    if (parts.rowList) return this.#rowChoices(parts, row);
    const all = this.#form.lists.get(node.list)?.choices ?? [];
    const filter = parts.choiceFilter;
    return filter ? all.filter((item) => filter.truth(this.world, row, { item })) : all;
  }

  #rowChoices(parts: TemplateParts, row: Row): readonly Choice[] {
    const names = new Set((parts.rowList?.atoms(this.world, row) ?? []).map(toText).filter((name) => name !== ''));
    return [...names].map((value) => ({ value, label: Object.fromEntries(this.#form.definition.languages.map((language) => [language, value])) }));
  }

  /** Those of the given codes that are in the list and pass the filter: without trying the whole list. */
  #allowed(template: Template, question: Question, row: Row, codes: readonly string[]): readonly Choice[] {
    const parts = this.#parts(template);
    if (parts.rowList) return this.#rowChoices(parts, row);
    const index = this.#form.lists.get(question.list ?? '');
    const filter = parts.choiceFilter;
    const named = codes.flatMap((code) => index?.by('name').get(code) ?? []);
    return filter ? named.filter((item) => filter.truth(this.world, row, { item })) : named;
  }

  #parts(template: Template): TemplateParts {
    return this.#form.parts[template.index] ?? {};
  }

  #default(node: Question, template: Template, row: Row): Answer | null {
    const expression = this.#parts(template).default;
    return expression ? answerOf(node, expression.evaluate(this.world, row)) : null;
  }

  #metadata(node: Question): Answer | null {
    const { environment } = this.world;
    switch (node.parameters?.['kind']) {
      case 'start': return environment.now();
      case 'today': return environment.now().slice(0, 10);
      case 'username': return environment.username ?? null;
      default: return null;
    }
  }

  #markAll(row: Row): void {
    for (const task of this.#form.graph.tasksOf(row.scope)) if (!this.#form.graph.tasks[task]?.onlyOnChange) this.#agenda.mark(task, row);
  }

  #emit(kind: EventKind, template: Template, row: Row): void {
    for (const { task, up, down } of this.#form.graph.edges(kind, template)) {
      const apex = row.up(up);
      if (down.length === 0) this.#agenda.mark(task, apex);
      else this.#spread(task, apex, down, 0);
    }
  }

  #spread(task: number, row: Row, down: readonly number[], depth: number): void {
    const slot = down[depth];
    if (slot === undefined) this.#agenda.mark(task, row);
    else for (const inner of row.rows[slot] ?? []) this.#spread(task, inner, down, depth + 1);
  }

  #rowsChanged(holder: Row, repeat: Template, from: number): void {
    holder.stamps[repeat.slot] = (holder.stamps[repeat.slot] ?? 0) + 1;
    this.#changed.add(holder.pathOf(repeat));
    this.#emit('rows', repeat, holder);
    if (this.#form.graph.edges('position', repeat).length === 0) return;
    for (const row of (holder.rows[repeat.slot] ?? []).slice(from)) this.#emit('position', repeat, row);
  }

  #shareChanged(template: Template, row: Row): void {
    for (let at: Template | null = template, holder = row; at; at = at.parent) {
      if (this.#form.graph.edges('share', at).length > 0) this.#emit('share', at, holder);
      if (at.parent?.inner === holder.scope) holder = holder.parent ?? holder;
    }
  }

  #perform(task: Task, row: Row): void {
    switch (task.kind) {
      case 'relevant': return this.#relevance(task.template as Template, row);
      case 'rows': return this.#count(task.template as Template, row);
      case 'value': return this.#calculate(task.template as Template, row);
      case 'check': return this.#check(task.template as Template, row);
      case 'rule': return this.#rule(task.rule, row);
      default: return unreachable(task.kind);
    }
  }

  #relevance(template: Template, row: Row): void {
    const outer = template.parent?.relevanceFrom ?? null;
    const within = !outer || (row.up(row.scope.depth - outer.scope.depth).relevance[outer.slot] as boolean);
    const relevant = within && this.#parts(template).relevant?.truth(this.world, row) !== false;
    if (row.relevance[template.slot] === relevant) return;
    row.relevance[template.slot] = relevant;
    for (const one of template.inner || template.children.length > 0 ? descendants(row) : [row]) one.stamp();
    this.#changed.add(row.pathOf(template));
    this.#emit('relevant', template, row);
  }

  /** Shows as many rows as `repeat_count` says; rows beyond are kept in the draft. */
  #count(repeat: Template, row: Row): void {
    const number = toNumber(this.#parts(repeat).count?.evaluate(this.world, row) ?? NaN, { blank: false });
    const wanted = Number.isFinite(number) ? Math.max(0, Math.min(Math.trunc(number), MOST_ROWS)) : 0;
    const rows = row.rows[repeat.slot] as Row[];
    while (rows.length > wanted) this.removeRow(rows[rows.length - 1] as Row);
    while (rows.length < wanted) {
      const order = rows.length + 1;
      const id = String(order);
      const path = `${row.pathOf(repeat)}[${id}]`;
      const isNew = !this.tree.markers(row.pathOf(repeat)).has(id);
      if (isNew) {
        this.#write(path, order);
        this.tree.noteMarker(path, order);
      }
      const added = this.addRow(row, repeat, id, order);
      if (isNew) this.fillDefaults(added);
    }
  }

  #calculate(template: Template, row: Row): void {
    const calculation = this.#parts(template).calculation;
    if (!calculation || template.node.kind !== 'question') return;
    const computed: Value = calculation.evaluate(this.world, row);
    const value = answerOf(template.node, computed);
    const before = row.values[template.slot] ?? null;
    if (same(before, value)) return;
    if (calculation.volatile || template.node.trigger) this.#write(row.pathOf(template), value);
    this.setValue(template, row, value);
  }

  #check(template: Template, row: Row): void {
    const { node } = template;
    const parts = this.#parts(template);
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
      required = parts.required?.truth(this.world, row) === true;
      readonly = parts.readonly?.truth(this.world, row) === true || (parts.calculation !== undefined && !node.trigger);
      if (relevant) {
        remarks = checkQuestion({
          question: node, parts, value, row, world: this.world, required,
          allowed: (codes) => this.#allowed(template, node, row, codes),
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
    else this.ledger.replace(before.entries, state.entries);
    const a = before.counted;
    const b = state.counted;
    const sameCounts = a.required === b.required && a.answered === b.answered && a.missing === b.missing;
    if (!sameCounts) {
      this.ledger.add(template, row, a, -1);
      this.ledger.add(template, row, b, 1);
      this.#shareChanged(template, row);
    }
    const unchanged = sameFindings && before.relevant === state.relevant && before.required === state.required && before.readonly === state.readonly;
    if (!unchanged || this.#parts(template).choiceFilter || this.#parts(template).rowList) this.#changed.add(row.pathOf(template));
  }

  #rule(index: number, row: Row): void {
    const rule = this.#form.rules[index];
    if (!rule) return;
    let entries = this.#ruleEntries.get(row);
    if (!entries) this.#ruleEntries.set(row, (entries = new Map()));
    const before = entries.get(index);
    const after = checkRule(rule, index, row, this.world);
    if (before ? after && equalEntries([before], [after]) : !after) return;
    if (after) entries.set(index, after);
    else entries.delete(index);
    this.ledger.replace(before ? [before] : [], after ? [after] : []);
    for (const path of [...(before?.finding.paths ?? []), ...(after?.finding.paths ?? [])]) this.#changed.add(path);
  }

  #country(node: Question, template: Template, row: Row): string {
    const source = node.schemeCountry === undefined ? undefined : this.#form.outline.byName.get(node.schemeCountry)?.[0];
    if (!source) return '';
    const apex = commonScope(template.scope, source.scope);
    return apex === source.scope ? toText(row.up(template.scope.depth - apex.depth).atom(source)) : '';
  }
}

/** No survey has more rows than this; a typing slip in a count must not stop the program. */
const MOST_ROWS = 10_000;

function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry.row === b[index]?.row && JSON.stringify(entry.finding) === JSON.stringify(b[index]?.finding));
}
