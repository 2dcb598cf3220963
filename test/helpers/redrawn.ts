import type { Locator } from '@playwright/test';

/**
 * Presses a key in a table and counts the cells that were drawn again by it, though they stay where they are and say the same: React
 * gives a cell that it draws new properties, and leaves the others alone. A cell that is new to the page is not counted. `followed` waits
 * for what the key brings beside the table, where that comes later.
 */
export async function cellsDrawnAgain(table: Locator, key: string, followed: () => Promise<void> = () => Promise.resolve()): Promise<number> {
  const before = await table.evaluateHandle((grid) => {
    const drawn = (cell: Element) => (cell as unknown as Record<string, unknown>)[Object.keys(cell).find((name) => name.startsWith('__reactProps$')) ?? ''];
    return { drawn, cells: [...grid.querySelectorAll('[role=gridcell]')].map((cell) => ({ cell, as: drawn(cell) })) };
  });
  const active = await table.getAttribute('aria-activedescendant');
  await table.press(key);
  await table.page().waitForFunction(([grid, was]) => (grid as Element | null)?.getAttribute('aria-activedescendant') !== was, [await table.elementHandle(), active] as const);
  await followed();
  return before.evaluate(({ drawn, cells }) => {
    if (cells.length === 0 || cells.some(({ as }) => as === undefined)) throw new Error('The table has no cells that React has drawn.');
    return cells.filter(({ cell, as }) => cell.isConnected && drawn(cell) !== as).length;
  });
}
