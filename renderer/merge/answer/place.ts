import type { FormDefinition, FormNode, Group, Question, Repeat } from '../../../shared/survey/form.ts';
import { isRowPath, notedPath, parseJustificationPath, remarkedPath, repliedPath, rowIdsOf, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** What a path of a view stands for, in the words of the form. */
export type Place =
  | { readonly kind: 'field'; readonly section: Group | null; readonly repeat: Repeat | null; readonly question: Question; readonly row: string | null }
  | { readonly kind: 'row'; readonly section: Group | null; readonly repeat: Repeat; readonly row: string }
  | { readonly kind: 'justification'; readonly rule: string; readonly at: Place }
  /** What a body noted on a question. */
  | { readonly kind: 'note'; readonly at: Place }
  /** A comment on a place, or what the body replies to it; `at` null: on the company as a whole. */
  | { readonly kind: 'comment' | 'reply'; readonly at: Place | null }
  /** `@status`, `@decision` … (see `RESERVED`). */
  | { readonly kind: 'reserved'; readonly name: string }
  /** The form in force does not know the path: a value of another version of the form. */
  | { readonly kind: 'unknown'; readonly path: Path };

/** Names places of one form; the index is made once. */
export type Places = (path: Path) => Place;

interface Known {
  readonly node: FormNode;
  readonly section: Group | null;
  readonly repeat: Repeat | null;
}

export function placesOf(form: FormDefinition): Places {
  const known = new Map<string, Known>();
  const visit = (node: FormNode, section: Group | null, repeat: Repeat | null): void => {
    known.set(node.path, { node, section, repeat });
    if (node.kind === 'question') return;
    for (const child of node.children)
      visit(child, section ?? (node.kind === 'group' ? node : null), node.kind === 'repeat' ? node : repeat);
  };
  for (const node of form.body) visit(node, null, null);

  const place = (path: Path): Place => {
    const remarked = remarkedPath(path);
    if (remarked !== null) return { kind: repliedPath(path) === null ? 'comment' : 'reply', at: remarked === '/' ? null : place(remarked) };
    if (path.startsWith('@')) return { kind: 'reserved', name: path.slice(1) };
    const noted = notedPath(path);
    if (noted !== null) return { kind: 'note', at: place(noted) };
    const justification = parseJustificationPath(path);
    if (justification !== null) return { kind: 'justification', rule: justification.rule, at: place(justification.at) };
    const found = known.get(templateOf(path));
    if (found === undefined) return { kind: 'unknown', path };
    const row = rowIdsOf(path).at(-1) ?? null;
    if (found.node.kind === 'repeat' && isRowPath(path) && row !== null) return { kind: 'row', section: found.section, repeat: found.node, row };
    if (found.node.kind === 'question')
      return { kind: 'field', section: found.section, repeat: found.repeat, question: found.node, row };
    return { kind: 'unknown', path };
  };
  return place;
}
