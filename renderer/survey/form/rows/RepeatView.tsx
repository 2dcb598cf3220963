import { memo, useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent, type ComponentType, type KeyboardEvent } from 'react';
import type { FormNode, Repeat } from '../../../../shared/survey/form.ts';
import { rowPath } from '../../../../shared/survey/path.ts';
import { isMissing, type Path } from '../../../../shared/survey/response.ts';
import { useProgram } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { RequiredMark } from '../../../ui/field/RequiredMark.tsx';
import { CopyPlus, History, Plus, Trash2, Undo2 } from '../../../ui/icon/icons.tsx';
import { Filters } from '../../../ui/list/Filters.tsx';
import { parseBlock } from '../../fill/clipboard.ts';
import { pasteBlock, type Pasted } from '../../fill/paste.ts';
import { pathAtCursor } from '../../fill/place.ts';
import { copyInto, copyRow, isBlankRow } from '../../fill/rows.ts';
import { cellPath, tableOf, type Table } from '../../fill/table.ts';
import { useField, useFieldOrNone, useFill, useFillState, useRelevant, useRows, useVersion } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import type { Kept } from '../grid/acts.ts';
import type { ActiveCell } from '../grid/cursor.ts';
import { RowGrid } from '../grid/RowGrid.tsx';
import { useArrival } from '../question/arrival.ts';
import { LastRoundNote } from '../question/LastRound.tsx';
import { FindingLine, useFindingsAt } from '../question/MarginFindings.tsx';
import { ReasonMenu } from '../question/ReasonMenu.tsx';
import { catchClipboard } from '../../../ui/catchClipboard.ts';
import { PasteReport } from './PasteReport.tsx';
import { RemovedRows } from './RemovedRows.tsx';
import { RowCard } from './RowCard.tsx';
import { stepFrom } from '../steps.ts';
import { WhileLast } from './WhileLast.tsx';

/** From how many columns on a repeat opens row by row: nobody should scroll sideways for an hour. */
const WIDE = 8;

interface RepeatViewProps {
  readonly repeat: Repeat;
  readonly path: Path;
  /** Draws what stands in a row, which may be repeats again. */
  readonly Nodes: ComponentType<{ readonly nodes: readonly FormNode[]; readonly parent: Path }>;
}

type View = 'table' | 'card';

/**
 * A repeat: a table to fill, or one row at a time. Ctrl+Enter adds a row, Ctrl+Insert one above, Ctrl+D repeats the row above or
 * this one, Ctrl+Delete takes it out.
 */
