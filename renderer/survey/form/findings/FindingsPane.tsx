import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { memo, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { useProgram } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { ChoiceInput } from '../../../ui/field/ChoiceInput.tsx';
import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp } from '../../../ui/icon/icons.tsx';
import { Filters, LiveCounts, type Counts } from '../../../ui/list/Filters.tsx';
import { isLayered } from '../../../ui/layer.ts';
import { shared, useLive, writeText } from '../../../ui/live.ts';
import { isRound, nextFinding, pathAtCursor, placeOfFinding } from '../../fill/place.ts';
import { isComment } from '../../fill/review.ts';
import { useFill, useFillState, useFormSoon, useLiveForm } from '../../fill/use.ts';
import { textIn, type Section } from '../../outline.ts';
import { FindingRow, rowNumber } from './FindingRow.tsx';
import { countFindings, findingsWithin, keyOf, sectionsWithFindings, shownFindings, warningFor, type Shown, type Sort } from './findings.ts';
import { Splitter, tallest } from './Splitter.tsx';

const FOLDED = 36;
const LINE = 28;
const ROOM = 180;
const USUAL = 96;

/**
 * Everything the program has to say about the form, always in the same place. F8 goes to the next one from where the cursor stands,
 * Shift+F8 back, F9 justifies it in place or replies to the Commission, Ctrl+F8 goes to the list and back. With a key the
 * finding is painted at its field; the list and how many there are follow a frame later.
 */
