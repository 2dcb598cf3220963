import { PLACES } from './steps.ts';

const FIELD = 'input:not([type=radio], [type=checkbox]), textarea';

/** Where the cursor stops: a question, a table, the foot of a list without rows; null elsewhere. */
export function placeAt(field: Element | null): Element | null {
  return field?.closest(PLACES) ?? null;
}

/**
 * What a form only says, and asks nothing, between a place and the one before it; the last place of a section has what stands below it too. The cursor passes over
 * it: who goes from field to field hears it with the next one.
 */
export function hintsAt(place: Element | null): string {
  const all = [...place?.closest('.section')?.querySelectorAll(`${PLACES}, .question-note`) ?? []];
  const isHint = (one: Element) => one.matches('.question-note');
  const at = place === null ? -1 : all.indexOf(place);
  const below = all.slice(at + 1);
  const hints = all.slice(all.slice(0, Math.max(0, at)).findLastIndex((one) => !isHint(one)) + 1, Math.max(0, at));
  return [...hints, ...(at >= 0 && below.every(isHint) ? below : [])].map(({ textContent }) => textContent).join(' ');
}

/**
 * Whether a screen reader says nothing of a field but its text: Orca takes an arrow that leads from one field to another for a move of the caret, which it
 * is told of before it is told of the field. The screen readers of other systems begin with the field.
 */
export function isArrivedInSilence(field: { matches(selectors: string): boolean } | null, key: string | null, system: string): boolean {
  return key !== null && /^(Arrow.+|Home|End)$/.test(key) && system.includes('Linux') && field?.matches(FIELD) === true;
}

/** What a field is called and described by; `required` is said where it must be answered. */
export function calledBy(field: Element, required: string): string {
  const words = (attribute: string) => (field.getAttribute(attribute) ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
  return [field.getAttribute('aria-label') ?? '', ...words('aria-labelledby'), field.getAttribute('aria-required') === 'true' ? required : '', ...words('aria-describedby')].filter(Boolean).join(' ');
}

/** The name of the line that a cell of a table stands in; empty where lines have numbers alone. */
export function lineOfCell(cell: HTMLElement): string {
  return cell.closest('[role=grid]')?.querySelector(`[aria-rowindex="${Number(cell.dataset['row']) + 1}"] [role=rowheader]`)?.textContent ?? '';
}
