import type { CDPSession, Page } from '@playwright/test';

/** One thing on screen as a screen reader is told of it. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** What stands in a field. */
  readonly value: string;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly expanded: boolean;
}

/** Controls and cells: what a person does something with. */
const CONTROLS: ReadonlySet<string> = new Set(['button', 'checkbox', 'combobox', 'grid', 'gridcell', 'link', 'listbox', 'menuitem', 'meter', 'option', 'progressbar', 'radio', 'radiogroup', 'searchbox', 'splitter', 'switch', 'tab', 'textbox', 'dialog', 'columnheader', 'rowheader']);

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly value?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

/** Everything a person can act on, in the order of the screen, as Chromium's accessibility tree has it. */
export async function spokenOn(session: CDPSession): Promise<readonly Spoken[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { readonly nodes: readonly AxNode[] };
  // A space that does not break a line is heard as any other.
  const text = (one: AxValue | undefined): string => (typeof one?.value === 'string' ? one.value.replaceAll('\u00a0', ' ') : typeof one?.value === 'number' ? String(one.value) : '');
  return nodes.filter(({ ignored, role }) => !ignored && CONTROLS.has(text(role))).map((node): Spoken => {
    const has = (name: string) => node.properties?.some((one) => one.name === name && one.value.value !== false && one.value.value !== 'false') ?? false;
    return { role: text(node.role), name: text(node.name), description: text(node.description), value: text(node.value), required: has('required'), invalid: has('invalid'), expanded: has('expanded') };
  });
}

/** Notes from now on what live regions say, and what of them was hidden and is shown again, which a screen reader takes for new; the answer gives it and begins anew. */
export async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const regions = '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]';
    new MutationObserver((records) => {
      // What goes away is not said.
      for (const { target, addedNodes, type } of records) {
        if (type === 'attributes') {
          if (!(target instanceof HTMLElement) || target.closest('[aria-hidden=true], [inert]')) continue;
          const shown = target.matches(regions) ? [target] : [...target.querySelectorAll(regions)];
          heard.push(...shown.map(({ textContent }) => textContent ?? '').filter(Boolean));
          continue;
        }
        const region = (target instanceof Element ? target : target.parentElement)?.closest(regions);
        const text = type === 'characterData' ? target.textContent : [...addedNodes].map((node) => node.textContent).join('');
        if (region && text) heard.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['aria-hidden', 'inert'] });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
}
