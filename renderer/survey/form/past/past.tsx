import { repeatOf, templateOf } from '../../../../shared/survey/path.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import type { Session } from '../../../../shared/survey/session.ts';
import { useFill } from '../../fill/use.ts';
import { nodesOf } from '../../outline.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { RemovedRows } from './RemovedRows.tsx';

/** What is looked back into: what stood in a field, or which rows a table had. */
export type Past = { readonly of: 'field'; readonly path: Path; readonly question: Question } | { readonly of: 'table'; readonly path: Path };

/** The past of the field at a path, else of the table that the path stands in or is; null where there is neither. */
export function pastOfField(session: Session, path: Path): Past | null {
  const node = nodesOf(session.form).get(templateOf(path));
  return node?.kind === 'question' && node.type !== 'note' ? { of: 'field', path, question: node } : pastOfTable(session, path);
}

/** The past of the innermost table that a path stands in or is; null outside tables. */
export function pastOfTable(session: Session, path: Path): Past | null {
  if (nodesOf(session.form).get(templateOf(path))?.kind === 'repeat') return { of: 'table', path };
  return path.includes('[') ? { of: 'table', path: repeatOf(path) } : null;
}

interface PastOfProps {
  readonly past: Past;
  /** Looks back into something else; null: no longer. */
  readonly onPast: (past: Past | null) => void;
}

/** The dialog of what is looked back into; from a field of a table it leads on to the rows of that table. */
export function PastOf({ past, onPast }: PastOfProps) {
  const { session } = useFill();
  const close = () => onPast(null);
  if (past.of === 'table') return <RemovedRows path={past.path} onClose={close} />;
  const table = pastOfTable(session, past.path);
  return <FieldHistory path={past.path} question={past.question} onRows={table ? () => onPast(table) : undefined} onClose={close} />;
}
