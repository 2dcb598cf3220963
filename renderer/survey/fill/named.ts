import { namesIn } from '../../../shared/survey/expression/names.ts';
import type { Expression, FormNode } from '../../../shared/survey/form.ts';
import { repeatOf, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { isShown, nodesOf } from '../outline.ts';
import { concretePath } from './place.ts';
import { rowsAsShown } from './table.ts';

interface NamedPlace {
  /** Where the person is sent; null when they stay where they are. */
  readonly to: Path | null;
  /** What there is to say of the field they have named. */
  readonly said: { readonly way: 'irrelevant' | 'no-row'; readonly count: number; readonly because: readonly Path[] } | null;
}

/** Where a field is that the person has named by its template path: in the row of that number, else in that of the cursor, else in the first; the last row, or the table itself, where there is no such row. */
export function namedPlace(session: Session, template: Path, row: number | null, cursor: Path | null): NamedPlace {
  const to = concretePath(session, template, row, cursor);
  const closed = notAsked(session, to);
  if (closed) return { to: null, said: { way: 'irrelevant', count: 0, because: decidedBy(session, closed) } };
  const table = nodesOf(session.form).get(templateOf(to))?.kind === 'repeat' ? to : to.includes('[') ? repeatOf(to) : null;
  const rows = table === null ? 0 : rowsAsShown(session, table).length;
  const lacks = row === null ? table !== null && templateOf(to) !== template && rows === 0 : row > rows;
  return { to, said: lacks ? { way: 'no-row', count: rows, because: [] } : null };
}

/** The outermost section, table or question on the way to a path that is not asked now; null when all of them are asked. */
function notAsked(session: Session, path: Path): FormNode | null {
  const nodes = nodesOf(session.form);
  for (const { index } of [...path.matchAll(/(?<=.)\/|$/g)]) {
    const place = path.slice(0, index);
    const node = nodes.get(templateOf(place));
    if (node && !(node.kind === 'question' ? session.field(place).relevant : session.relevant(place))) return node;
  }
  return null;
}

/** The questions whose answers decide whether a node is asked, by template path, each once; behind what is worked out in silence stands what it is worked out of. */
function decidedBy(session: Session, { relevant }: FormNode): readonly Path[] {
  const byName = new Map([...nodesOf(session.form).values()].map((node) => [node.name, node]));
  const [found, seen] = [new Set<Path>(), new Set<string>()];
  const read = (expression: Expression | undefined): void => {
    for (const name of namesIn(expression ?? '')) {
      const node = byName.get(name);
      if (!node || seen.has(node.path)) continue;
      seen.add(node.path);
      if (node.kind === 'question' && !isShown(node)) read(node.calculation);
      else found.add(node.path);
    }
  };
  read(relevant);
  return [...found];
}
