import { unreachable } from '../../base/assert.ts';
import type { World } from '../expression/piece.ts';
import type { Value } from '../expression/values.ts';
import { toNumber } from '../expression/values.ts';
import type { Question } from '../form.ts';
import type { Scope, Template } from '../outline.ts';
import { justificationPath } from '../path.ts';
import type { Answer, Path } from '../response.ts';
import type { Row } from '../row.ts';
import type { EngineEnvironment } from '../session.ts';
import { Agenda } from './agenda.ts';
import { answerOf, same } from './calculated.ts';
import type { CompiledForm } from './compile.ts';
import { partsOf } from './compile.ts';
import type { EventKind, Task } from './graph.ts';
import { Judge } from './judge.ts';
import type { Past } from './judge.ts';
import { Ledger } from './ledger.ts';
import { descendants, Tree } from './tree.ts';

/** Everything entered, and the justifications of it once more by themselves. */
interface Stores {
  readonly store: ReadonlyMap<Path, Answer>;
  readonly justifications: ReadonlyMap<Path, Answer>;
}

/** The changing side of a session: takes changes, runs the tasks that depend on them, remembers which paths changed. */
export class Recomputation {
  readonly tree: Tree;
  readonly ledger: Ledger;
  readonly world: World;
  readonly judge: Judge;
  readonly #form: CompiledForm;
  readonly #agenda: Agenda;
  readonly #write: (path: Path, value: Answer | null) => void;
  #changed = new Set<Path>();
  /**
   * While a response is opened, the task that all rows are at: later ones are still to come for all rows, so only what was
   * passed, and tasks that wait for a change, are marked.
   */
  #reached = Infinity;

