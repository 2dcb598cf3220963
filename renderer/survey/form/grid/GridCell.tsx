import { memo, useCallback, useMemo, useState, type RefObject } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import { isMissing, type Answer, type Path } from '../../../../shared/survey/response.ts';
import type { FieldState } from '../../../../shared/survey/session.ts';
import { printAnswer } from '../../../../shared/text/answer.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { useLive } from '../../../ui/live.ts';
import { isNumeric } from '../../fill/table.ts';
import { useAt, useField, useFill, useLiveBeside } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import { BLANK, Control } from '../question/Control.tsx';
import { LastChange } from '../question/LastRound.tsx';
import { toneOf, useLiveFindings, useToneAt } from '../question/MarginFindings.tsx';
import { messageOf } from '../question/message.ts';
import { looksOf } from '../question/QuestionView.tsx';
import { ReasonMenu } from '../question/ReasonMenu.tsx';
import { useCursorBack } from '../question/useCursorBack.ts';
import { useCursorIn } from './cursor.ts';

interface GridCellProps {
  /** Set where another element has it for who listens. */
  readonly id: string | undefined;
  readonly question: Question;
  /** Null while its line is no row yet. */
  readonly path: Path | null;
  /** Where it stands, for the table that listens. */
  readonly row: number;
  readonly column: number;
  /** The line of the grid at which it begins. */
  readonly line: number;
  /** Stays in sight when the table scrolls sideways. */
  readonly frozen: boolean;
  readonly active: boolean;
  /** One of several that are selected. */
  readonly chosen: boolean;
  /** What describes it while the cursor stands in it, by its id. */
  readonly last: string | undefined;
  /** Rises each time the person comes here; 0 for cells nobody has come to. */
  readonly turn: number;
  /** The last turn for which a cell of the table has taken the cursor. */
  readonly taken: RefObject<number>;
  /** What is typed into a line that is no row yet. */
  readonly onAnswer: (row: number, column: number, value: Answer | null) => void;
}

/** One cell: text, or the field when it is the active one, which paints its own keys. Repaints only when its own path changes. */
export const GridCell = memo(function GridCell({ id, question, path, row, column, line, frozen, active, chosen, last, turn, taken, onAnswer }: GridCellProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const typedIn = active && turn > 0 && !locked;
  useAt(path ?? '', () => (path === null || !typedIn ? fill.paths.version(path ?? '') : looksOf(session, path)));
  const field = path === null ? BLANK : session.field(path);
  const noted = path === null || !field.relevant ? undefined : session.notes().get(path);
  const tone = useToneAt(path ?? '');
  const [reasonOpen, setReasonOpen] = useState(false);
  const cell = useLive<HTMLDivElement, readonly Finding[]>(useLiveFindings(path ?? ''), (place, [worst]) => markCell(place, worst, [worst && messageOf(worst, language), noted !== undefined && t('note.at', { text: noted })]));
  useLive(useLiveBeside(path ?? '', useCallback(() => path !== null && isWanted(session.field(path)), [session, path])), (place, wanted) => place.classList.toggle('grid-wanted', wanted), cell);
  const editing = typedIn && field.relevant;
  const answer = useMemo(() => (path === null ? (value: Answer | null) => onAnswer(row, column, value) : undefined), [path, row, column, onAnswer]);
  useCursorIn(cell, active ? turn : 0, taken, editing);
  const missing = isMissing(field.value);
  useCursorBack(cell, missing, reasonOpen || !typedIn);

  const className = ['grid-cell', frozen && 'grid-first', isNumeric(question.type) && 'number', active && 'grid-active', chosen && 'grid-chosen', !field.relevant && 'grid-off', path !== null && session.isCarried(path) && 'grid-carried', noted !== undefined && 'grid-noted']
    .filter(Boolean).join(' ');
  const before = path === null ? undefined : session.last?.answers.get(path);
  return (
    <div role="gridcell" id={id} ref={cell} className={className} data-path={path ?? undefined} data-row={row} data-column={column} aria-colindex={line} style={{ gridColumn: line }} aria-selected={active || chosen} aria-describedby={editing ? undefined : last} tabIndex={active && !editing ? 0 : -1}
      onKeyDown={(event) => {
        if (event.key !== 'F4' || !editing || path === null || field.readonly || question.type === 'calculate') return;
        event.preventDefault();
        event.stopPropagation();
        setReasonOpen(true);
      }}>
      {editing && !missing
        ? <Control compact question={question} path={path} tone={tone} aria-required={field.required} aria-label={`${textIn(question.label, language)} ${question.name}`} aria-describedby={last} {...(answer && { onAnswer: answer })} />
        : <CellText question={question} field={field} crowded={before !== undefined} />}
      {before !== undefined && path !== null && isNumeric(question.type) && field.relevant && <ChangeOf question={question} path={path} before={before} />}
      {editing && path !== null && (reasonOpen || missing) && <ReasonMenu path={path} chosen={isMissing(field.value) ? field.value.missing : null} open={reasonOpen} onOpen={setReasonOpen} />}
    </div>
  );
});

/** Whether an answer is asked for and not there. */
function isWanted({ required, value }: FieldState): boolean {
  return required && value === null;
}

/** Marks a cell as its gravest finding wants it, and lets it say that and what was noted when it is pointed at. */
function markCell(cell: HTMLElement, finding: Finding | undefined, said: readonly (string | false | undefined)[]): void {
  const tone = toneOf(finding);
  cell.classList.toggle('grid-invalid', tone === 'invalid');
  cell.classList.toggle('grid-warned', tone === 'warned');
  // The field in it says so itself.
  cell.ariaInvalid = tone === 'invalid' && cell.querySelector('input, textarea, button.input') === null ? 'true' : null;
  const title = said.filter(Boolean).join('\n');
  if (title !== '') cell.title = title;
  else cell.removeAttribute('title');
}

/** The answer as text. */
function CellText({ question, field: { path, value, relevant }, crowded }: { readonly question: Question; readonly field: FieldState; readonly crowded: boolean }) {
  const language = useLanguage();
  const { session } = useFill();
  const text = relevant && path !== '' ? printAnswer(language, question, question.list === undefined ? [] : session.choices(path), value) : '';
  return <span className={`${isMissing(value) ? 'grid-missing' : 'grid-text'}${isLong(question, text, crowded) ? ' grid-long' : ''}`}>{text}</span>;
}

/** Whether a text may be longer than the least width of its cell, or of what a change since the last round leaves of it, and has to be cut: each cut costs every key a step of the painting. */
function isLong({ type }: Question, text: string, crowded: boolean): boolean {
  return text.length > (crowded ? 8 : isNumeric(type) || type === 'date' ? 11 : 16);
}

/** The change since the last round, which rises and falls with every key: it is painted alone. */
function ChangeOf({ question, path, before }: Pick<GridCellProps, 'question'> & { readonly path: Path; readonly before: Answer }) {
  return <LastChange question={question} before={before} value={useField(path).value} />;
}
