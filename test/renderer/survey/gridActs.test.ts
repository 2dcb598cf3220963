import type { KeyboardEvent } from 'react';
import { expect, test } from 'vitest';
import { actOf, areaOf, type Mode, type Selection } from '../../../renderer/survey/form/grid/acts.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Three rows, four columns; in the first row all but the last cell are filled. */
const ground = { rows: 3, columns: 4, page: 2, filled: ({ row, column }: Place) => row === 0 && column < 3, sum: (_: Place) => false };
/** The same with a sum beside each row, and below all columns but the second, which holds texts. */
const summed = { ...ground, sum: ({ row, column }: Place) => (row === 3 && column !== 1 && column <= 4) || (column === 4 && row < 3) };
const at = (row: number, column: number, more: Partial<Selection> = {}): Selection => ({ row, column, anchor: null, home: null, ...more });

interface Field {
  readonly tagName?: string;
  readonly role?: string;
  readonly expanded?: boolean;
  readonly chosen?: string;
  /** Digits are typed here. */
  readonly numeric?: boolean;
}

/** Presses a key, written as `Ctrl+ArrowRight`, in a field of a cell. */
function press(keys: string, where: Selection, mode: Mode = 'ready', field: Field = {}, on = ground) {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const attributes: Readonly<Record<string, string | undefined>> = { role: field.role, 'aria-expanded': field.expanded ? 'true' : undefined, 'aria-activedescendant': field.chosen, inputmode: field.numeric ? 'decimal' : undefined };
  const event = {
    key: key === 'Space' ? ' ' : key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, ctrlKey: parts.includes('Ctrl'), shiftKey: parts.includes('Shift'), altKey: parts.includes('Alt'), metaKey: false,
    nativeEvent: { isComposing: false }, target: { tagName: field.tagName ?? 'INPUT', getAttribute: (name: string) => attributes[name] ?? null, hasAttribute: (name: string) => attributes[name] !== undefined },
  };
  return actOf(event as unknown as KeyboardEvent<HTMLElement>, mode, where, on);
}
const to = (row: number, column: number, more = {}) => ({ kind: 'go', to: { row, column }, extend: false, home: null, ...more });

test('arrows go to the next cell and stop at the edge; Shift takes cells along', () => {
  expect(press('ArrowRight', at(1, 1))).toEqual(to(1, 2));
  expect(press('ArrowDown', at(2, 1))).toEqual(to(2, 1));
  expect(press('Shift+ArrowDown', at(1, 1))).toEqual(to(2, 1, { extend: true }));
  expect(press('ArrowLeft', at(1, 1), 'typing')).toEqual(to(1, 0));
});

test('Ctrl and an arrow goes over filled cells to the last of them, over empty ones to the next filled one or the edge', () => {
  expect(press('Ctrl+ArrowRight', at(0, 0))).toEqual(to(0, 2));
  expect(press('Ctrl+ArrowRight', at(0, 2))).toEqual(to(0, 3));
  expect(press('Ctrl+ArrowUp', at(2, 1))).toEqual(to(0, 1));
  expect(press('Ctrl+ArrowLeft', at(0, 0))).toEqual(to(0, 0));
});

test('Enter after a run of Tab goes back to the column where the run began', () => {
  expect(press('Tab', at(0, 1))).toEqual(to(0, 2, { home: 1 }));
  expect(press('Tab', at(0, 2, { home: 1 }))).toEqual(to(0, 3, { home: 1 }));
  expect(press('Enter', at(0, 3, { home: 1 }))).toEqual(to(1, 1, { home: 1 }));
  expect(press('Enter', at(0, 3))).toEqual(to(1, 3));
});

test('beyond the last row Enter goes below, beyond the last cell Tab leaves', () => {
  expect(press('Enter', at(2, 0))).toEqual({ kind: 'below' });
  expect(press('Shift+Enter', at(0, 0))).toEqual({ kind: 'leave', backwards: true });
  expect(press('Tab', at(2, 3))).toEqual({ kind: 'leave', backwards: false });
});

test('typing over keeps the keys of the table, F2 gives them to the text, Esc puts back', () => {
  expect(press('F2', at(0, 0))).toEqual({ kind: 'edit' });
  expect(press('ArrowLeft', at(1, 1), 'editing')).toBeNull();
  expect(press('Home', at(1, 1), 'editing')).toBeNull();
  expect(press('Escape', at(1, 1), 'typing')).toEqual({ kind: 'revert' });
  expect(press('Escape', at(1, 1))).toBeNull();
  expect(press('Escape', at(1, 1, { anchor: { row: 0, column: 0 } }))).toEqual({ kind: 'collapse' });
});

test('Delete clears cells, and letters while somebody types', () => {
  expect(press('Delete', at(0, 0))).toEqual({ kind: 'clear' });
  expect(press('Delete', at(0, 0), 'typing')).toBeNull();
  expect(press('Backspace', at(0, 0))).toBeNull();
  expect(press('Backspace', at(0, 0), 'ready', { role: 'combobox' })).toEqual({ kind: 'clear' });
  expect(press('Backspace', at(0, 0, { anchor: { row: 1, column: 1 } }))).toEqual({ kind: 'clear' });
});

