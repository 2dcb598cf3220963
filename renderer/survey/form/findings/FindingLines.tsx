import type { Finding } from '../../../../shared/survey/findings.ts';
import { useText } from '../../../text/text.tsx';
import { ChevronDown } from '../../../ui/icon/icons.tsx';
import { useFill } from '../../fill/use.ts';
import type { Section } from '../../outline.ts';
import { FindingRow, rowNumber } from './FindingRow.tsx';
import { keyOf, type Sort } from './findings.ts';
import type { Lines } from './lines.ts';

interface FindingLinesProps {
  readonly list: readonly Finding[];
  readonly lines: Lines;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly sections: readonly Section[];
  /** The one that was gone to last. */
  readonly current: Finding | null;
  /** Names the one whose justification is being written. */
  readonly writing: string | null;
  readonly onWrite: (name: string, on: boolean) => void;
  readonly onJump: (finding: Finding) => void;
  /** Said where there is nothing to list. */
  readonly none: string;
}

/** The list of findings, and by what it is sorted. Its arrows are its own: a screen reader keeps none of them for reading. */
export function FindingLines({ list, lines: { scroller, drawn, draw }, sort, onSort, sections, current, writing, onWrite, onJump, none }: FindingLinesProps) {
  const t = useText();
  const { session } = useFill();
  return (
    <div className="findings-table">
      {list.length > 0 && (
        <div className="findings-columns">
          <button type="button" aria-pressed={sort === 'level'} onClick={() => onSort(sort === 'level' ? 'place' : 'level')}>{t('findings.level')}{sort === 'level' && <ChevronDown />}</button>
          <button type="button" aria-pressed={sort === 'place'} onClick={() => onSort('place')}>{t('findings.section')}{sort === 'place' && <ChevronDown />}</button>
          <span>{t('findings.rowHead')}</span><span>{t('findings.columnHead')}</span><span>{t('findings.message')}</span>
        </div>
      )}
      <div className="findings-list" ref={scroller} role={list.length === 0 ? undefined : 'application'} tabIndex={list.length === 0 ? 0 : undefined}>
        {list.length === 0 && <p className="findings-none">{none}</p>}
        <ul className="findings-rows" style={{ height: drawn.getTotalSize() }}>
          {drawn.getVirtualItems().map((item) => {
            const finding = list[item.index];
            if (!finding) return null;
            const key = keyOf(finding);
            return (
              <li key={key} ref={draw} data-index={item.index} data-finding={key} aria-setsize={list.length} aria-posinset={item.index + 1} style={{ top: item.start }}
                className={`finding level-${finding.justification === undefined ? finding.level : 'settled'}${current && keyOf(current) === key ? ' finding-current' : ''}`}>
                <FindingRow name={key} finding={finding} sections={sections} row={rowNumber(session, finding.paths[0] ?? '')} writing={writing === key} onWrite={onWrite} onJump={onJump} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
