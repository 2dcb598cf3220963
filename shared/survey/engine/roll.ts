import type { Finding } from '../findings.ts';
import type { Template } from '../outline.ts';
import type { Entry, Row } from '../row.ts';

/** More new entries than this at once are sorted in together, fewer are put in their places one by one. */
const FEW = 32;

/** The entries of one stage in the order of the form; what changes costs what it moves, what is asked again costs nothing. */
export class Roll {
  readonly #entries: Entry[];
  /** What is shown of each entry. */
  readonly #shown: Finding[];
  /** Where each entry stands on the top level of the form: numbers side by side are searched faster than entries all over the memory. */
  readonly #tops: number[];
  readonly #new: Entry[] = [];
  readonly #show: (entry: Entry) => Finding;
  #unordered = false;
  #given: readonly Finding[] | null = null;

  /** `entries` are in order. */
  constructor(entries: Entry[], show: (entry: Entry) => Finding) {
    this.#entries = entries;
    this.#shown = entries.map(show);
    this.#tops = entries.map(topOf);
    this.#show = show;
  }

  add(entry: Entry): void {
    this.#new.push(entry);
    this.#given = null;
  }

  remove(entry: Entry): void {
    this.#given = null;
    const fresh = this.#new.indexOf(entry);
    if (fresh >= 0) {
      this.#new.splice(fresh, 1);
      return;
    }
    const at = this.#find(entry);
    if (at < 0) return;
    this.#entries.splice(at, 1);
    this.#shown.splice(at, 1);
    this.#tops.splice(at, 1);
  }

  /** Rows changed places. */
  reorder(): void {
    this.#unordered = true;
    this.#given = null;
  }

  /** What is shown of an entry changed. */
  renew(entry: Entry): void {
    this.#given = null;
    const at = this.#find(entry);
    if (at >= 0) this.#shown[at] = this.#show(entry);
  }

  entries(): readonly Entry[] {
    if (this.#unordered || this.#new.length > FEW) {
      this.#entries.push(...this.#new);
      this.#entries.sort(compareEntries);
      this.#entries.forEach((entry, at) => {
        this.#shown[at] = this.#show(entry);
        this.#tops[at] = topOf(entry);
      });
    } else for (const entry of this.#new) {
      const at = this.#placeOf(entry);
      this.#entries.splice(at, 0, entry);
      this.#shown.splice(at, 0, this.#show(entry));
      this.#tops.splice(at, 0, topOf(entry));
    }
    this.#new.length = 0;
    this.#unordered = false;
    return this.#entries;
  }

  /** The same list until something changes. */
  findings(): readonly Finding[] {
    if (this.#given) return this.#given;
    this.entries();
    return (this.#given = this.#shown.slice());
  }

  #find(entry: Entry): number {
    const guess = this.#unordered ? -1 : this.#placeOf(entry);
    return this.#entries[guess] === entry ? guess : this.#entries.indexOf(entry);
  }

  /** First place whose entry does not come before this one. */
  #placeOf(entry: Entry): number {
    const top = topOf(entry);
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#tops[middle] as number;
      if (there < top || (there === top && compareEntries(this.#entries[middle] as Entry, entry) < 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The index of the node itself, or of the outermost repeat around it. */
function topOf({ template, row }: Entry): number {
  let top = template.index;
  for (let at: Row | null = row; at?.scope.repeat; at = at.parent) top = at.scope.repeat.index;
  return top;
}

/** Order of the form: by section, row and question; at one place built-in checks first, then rules. */
export function compareEntries(a: Entry, b: Entry): number {
  return comparePlaces(a.template, a.row, b.template, b.row) || a.order - b.order;
}

/** Which of two cells a reader of the form meets first. */
function comparePlaces(a: Template, aRow: Row, b: Template, bRow: Row): number {
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
