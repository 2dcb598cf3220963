import type { Finding } from '../findings.ts';
import type { Stage } from '../form.ts';
import type { Template } from '../outline.ts';
import type { Path } from '../response.ts';
import type { Entry, Row } from '../row.ts';
import { addTo, emptyTally, type Tally } from '../tally.ts';
import { compareEntries, Roll } from './roll.ts';

const STAGES: Readonly<Record<Stage, number>> = { draft: 0, complete: 1, accept: 2 };

/** What stands at a stage also stands at all later ones. */
function standsAt(stage: Stage, asked: Stage): boolean {
  return STAGES[stage] <= STAGES[asked];
}

/** All findings of a response in the order of the form, and counts for every section and row. */
export class Ledger {
  /** The first holds all entries, those of other stages are made when they are asked for. */
  readonly #rolls: { readonly stage: Stage; readonly roll: Roll }[];
  readonly #byPath = new Map<Path, Entry[]>();
  readonly #justification: (rule: string, at: Path) => string | undefined;

  constructor(justification: (rule: string, at: Path) => string | undefined) {
    this.#justification = justification;
    this.#rolls = [{ stage: 'accept', roll: new Roll([], (entry) => this.#shown(entry)) }];
  }

  /** Replaces the entries of one check. */
  replace(before: readonly Entry[], after: readonly Entry[]): void {
    for (const entry of before) {
      this.#remove(entry);
      this.#count(entry, -1);
    }
    for (const entry of after) {
      for (const { stage, roll } of this.#rolls) if (standsAt(entry.stage, stage)) roll.add(entry);
      for (const path of entry.finding.paths) {
        const known = this.#byPath.get(path);
        if (known) known.push(entry);
        else this.#byPath.set(path, [entry]);
      }
      this.#count(entry, 1);
    }
  }

  /** Rows changed places: the order of findings is to be found anew. */
  reorder(): void {
    for (const { roll } of this.#rolls) roll.reorder();
  }

  /** Findings of all stages in the order of the form. */
  entries(): readonly Entry[] {
    return this.#rollOf('accept').entries();
  }

  /** Findings that stand at a stage, in the order of the form: the same list until one of them changes. */
  findings(stage: Stage): readonly Finding[] {
    return this.#rollOf(stage).findings();
  }

  #rollOf(stage: Stage): Roll {
    const known = this.#rolls.find((one) => one.stage === stage);
    if (known) return known.roll;
    const roll = new Roll(this.entries().filter((entry) => standsAt(entry.stage, stage)), (entry) => this.#shown(entry));
    this.#rolls.push({ stage, roll });
    return roll;
  }

  /** Findings that point to a path and stand at a stage, in the order of the form. */
  at(path: Path, stage: Stage): readonly Finding[] {
    const known = this.#byPath.get(path);
    return known ? known.filter((entry) => standsAt(entry.stage, stage)).sort(compareEntries).map((entry) => this.#shown(entry)) : NOTHING;
  }

  /** The finding with the justification it has been given. */
  #shown(entry: Entry): Finding {
    return (entry.shown ??= this.#justify(entry));
  }

  #justify({ finding }: Entry): Finding {
    const justification = this.#justification(finding.rule, finding.paths[0] as Path);
    return justification === undefined ? finding : { ...finding, justification };
  }

  /** A justification is about to change or has changed: counts are taken off before and put back after. */
  recount(rule: string, at: Path, sign: 1 | -1): void {
    for (const entry of this.#byPath.get(at) ?? NOTHING)
      if (entry.finding.rule === rule && entry.finding.paths[0] === at) {
        delete entry.shown;
        this.#count(entry, sign);
        for (const { stage, roll } of this.#rolls) if (standsAt(entry.stage, stage)) roll.renew(entry);
      }
  }

  /** Counts of a group or repeat (`template`) or of one row (`null`). */
  tally(row: Row, template: Template | null): Tally {
    if (template === null) return (row.tally ??= emptyTally());
    return (row.tallies[template.slot] ??= emptyTally());
  }

  /** Adds to the counts of everything that holds a node. */
  add(template: Template, row: Row, delta: Readonly<Tally>, sign: 1 | -1): void {
    for (let at: Template | null = template, holder = row; at; at = at.parent) {
      if (at.node.kind === 'question') continue;
      if (at.inner && holder.scope === at.inner) {
        addTo(this.tally(holder, null), delta, sign);
        holder = holder.parent as Row;
      }
      addTo(this.tally(holder, at), delta, sign);
    }
  }

  #count(entry: Entry, sign: 1 | -1): void {
    if (!standsAt(entry.stage, 'complete')) return;
    const { level } = entry.finding;
    if (level === 'error') this.add(entry.template, entry.row, ERROR, sign);
    if (level === 'warning') {
      this.add(entry.template, entry.row, this.#shown(entry).justification === undefined ? UNJUSTIFIED : JUSTIFIED, sign);
    }
  }

  #remove(entry: Entry): void {
    for (const path of entry.finding.paths) {
      const known = this.#byPath.get(path);
      const at = known?.indexOf(entry) ?? -1;
      if (at >= 0) known?.splice(at, 1);
      if (known?.length === 0) this.#byPath.delete(path);
    }
    for (const { stage, roll } of this.#rolls) if (standsAt(entry.stage, stage)) roll.remove(entry);
  }
}

const NOTHING: readonly never[] = [];

const ERROR: Readonly<Tally> = { ...emptyTally(), errors: 1 };
const UNJUSTIFIED: Readonly<Tally> = { ...emptyTally(), warnings: 1, unjustified: 1 };
const JUSTIFIED: Readonly<Tally> = { ...emptyTally(), warnings: 1 };
