import type { Row } from '../row.ts';

/** Tasks that must run, by rank; the lowest rank first, so that every task runs after those it depends on. */
export class Agenda {
  /** By rank; made when the first is due, for of many responses that are opened none ever is. Nearly every task is due in one row: a set is made for the second. */
  #rows: (Row | Set<Row> | undefined)[] = [];
  readonly #heap: number[] = [];
  readonly #tasks: number;

  constructor(tasks: number) {
    this.#tasks = tasks;
  }

  mark(task: number, row: Row): void {
    if (this.#rows.length === 0) this.#rows = new Array<Row | Set<Row> | undefined>(this.#tasks).fill(undefined);
    const known = this.#rows[task];
    if (known === undefined) {
      this.#rows[task] = row;
      this.#push(task);
    } else if (known instanceof Set) known.add(row);
    else if (known !== row) this.#rows[task] = new Set([known, row]);
  }

  /** Takes the next task with its rows; null when nothing is left. */
  next(): { readonly task: number; readonly rows: readonly Row[] } | null {
    const task = this.#pop();
    if (task === undefined) return null;
    const due = this.#rows[task];
    this.#rows[task] = undefined;
    return { task, rows: due === undefined ? [] : due instanceof Set ? [...due] : [due] };
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
