import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
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
  readonly active: boolean;
  readonly turn: number;
  readonly sticky: boolean;
  readonly onActivate: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One cell: text, or the field when it is the active one. Repaints only when its own path changes. */
export const GridCell = memo(function GridCell({ question, path, active, turn, sticky, onActivate, onKeyDown }: GridCellProps) {
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
  const className = ['grid-cell', sticky && 'grid-first', number && 'number', active && 'grid-active', `grid-${tone}`, !field.relevant && 'grid-off', field.required && field.value === null && 'grid-wanted']
    .filter(Boolean).join(' ');
  const onCellKey = (event: KeyboardEvent<HTMLElement>) => {
    // Lists open in a layer of their own; React still sends their keys through here.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'F4' && editing && !field.readonly && question.type !== 'calculate') {
      event.preventDefault();
      event.stopPropagation();
      setReasonOpen(true);
    } else if (!reasonOpen) onKeyDown(event);
  };
  const missing = isMissing(field.value);
  return (
    <div role="gridcell" ref={cell} className={className} data-path={path} aria-selected={active} tabIndex={active && !editing ? 0 : -1} title={findings[0] ? messageOf(findings[0], language) : undefined}
      onMouseDown={(event) => { if (!active || turn === 0) { event.preventDefault(); onActivate(); } }} onFocus={() => { if (!active || turn === 0) onActivate(); }} onKeyDownCapture={onCellKey}>
      {editing && !missing
        ? <Control compact question={question} field={field} tone={tone} aria-label={`${textIn(question.label, language)} ${question.name}`} />
        : <span className={missing ? 'grid-missing' : 'grid-text'}>{field.relevant ? printAnswer(t, language, question, session.choices(path), field.value) : ''}</span>}
      {editing && (reasonOpen || missing) && <ReasonMenu path={path} value={field.value} open={reasonOpen} onOpen={setReasonOpen} />}
    </div>
  );
});