export const RepeatView = memo(function RepeatView({ repeat, path, Nodes }: RepeatViewProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked, short, only } = useFill();
  const relevant = useRelevant(path);
  const rows = useRows(path);
  const version = useVersion(path);
  const field = useField(path);
  const findings = useFindingsAt(path);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version rises with every change of the rows.
  const table = useMemo(() => (relevant ? tableOf(session, repeat, path, short) : null), [session, repeat, path, short, relevant, version]);
  const [view, setView] = useView(repeat, table);
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0, turn: 0, anchor: null, home: null });
  const [taken, setTaken] = useState<{ readonly row: number; readonly step: number } | null>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [reasonOpen, setReasonOpen] = useState(false);
  const [looksBack, setLooksBack] = useState(false);
  const goTo = useCallback((row: number, column = 0, { anchor = null, home = null }: Kept = {}) =>
    setActive((before) => ({ row, column, turn: before.turn + 1, anchor, home })), []);
  const place = useRef<HTMLElement>(null);
  useArrival(path, place);
  const stay = useCallback(() => setActive((before) => ({ ...before, anchor: null, turn: before.turn + 1 })), []);
  useArrivalInRow(path, table, goTo, stay);
  if (!relevant) return null;

  const fixed = repeat.count !== undefined || (table?.head ?? null) !== null;
  const mayAdd = !locked && !fixed && (repeat.max === undefined || rows.length < repeat.max);
  const current = table?.head ? table.slots[active.row]?.row ?? undefined : rows[Math.min(active.row, rows.length - 1)];
  const missing = isMissing(field.value) ? field.value.missing : null;
  const asTable = table !== null && view === 'table' && (rows.length > 0 || (table.head !== null && missing === null));

  const add = (before?: string) => {
    if (!mayAdd) return;
    const added = fill.addRow(path, before === undefined ? {} : { before });
    if (added !== null) goTo(session.rows(path).indexOf(added));
  };
  const duplicate = () => {
    if (!mayAdd || current === undefined) return;
    const above = rows[rows.indexOf(current) - 1];
    if (above !== undefined && isBlankRow(session, repeat, path, current)) {
      fill.edit(() => copyInto(fill, session, repeat, path, above, current));
      return goTo(rows.indexOf(current));
    }
    const added = copyRow(fill, repeat, path, current);
    if (added !== null) goTo(session.rows(path).indexOf(added));
  };
  const remove = () => {
    if (locked || repeat.count !== undefined || current === undefined) return;
    if (repeat.lastRound === 'append' && session.last?.answers.has(rowPath(path, current))) return fill.say('row-kept', path);
    fill.removeRow(path, current);
    setTaken({ row: rows.indexOf(current) + 1, step: fill.lastStep() });
    goTo(table?.head ? active.row : Math.max(0, Math.min(active.row, rows.length - 2)), active.column);
  };
  const undo = () => {
    setTaken(null);
    setPasted(null);
    fill.undo();
  };
  /** The cursor goes back into the table: the button it stood on is gone. */
  const closeReport = () => {
    setPasted(null);
    fill.jumpTo(path);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What is pressed in a dialog that this table has opened is not meant for it.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (rows.length === 0) catchClipboard(event);
    if (event.key === 'F4' && rows.length === 0 && !locked) setReasonOpen(true);
    else if (!event.ctrlKey) return;
    else if (event.key === 'Enter') add();
    else if (event.key === 'Insert') add(current);
    else if (event.code === 'KeyD') duplicate();
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** A block pasted where there are no rows yet makes them; in a row of its own it begins at the field the cursor stands in. Into long texts texts are pasted. */
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    if (!table || asTable || locked || event.defaultPrevented || !event.currentTarget.contains(event.target as Node) || (rows.length > 0 && event.target instanceof HTMLTextAreaElement)) return;
    const block = parseBlock(event.clipboardData.getData('text/plain'));
    if (rows.length === 0 ? !mayAdd : block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const at = { row: Math.max(0, Math.min(active.row, rows.length - 1)), column: Math.max(0, table.columns.findIndex(({ tail }) => pathAtCursor()?.endsWith(tail))) };
    setPasted(pasteBlock(fill, table, rows.length === 0 ? { row: 0, column: 0 } : at, block, { language, mayAdd }));
    goTo(at.row, at.column);
  };
  const leave = (backwards: boolean) => {
    const section = place.current?.closest<HTMLElement>('.section');
    if (place.current && section && !stepFrom(place.current, backwards, section)) section.querySelector<HTMLElement>('.way-next button')?.focus();
  };

  // Below a table its cells stay in sight; a row is long, and the cursor stands at its top.
  const report = pasted && <PasteReport pasted={pasted} onUndo={undo} onClose={closeReport} />;
  return (
    <section className="repeat" data-path={path} ref={place} onKeyDown={onKeyDown} onPaste={onPaste}>
      <div className="repeat-head">
        <h3>{textIn(repeat.label, language)}{field.required && <RequiredMark name={t('form.required')} />}</h3>
        {(missing !== null || !table?.head) && <span className="note">{missing ? t(`reason.${missing}`) : t('rows.count', { count: rows.length })}</span>}
        <span className="repeat-actions">
          {table && !table.head && rows.length > 0 && (
            <Filters<View> label={t('rows.view')} value={view} onChange={setView} items={[{ id: 'table', label: t('rows.table') }, { id: 'card', label: t('rows.card') }]} />
          )}
          {!locked && rows.length === 0 && <ReasonMenu named path={path} chosen={missing} open={reasonOpen} onOpen={setReasonOpen} />}
        </span>
      </div>
      {repeat.hint && <p className="note">{textIn(repeat.hint, language)}</p>}
      {findings.length > 0 && <div className="repeat-findings">{findings.map((finding) => <FindingLine key={finding.rule + finding.paths[0]} finding={finding} />)}</div>}
      {asTable && <RowGrid table={table} active={active} onActive={goTo} onAdd={mayAdd ? add : null} onLeave={leave} onPasted={setPasted} />}
      {asTable && session.last && <LastOfCell table={table} active={active} />}
      {!asTable && report}
      {current !== undefined && !asTable && (
        <RowCard repeat={repeat} path={path} rows={rows} position={Math.min(active.row, rows.length - 1)} turn={active.turn} onPosition={goTo} key={rowPath(path, current)}>
          <Nodes nodes={repeat.children} parent={rowPath(path, current)} />
        </RowCard>
      )}
      {asTable && report}
      {!locked && !fixed && (
        <div className="row repeat-foot">
          <Button small icon={<Plus aria-hidden />} isDisabled={!mayAdd} onPress={() => add()}>{t('rows.add')}</Button>
          {rows.length > 0 && <Button small look="quiet" icon={<CopyPlus aria-hidden />} isDisabled={!mayAdd} onPress={duplicate}>{t('rows.duplicate')}</Button>}
          {rows.length > 0 && <Button small look="quiet" icon={<Trash2 aria-hidden />} onPress={remove}>{t('rows.remove')}</Button>}
          {taken !== null && (
            <WhileLast step={taken.step}>
              <span className="row note" role="status">
                {t('rows.removed', { row: taken.row })}
                <Button small look="quiet" icon={<Undo2 aria-hidden />} onPress={undo}>{t('rows.undo')}</Button>
              </span>
            </WhileLast>
          )}
          {!only && <Button small look="quiet" icon={<History aria-hidden />} onPress={() => setLooksBack(true)}>{t('rows.gone')}</Button>}
          {rows.length === 0 && <span className="note">{t('rows.pasteHint')}</span>}
        </div>
      )}
      {looksBack && <RemovedRows path={path} onClose={() => setLooksBack(false)} />}
    </section>
  );
});