export const FindingsPane = memo(function FindingsPane({ sections }: { readonly sections: readonly Section[] }) {
  const t = useText();
  const { fill, session, locked, only } = useFill();
  const { status } = useProgram();
  const stage = useFillState((state) => state.stage);
  const [height, setHeight] = useState(USUAL);
  const [folded, setFolded] = useState(false);
  const [shown, setShown] = useState<Shown>('all');
  const [section, setSection] = useState<string | null>(null);
  const [sort, setSort] = useState<Sort>('place');
  const [current, setCurrent] = useState<Finding | null>(null);
  const [writing, setWriting] = useState<string | null>(null);
  const pane = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const all = useFormSoon(fill.findings);
  const findings = useMemo(() => findingsWithin(all, sections, only), [all, sections, only]);
  const counts = useMemo(() => countFindings(findings), [findings]);
  const list = useMemo(() => shownFindings(findings, sections, { shown, section, sort }), [findings, sections, shown, section, sort]);
  const currentAt = useMemo(() => (current === null ? -1 : list.findIndex((finding) => keyOf(finding) === keyOf(current))), [list, current]);
  // The current line is drawn wherever the list stands: the cursor can go to it at once.
  const rangeExtractor = useCallback((range: Range) => {
    const drawn = defaultRangeExtractor(range);
    return currentAt < 0 || currentAt >= range.count || drawn.includes(currentAt) ? drawn : [...drawn, currentAt].sort((a, b) => a - b);
  }, [currentAt]);
  const rows = useVirtualizer({ count: folded ? 0 : list.length, getScrollElement: () => scroller.current, estimateSize: () => LINE, overscan: 4, rangeExtractor, getItemKey: (index) => keyOf(list[index] as Finding) });
  /** The line that takes the cursor as soon as it is drawn. */
  const awaited = useRef<string | null>(null);
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  useLayoutEffect(() => {
    const line = awaited.current === null ? null : lineOf(pane.current, awaited.current);
    if (!line) return;
    awaited.current = null;
    line.focus();
  });
  const { errors, unjustified, blocking } = counts;
  const large = height > ROOM;
  // Who has asked what prevents completing works through the list: it gets room.
  useEffect(() => { if (stage === 'complete') setHeight((before) => Math.max(before, ROOM)); }, [stage]);
  useEffect(() => status.getState().setFindings({ errors, warnings: unjustified }), [status, errors, unjustified]);

  const choose = (finding: Finding) => {
    setCurrent(finding);
    const index = list.findIndex((entry) => keyOf(entry) === keyOf(finding));
    if (index >= 0 && !folded) rows.scrollToIndex(index);
  };
  /** The findings and the list as they stand with the last key, painted or not yet. */
  const findingsNow = () => (fill.findings() === all ? findings : findingsWithin(fill.findings(), sections, only));
  const listNow = () => (fill.findings() === all ? list : shownFindings(findingsNow(), sections, { shown, section, sort }));
  /** To its line in the list. */
  const goToLine = (finding: Finding | undefined) => {
    if (!finding) return;
    choose(finding);
    awaited.current = keyOf(finding);
    redraw();
  };
  /** Opens its justification, or the reply to it, in the list, whatever the list shows. */
  const justify = (finding: Finding, shownNow: readonly Finding[]) => {
    setFolded(false);
    if (!shownNow.some((entry) => keyOf(entry) === keyOf(finding))) {
      setShown('all');
      setSection(null);
    }
    choose(finding);
    setWriting(keyOf(finding));
  };
  const jump = (finding: Finding) => {
    awaited.current = null;
    choose(finding);
    fill.jumpTo(placeOfFinding(session, finding));
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
      if ((event.key !== 'F8' && event.key !== 'F9') || isLayered()) return;
      const list = listNow();
      if (event.key === 'F9') {
        const path = pathAtCursor();
        const line = document.activeElement?.closest<HTMLElement>('[data-finding]')?.dataset['finding'] ?? null;
        const finding = warningFor(findingsNow(), current, { line, path });
        if (finding && (!locked || isComment(finding))) justify(finding, list);
        else if (!locked) fill.say('no-warning', path ?? '');
      } else if (event.key === 'F8' && event.ctrlKey) {
        if (pane.current?.contains(document.activeElement)) back();
        else {
          setFolded(false);
          goToLine((current && list.find((finding) => keyOf(finding) === keyOf(current))) ?? nextFinding(session, list, current, pathAtCursor(), false));
        }
      } else {
        const from = pathAtCursor();
        const next = nextFinding(session, list, current, from, event.shiftKey);
        if (next) jump(next);
        if (next === undefined) fill.say('no-finding', '');
        else if (sort === 'place' && isRound(session, from, placeOfFinding(session, next), event.shiftKey)) fill.say(event.shiftKey ? 'from-end' : 'from-start', '');
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const acts = useRef({ jump });
  useLayoutEffect(() => { acts.current = { jump }; });
  // The lines stay as they are while others come and go: what they do must not change.
  const jumpNow = useCallback((finding: Finding) => acts.current.jump(finding), []);
  const write = useCallback((name: string, on: boolean) => setWriting(on ? name : null), []);
  const fold = useCallback(() => setFolded((before) => !before), []);
  const resize = useCallback(() => setHeight((before) => (before > ROOM ? USUAL : tallest())), []);

  const back = () => {
    if (current) jump(current);
  };
  /** Up and down through the list, Esc back to the form. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = (event.target as HTMLElement).closest<HTMLElement>('.finding-line');
    if (!line) return;
    const at = list.findIndex((finding) => keyOf(finding) === line.closest<HTMLElement>('[data-finding]')?.dataset['finding']);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: 0, End: list.length - 1 }[event.key];
    if (event.key === 'Escape') back();
    else if (to === undefined) return;
    else goToLine(list[Math.max(0, Math.min(list.length - 1, to))]);
    event.preventDefault();
  };

  return (
    <section className="findings no-print" ref={pane} aria-label={t('findings.title')} style={{ height: folded ? FOLDED : height }} data-region onKeyDown={onKeyDown}>
      {!folded && <Splitter label={t('findings.resize')} height={height} onHeight={setHeight} />}
      <div className="findings-box">
        <div className="findings-head">
          <h2>{t('findings.title')}</h2>
          <CountsNow sections={sections}><LevelFilter value={shown} onChange={setShown} asked={stage === 'complete' && blocking > 0} /></CountsNow>
          <SectionFilter sections={sections} value={section} onChange={setSection} />
          <Fold folded={folded} large={large} onFold={fold} onSize={resize} />
        </div>
        {!folded && (
          <div className="findings-list" ref={scroller} tabIndex={list.length === 0 ? 0 : undefined}>
            {list.length > 0 && (
              <div className="findings-columns">
                <button type="button" aria-pressed={sort === 'level'} onClick={() => setSort(sort === 'level' ? 'place' : 'level')}>{t('findings.level')}{sort === 'level' && <ChevronDown aria-hidden />}</button>
                <button type="button" aria-pressed={sort === 'place'} onClick={() => setSort('place')}>{t('findings.section')}{sort === 'place' && <ChevronDown aria-hidden />}</button>
                <span>{t('findings.rowHead')}</span><span>{t('findings.columnHead')}</span><span>{t('findings.message')}</span>
              </div>
            )}
            {list.length === 0 && <p className="findings-none">{findings.length === 0 ? t('findings.none') : t('findings.noneLevel')}</p>}
            <ul className="findings-rows" style={{ height: rows.getTotalSize() }}>
              {rows.getVirtualItems().map((item) => {
                const finding = list[item.index];
                if (!finding) return null;
                const key = keyOf(finding);
                return (
                  <li key={key} ref={rows.measureElement} data-index={item.index} data-finding={key} aria-setsize={list.length} aria-posinset={item.index + 1} style={{ top: item.start }}
                    className={`finding level-${finding.justification === undefined ? finding.level : 'settled'}${current && keyOf(current) === key ? ' finding-current' : ''}`}>
                    <FindingRow name={key} finding={finding} sections={sections} row={rowNumber(session, finding.paths[0] ?? '')} writing={writing === key} onWrite={write} onJump={jumpNow} />
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
});

/** Gives the filters below it how many findings there are, a frame behind the key, as the list. */
function CountsNow({ sections, children }: { readonly sections: readonly Section[]; readonly children: ReactNode }) {
  const { fill, only } = useFill();
  const count = useMemo(() => {
    let counted: { readonly all: readonly Finding[]; readonly counts: Counts } | null = null;
    return () => {
      const all = fill.findings();
      if (counted?.all !== all) {
        const { errors, warnings, infos, blocking } = countFindings(findingsWithin(all, sections, only));
        counted = { all, counts: { all: errors + warnings + infos, error: errors, warning: warnings, info: infos, blocking } };
      }
      return counted.counts;
    };
  }, [fill, sections, only]);
  const live = useLiveForm(count);
  return <LiveCounts value={useMemo(() => shared(live, sameCounts), [live])}>{children}</LiveCounts>;
}

function sameCounts(one: Counts, other: Counts): boolean {
  return one === other || Object.keys(one).every((id) => one[id] === other[id]);
}

/** The levels; repaints when another is chosen, the counts repaint by themselves. `asked`: somebody wants to know what prevents completing. */
const LevelFilter = memo(function LevelFilter({ value, onChange, asked }: { readonly value: Shown; readonly onChange: (shown: Shown) => void; readonly asked: boolean }) {
  const t = useText();
  return (
    <Filters<Shown> label={t('findings.level')} value={value} onChange={onChange} items={[
      { id: 'all', label: t('findings.allLevels') },
      { id: 'error', label: t('findings.errors') },
      { id: 'warning', label: t('findings.warnings') },
      { id: 'info', label: t('findings.infos') },
      { id: 'blocking', label: asked ? <Blocked /> : t('findings.blocking') },
    ]} />
  );
});

function Blocked() {
  const t = useText();
  const place = useLive<HTMLElement, Counts>(useContext(LiveCounts), (words, counts) => writeText(words, t('form.blocked', { count: counts['blocking'] ?? 0 })));
  return <strong className="findings-blocked" ref={place} />;
}

interface FoldProps {
  readonly folded: boolean;
  readonly large: boolean;
  readonly onFold: () => void;
  readonly onSize: () => void;
}

/** Makes the pane larger and smaller, and folds it up. */
const Fold = memo(function Fold({ folded, large, onFold, onSize }: FoldProps) {
  const t = useText();
  return (
    <span className="findings-fold">
      <span className="note">{t('findings.next')}</span>
      {!folded && <IconButton small label={large ? t('findings.smaller') : t('findings.larger')} icon={large ? <ChevronsDown aria-hidden /> : <ChevronsUp aria-hidden />} onPress={onSize} />}
      <IconButton small label={folded ? t('findings.expand') : t('findings.collapse')} icon={folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />} onPress={onFold} />
    </span>
  );
});

interface SectionFilterProps {
  readonly sections: readonly Section[];
  /** The id of a section; null: all of them. */
  readonly value: string | null;
  readonly onChange: (section: string | null) => void;
}

/** One section or all of them. In which of them something is found is looked up when somebody comes to the list, not at every finding. */
const SectionFilter = memo(function SectionFilter({ sections, value, onChange }: SectionFilterProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, only } = useFill();
  const [visit, setVisit] = useState(0);
  const options = useMemo(() => {
    const ids = new Set([...sectionsWithFindings(findingsWithin(fill.findings(), sections, only), sections), value]);
    return sections.filter(({ id }) => ids.has(id)).map(({ id, name, label }) => ({ value: id, label: `${name} ${textIn(label, language)}` }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the findings are read anew at each visit.
  }, [visit, fill, only, sections, language, value]);
  return (
    <div className="findings-section" onFocus={() => setVisit(visit + 1)}>
      <ChoiceInput aria-label={t('findings.section')} placeholder={t('findings.allSections')} value={value} onChange={onChange} options={options} />
    </div>
  );
});

function lineOf(pane: HTMLElement | null, key: string): HTMLElement | null {
  return pane?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(key)}"] .finding-line`) ?? null;
}