test('an open list has its own arrows, and Enter when something is chosen in it', () => {
  const list = { role: 'combobox', expanded: true };
  expect(press('ArrowDown', at(0, 0), 'typing', list)).toBeNull();
  expect(press('Enter', at(0, 0), 'typing', { ...list, chosen: 'option' })).toBeNull();
  expect(press('Enter', at(0, 0), 'typing', list)).toEqual(to(1, 0));
  expect(press('Alt+ArrowDown', at(0, 0))).toBeNull();
});

test('rows, columns and everything are selected as in a spreadsheet', () => {
  expect(press('Ctrl+a', at(1, 1))).toEqual({ kind: 'select', area: { top: 0, left: 0, bottom: 2, right: 3 } });
  expect(press('Shift+Space', at(1, 1))).toEqual({ kind: 'select', area: { top: 1, left: 0, bottom: 1, right: 3 } });
  expect(press('Ctrl+Space', at(1, 1))).toEqual({ kind: 'select', area: { top: 0, left: 1, bottom: 2, right: 1 } });
  expect(areaOf(at(2, 0, { anchor: { row: 1, column: 3 } }))).toEqual({ top: 1, left: 0, bottom: 2, right: 3 });
});

test('the slash of the keypad ends the row, with Ctrl the table; where a text is being typed or edited it is a slash', () => {
  const numeric = { numeric: true };
  expect(press('NumpadDivide', at(1, 2))).toEqual({ kind: 'next-row' });
  expect(press('NumpadDivide', at(1, 2), 'typing', numeric)).toEqual({ kind: 'next-row' });
  expect(press('Ctrl+NumpadDivide', at(1, 2), 'typing', numeric)).toEqual({ kind: 'leave', backwards: false });
  expect(press('NumpadDivide', at(1, 2), 'typing')).toBeNull();
  expect(press('NumpadDivide', at(1, 2), 'editing', numeric)).toBeNull();
  expect(press('NumpadDivide', at(1, 2), 'ready', { expanded: true })).toBeNull();
});

test('arrows lead to the sums beside and below the answers and back, over what has none', () => {
  const onward = (keys: string, row: number, column: number) => press(keys, at(row, column), 'ready', { tagName: 'DIV' }, summed);
  expect(onward('ArrowRight', 1, 3)).toEqual(to(1, 4));
  expect(onward('ArrowRight', 1, 4)).toEqual(to(1, 4));
  expect(onward('ArrowLeft', 1, 4)).toEqual(to(1, 3));
  expect(onward('ArrowDown', 2, 0)).toEqual(to(3, 0));
  expect(onward('ArrowDown', 2, 1)).toEqual(to(2, 1));
  expect(onward('ArrowRight', 3, 0)).toEqual(to(3, 2));
  expect(onward('ArrowLeft', 3, 2)).toEqual(to(3, 0));
  expect(onward('ArrowRight', 3, 3)).toEqual(to(3, 4));
  expect(onward('ArrowUp', 3, 4)).toEqual(to(2, 4));
  expect(onward('Ctrl+ArrowUp', 3, 0)).toEqual(to(0, 0));
});

test('Tab and Enter pass the sums by, and go on from them to what wants an answer', () => {
  const onward = (keys: string, row: number, column: number) => press(keys, at(row, column), 'ready', { tagName: 'DIV' }, summed);
  expect(onward('Tab', 1, 3)).toMatchObject({ to: { row: 2, column: 0 } });
  expect(onward('Tab', 1, 4)).toMatchObject({ to: { row: 2, column: 0 } });
  expect(onward('Shift+Tab', 1, 4)).toMatchObject({ to: { row: 1, column: 3 } });
  expect(onward('Tab', 3, 0)).toEqual({ kind: 'leave', backwards: false });
  expect(onward('Shift+Tab', 3, 2)).toMatchObject({ to: { row: 2, column: 3 } });
  expect(onward('Enter', 1, 4)).toMatchObject({ to: { row: 2, column: 3 } });
  expect(onward('Enter', 2, 4)).toEqual({ kind: 'below' });
  expect(onward('Shift+Enter', 3, 2)).toMatchObject({ to: { row: 2, column: 2 } });
});

test('nothing can be done to a sum, and no selection reaches it', () => {
  const onward = (keys: string, row: number, column: number) => press(keys, at(row, column), 'ready', { tagName: 'DIV' }, summed);
  for (const keys of ['F2', 'Delete', 'Backspace', 'Shift+Space', 'Ctrl+a']) expect(onward(keys, 3, 0), keys).toBeNull();
  expect(onward('Shift+ArrowDown', 2, 0)).toEqual(to(2, 0, { extend: true }));
  expect(onward('Shift+ArrowUp', 3, 0)).toEqual(to(2, 0));
});
