import { memo, useEffect, useRef, useState } from 'react';
import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, type Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { printAnswer } from '../answerText.ts';
import { useField, useFill } from '../fill/use.ts';
import { textIn } from '../outline.ts';
import { Control } from './Control.tsx';
import { messageOf } from './message.ts';
import { toneOf, useFindingsAt } from './QuestionView.tsx';
import { ReasonMenu } from './ReasonMenu.tsx';

interface GridCellProps {
  readonly question: Question;
  readonly path: Path;
  /** Where it stands, for the table that listens. */
  readonly row: number;
  readonly column: number;
  readonly active: boolean;
  /** Rises each time the person comes here; 0 for cells nobody has come to. */
  readonly turn: number;
}

/** One cell: text, or the field when it is the active one. Repaints only when its own path changes. */
export const GridCell = memo(function GridCell({ question, path, row, column, active, turn }: GridCellProps) {
  const t = useText();
  const language = useLanguage();
  const { session, locked } = useFill();
  const field = useField(path);
  const findings = useFindingsAt(path);
  const [reasonOpen, setReasonOpen] = useState(false);
  const cell = useRef<HTMLDivElement>(null);
  const editing = active && turn > 0 && field.relevant && !locked;
  useEffect(() => {
    if (!active || turn === 0) return;
    const target = cell.current?.querySelector<HTMLElement>('input, textarea, button.input') ?? cell.current;
    target?.focus({ preventScroll: true });
    cell.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active, turn, editing]);

  const tone = toneOf(findings[0]);
  const number = ['integer', 'decimal', 'range', 'year', 'calculate'].includes(question.type);
  const className = ['grid-cell', column === 0 && 'grid-first', number && 'number', active && 'grid-active', `grid-${tone}`, !field.relevant && 'grid-off', field.required && field.value === null && 'grid-wanted']
    .filter(Boolean).join(' ');
  const missing = isMissing(field.value);
  return (
    <div role="gridcell" ref={cell} className={className} data-path={path} data-row={row} data-column={column} aria-selected={active} tabIndex={active && !editing ? 0 : -1} title={findings[0] ? messageOf(findings[0], language) : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'F4' || !editing || field.readonly || question.type === 'calculate') return;
        event.preventDefault();
        event.stopPropagation();
        setReasonOpen(true);
      }}>
      {editing && !missing
        ? <Control compact question={question} field={field} tone={tone} aria-label={`${textIn(question.label, language)} ${question.name}`} />
        : <span className={missing ? 'grid-missing' : 'grid-text'}>{field.relevant ? printAnswer(t, language, question, session.choices(path), field.value) : ''}</span>}
      {editing && (reasonOpen || missing) && <ReasonMenu path={path} value={field.value} open={reasonOpen} onOpen={setReasonOpen} />}
    </div>
  );
});