/** What the last round says of the cell the cursor stands in. */
function LastOfCell({ table, active }: { readonly table: Table; readonly active: ActiveCell }) {
  const column = table.columns[Math.min(active.column, table.columns.length - 1)];
  const path = active.turn === 0 ? null : cellPath(table, Math.min(active.row, table.slots.length - 1), active.column);
  const field = useFieldOrNone(path);
  return <p className="grid-last note">{column && field?.relevant && <><span>{column.question.name}</span> <LastRoundNote question={column.question} field={field} /></>}</p>;
}

/** As a table or row by row: as the person left it the last time. */
function useView(repeat: Repeat, table: Table | null): readonly [View, (view: View) => void] {
  const { memory } = useProgram();
  const name = `table ${repeat.path}`;
  const [view, setView] = useState<View>(() => {
    if (!table) return 'card';
    const left = memory.get(name);
    return left === 'table' || left === 'card' ? left : table.columns.length <= WIDE ? 'table' : 'card';
  });
  return [table?.head ? 'table' : view, (next) => {
    memory.set(name, next);
    setView(next);
  }];
}

/** Sent to a cell of this repeat: its row becomes the active one. Sent to the repeat: the active row stays. */
function useArrivalInRow(path: Path, table: Table | null, arrive: (row: number, column: number) => void, stay: () => void): void {
  const jump = useFillState((state) => (state.jump?.path === path || state.jump?.path.startsWith(`${path}[`) ? state.jump : null));
  const latest = useRef(table);
  useEffect(() => { latest.current = table; });
  useEffect(() => {
    if (!jump) return;
    if (jump.path === path) return (latest.current?.slots.length ?? 0) > 0 ? stay() : undefined;
    const rest = jump.path.slice(path.length + 1);
    const row = latest.current?.slots.findIndex((slot) => slot.row === rest.slice(0, rest.indexOf(']'))) ?? -1;
    const tail = rest.slice(rest.indexOf(']') + 1);
    if (row >= 0) arrive(row, Math.max(0, latest.current?.columns.findIndex((column) => column.tail === tail) ?? 0));
  }, [jump, path, arrive, stay]);
}
