import type { FormNode, Repeat } from './form.ts';
import { rowPath } from './path.ts';
import type { Answer, Path } from './response.ts';
import type { Session } from './session.ts';

/** A place at which two entries of the same sections say something else. */
export interface Difference {
  /** Its name in both: rows by their number, `/F/line[2]/F12`, or by their line of a list, `/D/staff[design]/D05`. */
  readonly place: string;
  /** `row`: one of them has a row that the other has not. */
  readonly kind: 'answer' | 'row';
  /** Where it stands in each; null where that entry has no such place. */
  readonly firstPath: Path | null;
  readonly secondPath: Path | null;
  readonly first: Answer | null;
  readonly second: Answer | null;
}

/** Compares what two people entered in these sections, in the order of the form. Calculated values follow from the rest, blanks around a text say nothing. */
export function compareEntries(first: Session, second: Session, sections: readonly Path[]): readonly Difference[] {
  const found: Difference[] = [];
  const walk = (nodes: readonly FormNode[], at: Path | null, other: Path | null, place: string): void => {
    for (const node of nodes) {
      const [mine, theirs] = [at === null ? null : `${at}/${node.name}`, other === null ? null : `${other}/${node.name}`];
      const here = `${place}/${node.name}`;
      if (node.kind === 'group') walk(node.children, mine, theirs, here);
      else if (node.kind === 'repeat') walkRows(node, mine, theirs, here);
      else if (!SILENT.has(node.type)) {
        const [said, told] = [answerAt(first, mine), answerAt(second, theirs)];
        if (!alike(said, told)) found.push({ place: here, kind: 'answer', firstPath: mine, secondPath: theirs, first: said, second: told });
      }
    }
  };
  const walkRows = (repeat: Repeat, at: Path | null, other: Path | null, place: string): void => {
    const [said, told] = [ownAt(first, at), ownAt(second, other)];
    if (!alike(said, told)) found.push({ place, kind: 'answer', firstPath: at, secondPath: other, first: said, second: told });
    const mine = rowsByKey(first, repeat, at);
    const theirs = rowsByKey(second, repeat, other);
    for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
      const [one, two] = [mine.get(key) ?? null, theirs.get(key) ?? null];
      const here = `${place}[${key}]`;
      if (one === null || two === null) found.push({ place: here, kind: 'row', firstPath: one, secondPath: two, first: null, second: null });
      else walk(repeat.children, one, two, here);
    }
  };
  walk(first.form.body.filter(({ path }) => sections.includes(path)), '', '', '');
  return found;
}

const SILENT: ReadonlySet<string> = new Set(['calculate', 'note', 'hidden', 'metadata']);

function answerAt(session: Session, path: Path | null): Answer | null {
  if (path === null) return null;
  const { relevant, value } = session.field(path);
  return relevant ? value : null;
}

/** The reason why a repeat has no rows. */
function ownAt(session: Session, path: Path | null): Answer | null {
  return path === null ? null : answerAt(session, path);
}

function alike(one: Answer | null, two: Answer | null): boolean {
  const plain = (answer: Answer | null): unknown => (typeof answer === 'string' ? answer.trim().replace(/\s+/g, ' ') : Array.isArray(answer) ? [...(answer as readonly string[])].sort() : answer);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(two));
}

/** Rows by what names them in both entries: the line of a list where the repeat is laid out so, else the number. */
function rowsByKey(session: Session, repeat: Repeat, path: Path | null): ReadonlyMap<string, Path> {
  if (path === null || !session.relevant(path)) return new Map();
  const [head] = repeat.children;
  const rows = session.rows(path).map((row) => rowPath(path, row));
  return new Map(rows.map((row, index) => {
    const line = repeat.table !== undefined && head?.kind === 'question' ? session.field(`${row}/${head.name}`).value : null;
    return [typeof line === 'string' ? line : String(index + 1), row];
  }));
}
