import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Repeat } from '../../../../shared/survey/form.ts';
import { rowPath } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { printAnswer } from '../../../../shared/text/answer.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { ChoiceInput } from '../../../ui/field/ChoiceInput.tsx';
import { ChevronLeft, ChevronRight } from '../../../ui/icon/icons.tsx';
import { useFill, useVersion } from '../../fill/use.ts';
import { columnsOf } from '../../outline.ts';
import { endsRow, onEnter, stepFrom, stepInto } from '../steps.ts';

interface RowCardProps {
  readonly repeat: Repeat;
  readonly path: Path;
  readonly rows: readonly string[];
  readonly position: number;
  /** Rises each time the person comes to a row; 0 while nobody has. */
  readonly turn: number;
  readonly onPosition: (position: number) => void;
  /** The questions of the row. */
  readonly children: ReactNode;
}

/** One row of a wide table as a page of questions. Enter goes on to the next row after the last question; Ctrl+PageUp and Ctrl+PageDown go through the rows, the slash of the keypad ends a row, with Ctrl the table. */
export function RowCard({ repeat, path, rows, position, turn, onPosition, children }: RowCardProps) {
  const t = useText();
  const go = (by: number) => {
    const next = position + by;
    if (next >= 0 && next < rows.length) onPosition(next);
  };
  const card = useRef<HTMLDivElement>(null);
  // Who was sent to one of its questions stands there already.
  useEffect(() => { if (turn > 0 && card.current && !card.current.contains(document.activeElement)) stepInto(card.current, 'first'); }, [turn]);
  const onEnterKey = (event: KeyboardEvent) => {
    if (!card.current?.contains(event.target as Node)) return;
    onEnter(event, (field, backwards) => {
      if (!card.current || stepFrom(field, backwards, card.current)) return;
      const next = position + (backwards ? -1 : 1);
      const section = card.current.closest<HTMLElement>('.section');
      if (next >= 0 && next < rows.length) onPosition(next);
      else if (section) stepFrom(card.current, backwards, section);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const paged = event.ctrlKey && !event.shiftKey && (event.key === 'PageUp' || event.key === 'PageDown');
    if (!paged && !endsRow(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const section = card.current?.closest<HTMLElement>('.section');
    if (!paged && (event.ctrlKey || position === rows.length - 1)) {
      if (section && card.current) stepFrom(card.current, false, section);
    } else go(event.key === 'PageUp' ? -1 : 1);
  };
  return (
    <div className="row-card" ref={card} onKeyDown={onKeyDown} onKeyDownCapture={onEnterKey}>
      <div className="row-card-head">
        <IconButton small label={t('rows.previous')} icon={<ChevronLeft />} isDisabled={position === 0} onPress={() => go(-1)} />
        <span className="row-card-place">{t('rows.position', { row: position + 1, count: rows.length })}</span>
        <IconButton small label={t('rows.next')} icon={<ChevronRight />} isDisabled={position === rows.length - 1} onPress={() => go(1)} />
        <RowChoice repeat={repeat} path={path} rows={rows} position={position} onPosition={onPosition} />
      </div>
      {children}
    </div>
  );
}

/** All rows by their names, to go to one of them. The names are read when somebody comes to the list, not at every key. */
const RowChoice = memo(function RowChoice({ repeat, path, rows, position, onPosition }: Omit<RowCardProps, 'turn' | 'children'>) {
  const t = useText();
  const language = useLanguage();
  const { session } = useFill();
  const [visit, setVisit] = useState(0);
  const named = useMemo(() => (columnsOf(repeat) ?? []).filter(({ question }) => question.type === 'text' || question.type === 'select_one').slice(0, 2), [repeat]);
  /** A row is called by its first answers that say something. */
  const nameOf = (row: string) => named.map(({ question, tail }) => {
    const at = rowPath(path, row) + tail;
    return printAnswer(language, question, question.list === undefined ? [] : session.choices(at), session.field(at).value);
  }).filter(Boolean).join(', ') || '–';
  const row = rowPath(path, rows[position] as string);
  useVersion(row + (named[0]?.tail ?? ''));
  useVersion(row + (named[1]?.tail ?? ''));
  const here = nameOf(rows[position] as string);
  const options = useMemo(
    () => rows.map((id, index) => ({ value: String(index), label: `${index + 1}. ${visit === 0 && index !== position ? '' : nameOf(id)}` })),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the names follow from the answers, which are read anew at each visit.
    [rows, position, visit, here, language],
  );
  return (
    <div className="row-card-choice" onFocus={() => setVisit(visit + 1)}>
      <ChoiceInput aria-label={t('rows.actions')} value={String(position)} onChange={(value) => { if (value !== null) onPosition(Number(value)); }} options={options} />
    </div>
  );
});
