import { CopyPlus, Plus, Trash2, Undo2 } from 'lucide-react';
import { memo, useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Repeat } from '../../../shared/survey/form.ts';
import { rowPath } from '../../../shared/survey/path.ts';
import { isMissing, type Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Filters } from '../../ui/Filters.tsx';
import { useField, useFill, useFillState, useRelevant, useRows } from '../fill/use.ts';
import { columnsOf, textIn } from '../outline.ts';
import { copyRow } from '../fill/rows.ts';
import { useArrival } from './arrival.ts';
import { FindingLine, useFindingsAt } from './QuestionView.tsx';
import { ReasonMenu } from './ReasonMenu.tsx';
import { RowCard } from './RowCard.tsx';
import { RowGrid, type ActiveCell } from './RowGrid.tsx';

/** From how many columns on a repeat opens row by row: nobody should scroll sideways for an hour. */
const WIDE = 8;

interface RepeatViewProps {
  readonly repeat: Repeat;
  readonly path: Path;
}

/** A repeat: a table to fill, or one row at a time. Ctrl+Enter adds a row, Ctrl+D repeats it, Ctrl+Delete takes it out. */
export const RepeatView = memo(function RepeatView({ repeat, path }: RepeatViewProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const relevant = useRelevant(path);
  const rows = useRows(path);
  const field = useField(path);
  const findings = useFindingsAt(path);
  const columns = columnsOf(repeat);
  const [view, setView] = useState<'table' | 'card'>(() => (columns && columns.length <= WIDE ? 'table' : 'card'));
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0, turn: 0 });
  const [taken, setTaken] = useState<number | null>(null);
  const [reasonOpen, setReasonOpen] = useState(false);
  const goTo = useCallback((row: number, column = 0) => setActive((before) => ({ row, column, turn: before.turn + 1 })), []);
  const place = useRef<HTMLElement>(null);
  useArrival(path, place);
  useArrivalInRow(path, goTo);
  if (!relevant) return null;

  const fixed = repeat.count !== undefined;
  const mayAdd = !locked && !fixed && (repeat.max === undefined || rows.length < repeat.max);
  const current = rows[Math.min(active.row, rows.length - 1)];
  const missing = isMissing(field.value) ? field.value.missing : null;

  const add = () => {
    if (!mayAdd) return;
    if (missing) fill.answer(path, null);
    if (fill.addRow(path) !== null) goTo(rows.length);
  };
  const duplicate = () => {
    if (!mayAdd || current === undefined) return;
    const added = copyRow(fill, repeat, path, current);
    if (added !== null) goTo(session.rows(path).indexOf(added));
  };
  const remove = () => {
    if (locked || fixed || current === undefined) return;
    setTaken(rows.indexOf(current));
    fill.removeRow(path, current);
    goTo(Math.max(0, Math.min(active.row, rows.length - 2)));
  };
  const restore = () => {
    setTaken(null);
    fill.undo();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F4' && rows.length === 0 && !locked) setReasonOpen(true);
    else if (!event.ctrlKey) return;
    else if (event.key === 'Enter') add();
    else if (event.code === 'KeyD') duplicate();
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="repeat" data-path={path} ref={place} onKeyDown={onKeyDown}>
      <div className="repeat-head">
        <h3>{textIn(repeat.label, language)}{field.required && <span className="field-required" aria-label={t('form.required')}> *</span>}</h3>
        <span className="note">{missing ? t(`reason.${missing}`) : t('rows.count', { count: rows.length })}</span>
        <span className="repeat-actions">
          {columns && rows.length > 0 && (
            <Filters<'table' | 'card'> label={t('rows.view')} value={view} onChange={setView} items={[{ id: 'table', label: t('rows.table') }, { id: 'card', label: t('rows.card') }]} />
          )}
          {!locked && rows.length === 0 && <ReasonMenu named path={path} value={field.value} open={reasonOpen} onOpen={setReasonOpen} />}
        </span>
      </div>
      {repeat.hint && <p className="note">{textIn(repeat.hint, language)}</p>}
      {findings.length > 0 && <div className="repeat-findings">{findings.map((finding) => <FindingLine key={finding.rule + finding.paths[0]} finding={finding} />)}</div>}
      {rows.length > 0 && columns && view === 'table' && <RowGrid repeat={repeat} path={path} columns={columns} rows={rows} active={active} onActive={goTo} onAdd={mayAdd ? add : null} />}
      {current !== undefined && (!columns || view === 'card') && (
        <RowCard repeat={repeat} path={path} rows={rows} position={Math.min(active.row, rows.length - 1)} turn={active.turn} onPosition={goTo} key={rowPath(path, current)} />
      )}
      {!locked && !fixed && (
        <div className="row repeat-foot">
          <Button small icon={<Plus aria-hidden />} isDisabled={!mayAdd} onPress={add}>{t('rows.add')}</Button>
          {rows.length > 0 && <Button small look="quiet" icon={<CopyPlus aria-hidden />} isDisabled={!mayAdd} onPress={duplicate}>{t('rows.duplicate')}</Button>}
          {rows.length > 0 && <Button small look="quiet" icon={<Trash2 aria-hidden />} onPress={remove}>{t('rows.remove')}</Button>}
          {taken !== null && (
            <span className="row note" role="status">
              {t('rows.removed', { row: taken + 1 })}
              <Button small look="quiet" icon={<Undo2 aria-hidden />} onPress={restore}>{t('rows.undo')}</Button>
            </span>
          )}
        </div>
      )}
    </section>
  );

  /** Sent to a cell of this repeat: its row becomes the active one. */
  function useArrivalInRow(repeatPath: Path, arrive: (row: number, column: number) => void): void {
    const jump = useFillState((state) => (state.jump?.path.startsWith(`${repeatPath}[`) ? state.jump : null));
    useEffect(() => {
      if (!jump) return;
      const rest = jump.path.slice(repeatPath.length + 1);
      const row = session.rows(repeatPath).indexOf(rest.slice(0, rest.indexOf(']')));
      const tail = rest.slice(rest.indexOf(']') + 1);
      if (row >= 0) arrive(row, Math.max(0, columns?.findIndex((column) => column.tail === tail) ?? 0));
      // The columns follow from the repeat and never change while it is shown.
       
    }, [jump, repeatPath, arrive]);
  }
});
