import { createContext, useContext } from 'react';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, type Path } from '../../../shared/survey/response.ts';
import { LockKeyhole, MessageSquareText, Split, StickyNote } from '../../ui/icon/icons.tsx';
import type { Place } from '../answer/place.ts';
import { printAt, rivalsOf, type Wording } from '../answer/wording.ts';
import type { Comment } from './comments.ts';

/** What the values of a company share: how to say them and which one is looked at. */
export interface Reading {
  readonly wording: Wording;
  readonly selected: Path | null;
  readonly onSelect: (path: Path) => void;
  readonly comments: ReadonlyMap<Path, readonly Comment[]>;
}

export const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('A value is shown outside of a company.');
  return reading;
}

interface ValueProps {
  readonly cell: CellView;
  readonly place: Place;
  readonly label: string;
  /** Whether the unit stands beside the number; in a table the head names it once. */
  readonly unit?: boolean;
}

/** One value: turning to it (arrow, Tab, press) shows where it comes from. In conflict it is marked and provisional; its name says so too, and what was said of it last. */
export function Value({ cell, place, label, unit = true }: ValueProps) {
  const { wording, selected, onSelect, comments } = useReading();
  const { t } = wording;
  const text = printAt(place, cell.value, wording, { unit });
  const conflict = cell.state === 'conflict';
  const faint = cell.value === null || isMissing(cell.value);
  const marked = conflict ? `${t('value.conflict', { count: rivalsOf(cell) })}, ${t('value.provisional')}` : '';
  const last = comments.get(cell.path)?.at(-1);
  return (
    <button type="button" className={`value${conflict ? ' value-conflict' : ''}${faint ? ' value-faint' : ''}`} data-path={cell.path}
      tabIndex={selected === cell.path ? 0 : -1} data-chosen={selected === cell.path || undefined} aria-label={[`${label}: ${text}`, marked, last?.value].filter(Boolean).join('. ')}
      onFocus={() => onSelect(cell.path)} onClick={() => onSelect(cell.path)}>
      <span className="value-text">{text}</span>
      <Said last={last} />
      {conflict && <span className="value-mark"><Split />{marked}</span>}
    </button>
  );
}

/** The last word on a value. */
function Said({ last }: { readonly last: Comment | undefined }) {
  if (!last) return null;
  const Sign = last.kind === 'note' ? StickyNote : MessageSquareText;
  return <span className={last.kind === 'note' ? 'value-comment value-note' : 'value-comment'}><Sign />{last.value}</span>;
}

/** A question nobody answered; personal data stay with the ministry and say so. */
export function NoValue({ question, path, label }: { readonly question: Question; readonly path: Path; readonly label: string }) {
  const { wording: { t }, selected, onSelect, comments } = useReading();
  const text = t(question.personal ? 'value.notSent' : 'value.none');
  const last = comments.get(path)?.at(-1);
  return (
    <button type="button" className="value value-faint" data-path={path} tabIndex={selected === path ? 0 : -1} data-chosen={selected === path || undefined} aria-label={[`${label}: ${text}`, last?.value].filter(Boolean).join('. ')}
      {...(question.personal ? { title: t('value.notSentHint') } : {})} onFocus={() => onSelect(path)} onClick={() => onSelect(path)}>
      <span className="value-absent">{question.personal ? <><LockKeyhole />{text}</> : '–'}</span>
      <Said last={last} />
    </button>
  );
}
