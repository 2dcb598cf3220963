import type { Row } from './row.ts';

/** Tasks that must run, by rank; the lowest rank first, so that every task runs after those it depends on. */
export class Agenda {
  readonly #rows = new Map<number, Set<Row>>();
  readonly #heap: number[] = [];

  mark(task: number, row: Row): void {
    const known = this.#rows.get(task);
    if (known) {
      known.add(row);
      return;
    }
    this.#rows.set(task, new Set([row]));
    this.#push(task);
  }

  /** Takes the next task with its rows; null when nothing is left. */
  next(): { readonly task: number; readonly rows: ReadonlySet<Row> } | null {
    const task = this.#pop();
    if (task === undefined) return null;
    const rows = this.#rows.get(task) ?? new Set<Row>();
    this.#rows.delete(task);
    return { task, rows };
  }

  #push(task: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(task);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= task) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = task;
  }

  #pop(): number | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
      if ((heap[child] as number) >= last) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
