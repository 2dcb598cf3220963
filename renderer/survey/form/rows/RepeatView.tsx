import { memo, useId, useMemo, useRef, useState, type ClipboardEvent, type ComponentType, type KeyboardEvent } from 'react';
import type { FormNode, Repeat } from '../../../../shared/survey/form.ts';
import { rowPath } from '../../../../shared/survey/path.ts';
import { isMissing, type Path } from '../../../../shared/survey/response.ts';
import { catchClipboard } from '../../../ui/catchClipboard.ts';
import { parseBlock } from '../../fill/clipboard.ts';
import { pathAtCursor } from '../../fill/place.ts';
import { tableOf } from '../../fill/table.ts';
import { useField, useFill, useRelevant, useRows, useVersion } from '../../fill/use.ts';
import { RowGrid } from '../grid/RowGrid.tsx';
import { useArrival } from '../question/arrival.ts';
import { describeAgain, FindingLine, useFindingsAt } from '../question/MarginFindings.tsx';
import { stepFrom } from '../steps.ts';
import { useActiveCell } from './activeCell.ts';
import { LastOfCell } from './LastOfCell.tsx';
import { PasteReport } from './PasteReport.tsx';
import { RepeatFoot } from './RepeatFoot.tsx';
import { RepeatHead } from './RepeatHead.tsx';
import { useRowActs } from './rowActs.ts';
import { RowCard } from './RowCard.tsx';
import { useView } from './view.ts';

interface RepeatViewProps {
  readonly repeat: Repeat;
  readonly path: Path;
  /** Draws what stands in a row, which may be repeats again. */
  readonly Nodes: ComponentType<{ readonly nodes: readonly FormNode[]; readonly parent: Path }>;
}

/**
 * A repeat: a table to fill, or one row at a time. Ctrl+Enter adds a row, Ctrl+Insert one above, Ctrl+D repeats the row above or
 * this one, Ctrl+Delete takes it out.
 */
export const RepeatView = memo(function RepeatView({ repeat, path, Nodes }: RepeatViewProps) {
  const { fill, session, locked, short } = useFill();
  const relevant = useRelevant(path);
  const rows = useRows(path);
  const version = useVersion(path);
  const field = useField(path);
  const findings = useFindingsAt(path);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version rises with every change of the rows.
  const table = useMemo(() => (relevant ? tableOf(session, repeat, path, short) : null), [session, repeat, path, short, relevant, version]);
  const [view, setView] = useView(repeat, table);
  const [reasonOpen, setReasonOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  const last = useId();
  useArrival(path, place);
  const [active, goTo] = useActiveCell(path, table);
  const acts = useRowActs({ repeat, path, rows, table, active, goTo });
  if (!relevant) return null;

  const { current, mayAdd } = acts;
  const empty = rows.length === 0;
  const position = Math.min(active.row, rows.length - 1);
  const asTable = table !== null && view === 'table' && (!empty || (table.head !== null && !isMissing(field.value)));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What is pressed in a dialog that this table has opened is not meant for it.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (empty) catchClipboard(event);
    if (event.key === 'F4' && empty && !locked) setReasonOpen(true);
    else if (!event.ctrlKey) return;
    else if (event.key === 'Enter') acts.add();
    else if (event.key === 'Insert') acts.add(current);
    else if (event.code === 'KeyD') acts.duplicate();
    else if (event.key === 'Delete') acts.remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** A block pasted where there are no rows yet makes them; in a row of its own it begins at the field the cursor stands in. Into long texts texts are pasted. */
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    if (!table || asTable || locked || event.defaultPrevented || !event.currentTarget.contains(event.target as Node) || (!empty && event.target instanceof HTMLTextAreaElement)) return;
    const block = parseBlock(event.clipboardData.getData('text/plain'));
    if (empty ? !mayAdd : block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const at = { row: Math.max(0, position), column: Math.max(0, table.columns.findIndex(({ tail }) => pathAtCursor()?.endsWith(tail))) };
    acts.paste(block, empty ? { row: 0, column: 0 } : at);
    goTo(at.row, at.column);
  };
  const leave = (backwards: boolean) => {
    const section = place.current?.closest<HTMLElement>('.section');
    if (place.current && section && !stepFrom(place.current, backwards, section)) section.querySelector<HTMLElement>('.way-next button')?.focus();
  };
  /** The cursor goes back into the table: the button it stood on is gone. */
  const closeReport = () => {
    acts.setPasted(null);
    fill.jumpTo(path);
  };

  // Below a table its cells stay in sight; a row is long, and the cursor stands at its top.
  const report = acts.pasted && <PasteReport pasted={acts.pasted} onUndo={acts.undo} onClose={closeReport} />;
  return (
    <section className="repeat" data-path={path} ref={place} onKeyDown={onKeyDown} onPaste={onPaste}
      onBlur={({ currentTarget, relatedTarget }) => { if (!currentTarget.contains(relatedTarget)) describeAgain(currentTarget, { ':scope > .grid-last > .grid-last-said': last }); }}>
      <RepeatHead repeat={repeat} field={field} count={table?.head ? null : rows.length} view={table && !table.head && !empty ? view : null} onView={setView}
        excusable={!locked && empty} reasonOpen={reasonOpen} onReasonOpen={setReasonOpen} />
      {findings.length > 0 && <div className="repeat-findings">{findings.map((finding) => <FindingLine key={finding.rule + finding.paths[0]} finding={finding} />)}</div>}
      {/* Everything in a table has keys of its own: a screen reader keeps none of them for reading, and says each cell that the cursor comes to. */}
      {asTable && <div role="application"><RowGrid table={table} active={active} last={session.last ? last : undefined} onActive={goTo} onAdd={mayAdd ? acts.add : null} onLeave={leave} onPasted={acts.setPasted} /></div>}
      {asTable && session.last && <LastOfCell table={table} active={active} id={last} />}
      {!asTable && report}
      {current !== undefined && !asTable && (
        <RowCard repeat={repeat} path={path} rows={rows} position={position} turn={active.turn} onPosition={goTo} key={rowPath(path, current)}>
          <Nodes nodes={repeat.children} parent={rowPath(path, current)} />
        </RowCard>
      )}
      {asTable && report}
      {!locked && acts.free && <RepeatFoot path={path} empty={empty} acts={acts} />}
    </section>
  );
});
