import type { Finding } from './findings.ts';
import type { Stage } from './form.ts';
import type { Template } from './outline.ts';
import type { Path } from './response.ts';
import { justificationPath } from './path.ts';
import type { Row } from './row.ts';

/** A finding with its place in the form. */
export interface Entry {
  readonly finding: Finding;
  readonly stage: Stage;
  /** The node it points to first, and the row that holds that node. */
  readonly template: Template;
  readonly row: Row;
  /** Rules come after built-in checks of the same node, in the order of the sheet. */
  readonly order: number;
  /** The finding with its justification, once asked for. */
  shown?: Finding;
}

export interface Tally {
  required: number;
  answered: number;
  /** Of those answered, by a reason code. */
  missing: number;
  errors: number;
  warnings: number;
  unjustified: number;
}

const STAGES: Readonly<Record<Stage, number>> = { draft: 0, complete: 1, accept: 2 };

/** What stands at a stage also stands at all later ones. */
export function standsAt(stage: Stage, asked: Stage): boolean {
  return STAGES[stage] <= STAGES[asked];
}

export const emptyTally = (): Tally => ({ required: 0, answered: 0, missing: 0, errors: 0, warnings: 0, unjustified: 0 });

/** All findings of a response in the order of the form, and counts for every section and row. */
export class Ledger {
  readonly #sorted: Entry[] = [];
  readonly #new: Entry[] = [];
  readonly #byPath = new Map<Path, Set<Entry>>();
  readonly #tallies = new Map<Row, Map<Template | null, Tally>>();
  readonly #justification: (key: Path) => string | undefined;
  #unordered = false;

  constructor(justification: (key: Path) => string | undefined) {
    this.#justification = justification;
  }

  /** Replaces the entries of one check. */
  replace(before: readonly Entry[], after: readonly Entry[]): void {
    for (const entry of before) {
      this.#remove(entry);
      this.#count(entry, -1);
    }
    for (const entry of after) {
      this.#new.push(entry);
      for (const path of entry.finding.paths) {
        const known = this.#byPath.get(path);
        if (known) known.add(entry);
        else this.#byPath.set(path, new Set([entry]));
      }
      this.#count(entry, 1);
    }
  }

  /** Rows changed places: the order of findings is to be found anew. */
  reorder(): void {
    this.#unordered = true;
  }

  /** Findings of all stages in the order of the form. */
  entries(): readonly Entry[] {
    if (this.#unordered || this.#new.length > 32) {
      this.#sorted.push(...this.#new);
      this.#sorted.sort(compareEntries);
    } else for (const entry of this.#new) this.#sorted.splice(this.#placeOf(entry), 0, entry);
    this.#new.length = 0;
    this.#unordered = false;
    return this.#sorted;
  }

  at(path: Path): readonly Entry[] {
    return [...(this.#byPath.get(path) ?? [])].sort(compareEntries);
  }

  /** The finding with the justification it has been given. */
  withJustification(entry: Entry): Finding {
    return (entry.shown ??= this.#justify(entry));
  }

  #justify({ finding }: Entry): Finding {
    const justification = this.#justification(justificationPath(finding.rule, finding.paths[0] as Path));
    return justification === undefined ? finding : { ...finding, justification };
  }

  /** A justification is about to change or has changed: counts are taken off before and put back after. */
  recount(rule: string, at: Path, sign: 1 | -1): void {
    for (const entry of this.#byPath.get(at) ?? [])
      if (entry.finding.rule === rule && entry.finding.paths[0] === at) {
        delete entry.shown;
        this.#count(entry, sign);
      }
  }

  /** Counts of a group or repeat (`template`) or of one row (`null`). */
  tally(row: Row, template: Template | null): Tally {
    let known = this.#tallies.get(row);
    if (!known) this.#tallies.set(row, (known = new Map()));
    let tally = known.get(template);
    if (!tally) known.set(template, (tally = emptyTally()));
    return tally;
  }

  /** Adds to the counts of everything that holds a node. */
  add(template: Template, row: Row, delta: Partial<Tally>, sign: 1 | -1): void {
    const apply = (tally: Tally): void => {
      tally.required += (delta.required ?? 0) * sign;
      tally.answered += (delta.answered ?? 0) * sign;
      tally.missing += (delta.missing ?? 0) * sign;
      tally.errors += (delta.errors ?? 0) * sign;
      tally.warnings += (delta.warnings ?? 0) * sign;
      tally.unjustified += (delta.unjustified ?? 0) * sign;
    };
    for (let at: Template | null = template, holder = row; at; at = at.parent) {
      if (at.node.kind === 'question') continue;
      if (at.inner && holder.scope === at.inner) {
        apply(this.tally(holder, null));
        holder = holder.parent as Row;
      }
      apply(this.tally(holder, at));
    }
  }

  /** Forgets a row that is gone. */
  forget(row: Row): void {
    this.#tallies.delete(row);
  }

  #count(entry: Entry, sign: 1 | -1): void {
    if (!standsAt(entry.stage, 'complete')) return;
    const { level } = entry.finding;
    if (level === 'error') this.add(entry.template, entry.row, { errors: 1 }, sign);
    if (level === 'warning') {
      const unjustified = this.withJustification(entry).justification === undefined ? 1 : 0;
      this.add(entry.template, entry.row, { warnings: 1, unjustified }, sign);
    }
  }

  #remove(entry: Entry): void {
    for (const path of entry.finding.paths) {
      const known = this.#byPath.get(path);
      known?.delete(entry);
      if (known?.size === 0) this.#byPath.delete(path);
    }
    const fresh = this.#new.indexOf(entry);
    if (fresh >= 0) {
      this.#new.splice(fresh, 1);
      return;
    }
    const guess = this.#unordered ? -1 : this.#placeOf(entry);
    const at = this.#sorted[guess] === entry ? guess : this.#sorted.indexOf(entry);
    if (at >= 0) this.#sorted.splice(at, 1);
  }

  /** First place whose entry does not come before this one. */
  #placeOf(entry: Entry): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareEntries(this.#sorted[middle] as Entry, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Order of the form: by section, row and question; at one place built-in checks first, then rules. */
export function compareEntries(a: Entry, b: Entry): number {
  return comparePlaces(a.template, a.row, b.template, b.row) || a.order - b.order;
}

/** Which of two cells a reader of the form meets first. */
export function comparePlaces(a: Template, aRow: Row, b: Template, bRow: Row): number {
  if (aRow === bRow) return a.index - b.index;
  const left = chain(aRow);
  const right = chain(bRow);
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
  const l = left[depth];
  const r = right[depth];
  if (l && r && l.scope === r.scope) return l.position - r.position;
  const leftIndex = l?.scope.repeat?.index ?? a.index;
  const rightIndex = r?.scope.repeat?.index ?? b.index;
  return leftIndex - rightIndex || (l ? 1 : 0) - (r ? 1 : 0);
}

function chain(row: Row): readonly Row[] {
  const rows: Row[] = [];
  for (let at: Row | null = row; at; at = at.parent) rows.unshift(at);
  return rows;
}

