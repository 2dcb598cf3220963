/**
 * Moves the focus between values by arrow keys: up and down through fields and, inside a table, along its column; left and
 * right along a row. Returns whether the key was meant for it.
 */
export function walkValues(container: HTMLElement, key: string): boolean {
  if (!['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) return false;
  const values = [...container.querySelectorAll<HTMLElement>('[data-path]')];
  const here = values.findIndex((value) => value === document.activeElement);
  const current = values[here];
  const next = current === undefined ? values[0] : target(values, here, current, key);
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

function target(values: readonly HTMLElement[], here: number, current: HTMLElement, key: string): HTMLElement | undefined {
  if (key === 'Home') return values[0];
  if (key === 'End') return values.at(-1);
  const cell = current.closest('td, th');
  const row = cell?.parentElement;
  if (cell && row) {
    const line = [...row.querySelectorAll<HTMLElement>('[data-path]')];
    const at = line.indexOf(current);
    if (key === 'ArrowLeft') return line[at - 1];
    if (key === 'ArrowRight') return line[at + 1];
    const column = [...row.children].indexOf(cell);
    const below = sibling(row, key === 'ArrowDown', column);
    if (below) return below;
    const body = [...(row.parentElement?.querySelectorAll<HTMLElement>('[data-path]') ?? [])];
    const edge = key === 'ArrowDown' ? body.at(-1) : body[0];
    return edge && values[values.indexOf(edge) + (key === 'ArrowDown' ? 1 : -1)];
  }
  return values[here + (key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1)];
}

function sibling(row: Element, down: boolean, column: number): HTMLElement | null {
  for (let next = down ? row.nextElementSibling : row.previousElementSibling; next; next = down ? next.nextElementSibling : next.previousElementSibling) {
    const value = next.children[column]?.querySelector<HTMLElement>('[data-path]');
    if (value) return value;
  }
  return null;
}
