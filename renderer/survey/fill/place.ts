import { eachNode } from '../../../shared/survey/engine/evaluate.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { FormNode } from '../../../shared/survey/form.ts';
import { rowPath, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { isInShortForm, isShown, nodesOf, sectionOf, sectionsOf, type Section } from '../outline.ts';
import { lostRow, rowsAsShown } from './table.ts';

/** The path of the field, cell or table the cursor stands in; null elsewhere. */
export function pathAtCursor(): Path | null {
  return document.activeElement?.closest<HTMLElement>('[data-path]')?.dataset['path'] ?? null;
}

/** What a popover at a field leans on: the field itself without what stands beside it. Null where the page does not show it. */
export function placeOnPage(path: Path): HTMLElement | null {
  const place = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  return place?.querySelector<HTMLElement>('.question-main') ?? place;
}

/** Where every node of a response stands in the order of the form. */
export function orderOf(session: Session): ReadonlyMap<Path, number> {
  const order = new Map<Path, number>();
  eachNode(session, (_, path) => order.set(path, order.size));
  return order;
}

/**
 * Where the cursor can stand when a person is sent to a path: there, where it is drawn; at the first question of a group; at the table
 * of a row that is gone; for a value that works in silence or is not asked now, at the next question of its section. A section is opened at its beginning.
 */
export function standingPlace(session: Session, path: Path): Path {
  const sections = sectionsOf(session.form);
  if (path === '/') return sections[0]?.id ?? path;
  const lost = lostRow(session, path);
  if (lost !== null) return standingPlace(session, lost);
  const node = nodesOf(session.form).get(templateOf(path));
  if (!node || sections.some(({ id }) => id === path) || (node.kind !== 'group' && isDrawn(session, node, path))) return path;
  const order: Path[] = [];
  const top = /^\/[^/[]+/.exec(path)?.[0] ?? path;
  let at = 0;
  eachNode(session, (one, place) => {
    if (place === path) at = order.length;
    if (place.startsWith(`${top}/`) && one.kind !== 'group' && isDrawn(session, one, place)) order.push(place);
  });
  return order[at] ?? order.at(-1) ?? top;
}

/** Where the cursor goes for a finding: to the first of its places that is asked now. */
export function placeOfFinding(session: Session, { paths }: Finding): Path {
  return standingPlace(session, paths.find((path) => isAsked(session, path)) ?? paths[0] ?? '/');
}

function isAsked(session: Session, path: Path): boolean {
  if (lostRow(session, path) !== null) return false;
  const node = nodesOf(session.form).get(templateOf(path));
  return node !== undefined && (node.kind === 'group' ? session.relevant(path) : isDrawn(session, node, path));
}

function isDrawn(session: Session, node: FormNode, path: Path): boolean {
  return session.relevant(path) && (node.kind !== 'question' || isShown(node));
}

/**
 * The next required question without an answer after a place, or the one before; round the end of the form. Where only some places
 * are `within` reach, the others are passed over. Null when all are answered.
 */
export function nextRequired(session: Session, from: Path | null, backwards: boolean, within: (path: Path) => boolean = () => true): Path | null {
  const order = orderOf(session);
  const empty: Path[] = [];
  eachNode(session, (node, path) => {
    if (node.kind === 'group' || (node.kind === 'repeat' && session.rows(path).length > 0)) return;
    const { required, value } = session.field(path);
    if (required && value === null && within(path)) empty.push(path);
  });
  return beyond(empty, (path) => order.get(path) ?? 0, from === null ? -1 : order.get(from) ?? -1, backwards) ?? null;
}

/** What a person sees of a form. */
export interface InSight {
  readonly sections: readonly Section[];
  /** The questions of the short form alone. */
  readonly short: boolean;
  /** The sections are all that this person fills in. */
  readonly only: boolean;
}

/** {@link nextRequired} among the questions that are shown; when all of them are answered, among all that the person fills in. */
export function nextToAnswer(session: Session, from: Path | null, backwards: boolean, { sections, short, only }: InSight): Path | null {
  const nodes = nodesOf(session.form);
  const isInShort = (path: Path) => isInShortForm(nodes.get(templateOf(path)) as FormNode);
  const isHere = (path: Path) => sectionOf(sections, path) !== undefined;
  return (short ? nextRequired(session, from, backwards, isInShort) : null) ?? nextRequired(session, from, backwards, only ? isHere : undefined);
}

/**
 * The finding that follows: after the one that was shown last while the cursor still stands at it, else after the cursor; where
 * the cursor is nowhere in the form, after the place that was shown last, whether or not its finding is settled by now.
 * Undefined when there is none.
 */
export function nextFinding(session: Session, list: readonly Finding[], shown: Finding | null, from: Path | null, backwards: boolean): Finding | undefined {
  // Several findings of a rule may begin at one place: the way on leads past all of them.
  const isShown = (finding: Finding) => finding.rule === shown?.rule && finding.paths[0] === shown.paths[0];
  const at = backwards ? list.findIndex(isShown) : list.findLastIndex(isShown);
  if (at >= 0 && (from === null || (shown && placeOfFinding(session, shown)) === from)) return list[(at + (backwards ? list.length - 1 : 1)) % list.length];
  const order = orderOf(session);
  const placeOf = (finding: Finding) => order.get(finding.paths[0] ?? '') ?? 0;
  const inOrder = [...list].sort((a, b) => placeOf(a) - placeOf(b));
  const place = from ?? shown?.paths[0] ?? null;
  return beyond(inOrder, placeOf, place === null ? -1 : order.get(place) ?? -1, backwards);
}

function beyond<T>(sorted: readonly T[], placeOf: (entry: T) => number, from: number, backwards: boolean): T | undefined {
  return backwards
    ? sorted.findLast((entry) => placeOf(entry) < from) ?? sorted.at(-1)
    : sorted.find((entry) => placeOf(entry) > from) ?? sorted[0];
}

/** `F12 3`: the question F12 in the third row. */
const NUMBERED = /^(.*\S)\s*[ ./:#-]\s*(\d{1,4})$/;
const CYRILLIC = 'АВСЕНКМОРТХ';
const LATIN = 'ABCEHKMOPTX';

/**
 * What is searched for and in which row. Numbers of questions are Latin, and people write them with the Cyrillic letters that
 * look the same.
 */
export function searchOf(text: string, finds: (words: string) => boolean, isNumber: (name: string) => boolean): { readonly search: string; readonly row: number | null } {
  const [, words = text, row] = NUMBERED.exec(text) ?? [];
  const latin = (name: string) => [...name.toUpperCase()].map((letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter).join('');
  if (isNumber(latin(text))) return { search: latin(text), row: null };
  if (row !== undefined && isNumber(latin(words))) return { search: latin(words), row: Number(row) };
  return row !== undefined && !finds(text) ? { search: words, row: Number(row) } : { search: text, row: null };
}

/** The table and the question the cursor stands in, to go to another of its rows by its number alone; null outside of tables. */
export function tableAtCursor(session: Session, cursor: Path | null): { readonly repeat: FormNode; readonly template: string } | null {
  const at = cursor?.lastIndexOf('[') ?? -1;
  if (cursor === null || at < 0) return null;
  const repeat = nodesOf(session.form).get(templateOf(cursor.slice(0, at)));
  return repeat ? { repeat, template: templateOf(cursor) } : null;
}

/** Whether the way from one place to another led over the end of the form, or over its beginning when one goes backwards. */
export function isRound(session: Session, from: Path | null, to: Path, backwards: boolean): boolean {
  const order = orderOf(session);
  const [here, there] = [order.get(from ?? ''), order.get(to)];
  return here !== undefined && there !== undefined && (backwards ? there >= here : there <= here);
}

/** The concrete path of a question by its template path: in the numbered row of its table or the last before it, else the one the cursor stands in, else the first. */
export function concretePath(session: Session, template: string, row: number | null, cursor: Path | null): Path {
  const nodes = nodesOf(session.form);
  let path = '';
  for (const name of template.slice(1).split('/')) {
    path += `/${name}`;
    const node: FormNode | undefined = nodes.get(templateOf(path));
    if (node?.kind !== 'repeat' || templateOf(path) === template) continue;
    const rows = rowsAsShown(session, path);
    const here = rows.find((id) => id !== null && (cursor?.startsWith(rowPath(path, id)) ?? false));
    const chosen = row === null ? here ?? rows.find((id) => id !== null) : rows[Math.min(row, rows.length) - 1];
    if (chosen === undefined || chosen === null) return path;
    path = rowPath(path, chosen);
  }
  return path;
}