  constructor(form: CompiledForm, { store, justifications }: Stores, write: (path: Path, value: Answer | null) => void, environment: EngineEnvironment, past: Past | null) {
    this.#form = form;
    this.#agenda = new Agenda(form.graph.tasks.length);
    this.#write = write;
    this.ledger = new Ledger((rule, at) => {
      const text = justifications.size === 0 ? undefined : justifications.get(justificationPath(rule, at));
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
    this.judge = new Judge(form, this.world, this.ledger, past, {
      changed: (template, row) => this.#note(template, row),
      spoken: (path) => this.touch(path),
      counted: (template, row) => this.#shareChanged(template, row),
    });
  }

  /**
   * Computes everything of some responses to one form once; an empty response first gets its defaults and metadata. They are opened side by side,
   * a task in all of them before the next: what a processor has to fetch for a task is then at hand for all but the first.
   */
  static open(engines: readonly { readonly engine: Recomputation; readonly isNew: boolean }[]): void {
    const [first] = engines;
    if (!first) return;
    for (const { engine, isNew } of engines) {
      engine.#reached = -1;
      if (isNew) engine.fillDefaults(engine.tree.root);
    }
    const { tasks } = first.engine.#form.graph;
    /** By scope: those that have rows of it, with the rows. Most tasks are of tables, most tables are empty. */
    let present: (readonly Opening[])[] = [];
    for (let rank = 0; rank < tasks.length; rank++) {
      const task = tasks[rank] as Task;
      if (task.onlyOnChange) continue;
      for (const { engine, rows } of (present[task.scope.index] ??= rowsOf(engines, task.scope))) {
        engine.#reached = rank;
        engine.#performIn(rows, task);
      }
      if (task.kind === 'rows') present = [];
    }
    for (const { engine } of engines) {
      engine.#reached = Infinity;
      engine.run();
    }
  }

  /** Runs all due tasks; gives the paths that changed since the last run. */
  run(): ReadonlySet<Path> {
    let last = -1;
    let turns = 0;
    for (let due = this.#agenda.next(); due; due = this.#agenda.next()) {
      const task = this.#form.graph.tasks[due.task] as Task;
      turns = due.task === last ? turns + 1 : 0;
      last = due.task;
      // A calculation over other rows of its own settles in as many turns as there are rows, or never.
      if (turns > due.rows.length) continue;
      const rows = task.kind === 'value' && due.rows.length > 1 ? due.rows.toSorted((a, b) => a.position - b.position) : due.rows;
      for (const row of rows) if (row.alive) this.#perform(task, row);
    }
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  touch(path: Path): void {
    if (this.#reached === Infinity) this.#changed.add(path);
  }

  #note(template: Template, row: Row): void {
    if (this.#reached === Infinity) this.#changed.add(row.pathOf(template));
  }

  setValue(template: Template, row: Row, value: Answer | null): void {
    row.values[template.slot] = value;
    row.stamp();
    this.#note(template, row);
    this.#emit('value', template, row);
  }

  addRow(holder: Row, repeat: Template, id: string, order: number): Row {
    const row = this.tree.insert(holder, repeat, id, order);
    if (this.#reached === Infinity) for (const one of descendants(row)) this.#markAll(one);
    this.#rowsChanged(holder, repeat, row.position + 1);
    this.touch(row.path);
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
      this.judge.withdraw(one);
      this.touch(one.path);
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

  #default(node: Question, template: Template, row: Row): Answer | null {
    const expression = partsOf(this.#form, template).default;
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
      if (this.#reached < task && !this.#form.graph.tasks[task]?.onlyOnChange) continue;
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
    this.#note(repeat, holder);
    this.#emit('rows', repeat, holder);
    if (this.#form.graph.edges('position', repeat).length === 0) return;
    for (const row of (holder.rows[repeat.slot] ?? []).slice(from)) this.#emit('position', repeat, row);
  }

  #shareChanged(template: Template, row: Row): void {
    // While a response is opened, tasks that read shares are still to come: they come after all checks they count.
    if (!this.#form.graph.readsShares || this.#reached !== Infinity) return;
    for (let at: Template | null = template, holder = row; at; at = at.parent) {
      if (this.#form.graph.edges('share', at).length > 0) this.#emit('share', at, holder);
      if (at.parent?.inner === holder.scope) holder = holder.parent ?? holder;
    }
  }

  /** What is done in hundreds of rows at once is told apart once for all of them. */
  #performIn(rows: readonly Row[], task: Task): void {
    if (task.kind === 'check') this.judge.checkIn(rows, task.template as Template);
    else if (task.kind === 'rule') this.judge.ruleIn(rows, task.rule);
    else for (const row of rows) this.#perform(task, row);
  }

  #perform(task: Task, row: Row): void {
    switch (task.kind) {
      case 'relevant': return this.#relevance(task.template as Template, row);
      case 'rows': return this.#count(task.template as Template, row);
      case 'value': return this.#calculate(task.template as Template, row);
      case 'check': return this.judge.check(task.template as Template, row);
      case 'rule': return this.judge.rule(task.rule, row);
      default: return unreachable(task.kind);
    }
  }

  #relevance(template: Template, row: Row): void {
    const outer = template.parent?.relevanceFrom ?? null;
    const within = !outer || (row.up(row.scope.depth - outer.scope.depth).relevance[outer.slot] as boolean);
    const relevant = within && partsOf(this.#form, template).relevant?.truth(this.world, row) !== false;
    if (row.relevance[template.slot] === relevant) return;
    row.relevance[template.slot] = relevant;
    for (const one of template.inner || template.children.length > 0 ? descendants(row) : [row]) one.stamp();
    this.#note(template, row);
    this.#emit('relevant', template, row);
  }

  /** Shows as many rows as `repeat_count` says; rows beyond are kept in the draft. */
  #count(repeat: Template, row: Row): void {
    const number = toNumber(partsOf(this.#form, repeat).count?.evaluate(this.world, row) ?? NaN, { blank: false });
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
    const calculation = partsOf(this.#form, template).calculation;
    if (!calculation || template.node.kind !== 'question') return;
    const computed: Value = calculation.evaluate(this.world, row);
    const value = answerOf(template.node, computed);
    const before = row.values[template.slot] ?? null;
    if (same(before, value)) return;
    if (calculation.volatile || template.node.trigger) this.#write(row.pathOf(template), value);
    this.setValue(template, row, value);
  }

}

interface Opening {
  readonly engine: Recomputation;
  readonly rows: readonly Row[];
}

function rowsOf(engines: readonly { readonly engine: Recomputation }[], scope: Scope): readonly Opening[] {
  return engines.flatMap(({ engine }) => {
    const rows = engine.tree.rowsIn(scope);
    return rows.length === 0 ? [] : [{ engine, rows }];
  });
}

/** No survey has more rows than this; a typing slip in a count must not stop the program. */
const MOST_ROWS = 10_000;
