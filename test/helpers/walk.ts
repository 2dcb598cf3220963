import type { Page } from '@playwright/test';

/** More stops than any screen has. */
const MOST = 150;

/** Where the cursor stands: its number on the page, what it is called, and what is wrong with it. */
export interface Stop {
  readonly id: number;
  readonly name: string;
  readonly trouble: string;
}

/** Looks at where the cursor stands as a person does: is it anywhere, in sight, not behind something else, and marked? */
function stopNow(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body) return { id: 0, name: 'body', trouble: 'nowhere' };
    // Numbers are never given twice: cells and screens come and go.
    const { dataset } = document.documentElement;
    here.dataset['stop'] ??= (dataset['stops'] = String(Number(dataset['stops'] ?? 0) + 1));
    const name = `${here.tagName.toLowerCase()}.${here.className.toString().split(' ')[0] ?? ''} ${(here.getAttribute('aria-label') ?? here.textContent ?? '').trim().slice(0, 40)}`;
    const box = here.getBoundingClientRect();
    const [x, y] = [Math.min(Math.max(box.left + Math.min(box.width, innerWidth) / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), innerHeight - 1)];
    const top = document.elementFromPoint(x, y);
    const isMarked = (element: Element | null, up: number): boolean => {
      if (!element || up === 0) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const frame = getComputedStyle(element, '::after');
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || (frame.content !== 'none' && frame.borderTopStyle === 'solid') || isMarked(element.parentElement, up - 1);
    };
    // A radio or a checkbox is an input of no size on its label.
    const seen = here instanceof HTMLInputElement && box.width < 4 ? here.closest('label') ?? here : here;
    const size = seen.getBoundingClientRect();
    const trouble = size.width < 4 || size.height < 4 ? `of no size (${size.width}×${size.height})`
      : size.bottom <= 0 || size.top >= innerHeight || size.right <= 0 || size.left >= innerWidth ? 'out of sight'
        : top && !here.contains(top) && !top.contains(here) && !seen.contains(top) ? `behind ${top.tagName.toLowerCase()}.${top.className.toString()}`
          : !isMarked(here, 4) ? 'not marked' : '';
    return { id: Number(here.dataset['stop']), name, trouble };
  });
}

/** Goes round a screen by Tab, or back by Shift+Tab, until it begins anew; what was wrong on the way. */
export async function walk(page: Page, screen: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<readonly string[]> {
  const seen = new Set<number>();
  const troubles: string[] = [];
  let before = -1;
  for (let turn = 0; turn < MOST; turn += 1) {
    await page.keyboard.press(key);
    const { id, name, trouble } = await stopNow(page);
    if (trouble !== '') troubles.push(`${screen}: ${name} – ${trouble}`);
    if (id === before) troubles.push(`${screen}: ${name} – holds the cursor`);
    if (seen.has(id) && turn > 2) break;
    seen.add(id);
    before = id;
  }
  return troubles;
}
