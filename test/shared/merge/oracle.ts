/**
 * The laws of the merge told again, slowly and in another style: no topological order, no chains, no caches. Every question
 * is answered from sets of names by looking at everything. It shares nothing with shared/merge but the shape of its input.
 */
export interface OracleRevision {
  readonly id: string;
  readonly parents: readonly string[];
  readonly op: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly unset: readonly string[];
}

export interface OracleCell {
  readonly conflict: boolean;
  readonly value: unknown;
  readonly writes: readonly (readonly [string, unknown])[];
}

type Atomic = (path: string) => string | undefined;

const WHOLE = '@response';

export class Oracle {
  readonly #all: ReadonlyMap<string, OracleRevision>;
  readonly #ancestors = new Map<string, Set<string>>();
  readonly #atomic: Atomic;

  constructor(revisions: readonly OracleRevision[], held: ReadonlySet<string> = new Set(), atomic: Atomic = () => undefined) {
    this.#atomic = atomic;
    let counted = revisions.filter((revision) => !held.has(revision.id));
    // Whatever lacks a parent falls out, again and again, until nothing more falls.
    for (;;) {
      const names = new Set(counted.map((revision) => revision.id));
      const whole = counted.filter((revision) => revision.parents.every((parent) => names.has(parent)));
      if (whole.length === counted.length) break;
      counted = whole;
    }
    this.#all = new Map(counted.map((revision) => [revision.id, revision]));
    for (const id of this.#all.keys()) this.#ancestors.set(id, this.#reach(id));
  }

  get names(): readonly string[] {
    return [...this.#all.keys()].sort();
  }

  heads(): readonly string[] {
    return this.names.filter((name) => !this.names.some((other) => this.#before(name, other)));
  }

  cells(): ReadonlyMap<string, OracleCell> {
    const paths = new Set<string>();
    for (const revision of this.#all.values()) {
      for (const path of [...Object.keys(revision.set), ...revision.unset]) paths.add(path);
      if (revision.op === 'retract') paths.add(WHOLE);
    }
    const cells = new Map<string, OracleCell>();
    for (const path of [...paths].sort()) {
      const cell = this.#taken(path) ? this.#containerCell(path) : this.#plainCell(path);
      if (!cell || this.#inside(path).some((container) => this.#isGone(container))) continue;
      // Comments and replies stand side by side.
      cells.set(path, path.startsWith('@comment:') || path.startsWith('@reply:') ? { ...cell, conflict: false } : cell);
    }
    return cells;
  }

  /** The last word on the company, unless an answer was changed that its author had not seen. */
  standing(): string {
    const decision = this.cells().get('@decision');
    if (!decision || decision.conflict || !['accepted', 'returned'].includes(decision.value as string)) return 'received';
    const seen = (change: string): boolean => decision.writes.some(([decider]) => decider === change || this.#before(change, decider));
    const changes = this.names.filter((name) => ['put', 'resolve', 'retract'].includes((this.#all.get(name) as OracleRevision).op));
    return changes.every(seen) ? (decision.value as string) : 'received';
  }

  #reach(id: string): Set<string> {
    const found = new Set<string>();
    const ahead = [...(this.#all.get(id) as OracleRevision).parents];
    while (ahead.length > 0) {
      const next = ahead.pop() as string;
      if (found.has(next)) continue;
      found.add(next);
      ahead.push(...(this.#all.get(next) as OracleRevision).parents);
    }
    return found;
  }

  #before(early: string, late: string): boolean {
    return (this.#ancestors.get(late) as Set<string>).has(early);
  }

  #latest(names: Iterable<string>): readonly string[] {
    const list = [...names];
    return list.filter((name) => !list.some((other) => this.#before(name, other))).sort();
  }

  /** Containers around a path, the whole response first. */
  #inside(path: string): readonly string[] {
    if (path === WHOLE) return [];
    const rows: string[] = [];
    const bare = path.startsWith('!') ? path.slice(path.indexOf(':') + 1) : path;
    for (let length = 1; length <= bare.length; length += 1) {
      const prefix = bare.slice(0, length);
      if (prefix.endsWith(']') && prefix !== path) rows.push(prefix);
    }
    return [WHOLE, ...rows];
  }

  /** What a revision says itself of a path; undefined: nothing. */
  #says(name: string, path: string): unknown {
    const revision = this.#all.get(name) as OracleRevision;
    if (path === WHOLE && revision.op === 'retract') return null;
    if (Object.hasOwn(revision.set, path)) return revision.set[path];
    return revision.unset.includes(path) ? null : undefined;
  }

  #removers(container: string): readonly string[] {
    return this.names.filter((name) => this.#says(name, container) === null);
  }

  #taken(path: string): boolean {
    return (path === WHOLE || (path.startsWith('/') && path.endsWith(']'))) && this.#removers(path).length > 0;
  }

  /** Everything that speaks of a container: its own writes, removals from further out, and writing inside it. */
  #aboutContainer(container: string): Map<string, unknown> {
    const about = new Map<string, unknown>();
    for (const name of this.names) {
      const own = this.#says(name, container);
      if (own !== undefined) about.set(name, own);
      else if (this.#inside(container).some((outer) => this.#effective(outer).includes(name))) about.set(name, null);
      else if (this.#worksInside(name, container)) about.set(name, this.#keptValue(container));
    }
    return about;
  }

  #worksInside(name: string, container: string): boolean {
    const revision = this.#all.get(name) as OracleRevision;
    const paths = [...Object.keys(revision.set), ...revision.unset];
    if (container === WHOLE) return paths.length > 0 && ['put', 'resolve'].includes(revision.op);
    return paths.some((path) => this.#inside(path).includes(container));
  }

  #keptValue(container: string): unknown {
    if (container === WHOLE) return 'stands';
    const keys = this.names.filter((name) => (this.#says(name, container) ?? null) !== null);
    const last = this.#latest(keys).at(-1);
    return last === undefined ? 0 : this.#says(last, container);
  }

  #lastWords(container: string): readonly (readonly [string, unknown])[] {
    const about = this.#aboutContainer(container);
    return this.#latest(about.keys()).map((name) => [name, about.get(name)] as const);
  }

  #isGone(container: string): boolean {
    return this.#taken(container) && this.#lastWords(container).every(([, value]) => value === null);
  }

  /** The removals that reach inside: the container stands, and among those who keep it is one who has found it empty. */
  #effective(container: string): readonly string[] {
    if (!this.#taken(container)) return [];
    const about = this.#aboutContainer(container);
    const last = this.#latest(about.keys());
    const foundEmpty = (keeper: string, removal: string): boolean => {
      const seen = this.#latest([...about.keys()].filter((name) => this.#before(name, keeper)));
      if (seen.every((name) => about.get(name) === null)) return this.#before(removal, keeper);
      if (seen.includes(removal)) return false;
      return seen.some((name) => about.get(name) !== null && this.#before(removal, name) && foundEmpty(name, removal));
    };
    return this.#removers(container).filter((removal) =>
      last.some((keeper) => about.get(keeper) !== null && this.#before(removal, keeper) && foundEmpty(keeper, removal)),
    );
  }

  #containerCell(path: string): OracleCell {
    return toCell(this.#lastWords(path));
  }

  #plainCell(path: string): OracleCell | null {
    const removers = new Set(this.#inside(path).flatMap((container) => this.#effective(container)));
    const unit = this.#unit(path);
    const speaks = (name: string, member: string): boolean => this.#says(name, member) !== undefined || removers.has(name);
    const writers = this.names.filter((name) => unit.some((member) => speaks(name, member)));
    const seenBy = (name: string): readonly string[] => {
      if (speaks(name, path)) return [name];
      const earlier = this.#latest(writers.filter((other) => this.#before(other, name)));
      return [...new Set(earlier.flatMap(seenBy))];
    };
    const valueBy = (name: string): unknown => this.#says(name, path) ?? null;
    const last = this.#latest(writers);
    const sources = [...new Set(last.flatMap(seenBy))];
    if (!sources.some((name) => this.#says(name, path) !== undefined)) return null;
    const valuesOf = (name: string): readonly unknown[] => (seenBy(name).length === 0 ? [null] : seenBy(name).map(valueBy));
    if (distinct(last.flatMap(valuesOf)) === 1) return toCell(sources.map((name) => [name, valueBy(name)] as const));
    const words = last.flatMap((name) =>
      distinct(valuesOf(name)) > 1 ? seenBy(name).map((source) => [source, valueBy(source)] as const) : [[name, valuesOf(name)[0]] as const],
    );
    return toCell([...new Map(words.map((word) => [word[0], word])).values()]);
  }

  #unit(path: string): readonly string[] {
    const group = this.#atomic(path);
    if (group === undefined) return [path];
    const row = this.#inside(path).at(-1);
    const all = new Set([...this.#all.values()].flatMap((revision) => [...Object.keys(revision.set), ...revision.unset]));
    return [...all].filter((other) => this.#atomic(other) === group && this.#inside(other).at(-1) === row);
  }
}

function distinct(values: readonly unknown[]): number {
  return new Set(values.map((value) => JSON.stringify(value))).size;
}

function toCell(words: readonly (readonly [string, unknown])[]): OracleCell {
  const writes = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  return { conflict: distinct(writes.map(([, value]) => value)) > 1, value: writes.at(-1)?.[1], writes };
}
