import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { useProgram } from '../../../service/program.tsx';
import { useText } from '../../../text/text.tsx';
import { placeOfFinding } from '../../fill/place.ts';
import { useFill, useFillState } from '../../fill/use.ts';
import type { Section } from '../../outline.ts';
import { keyOf, type Shown } from './findings.ts';
import { FindingLines } from './FindingLines.tsx';
import { Fold } from './Fold.tsx';
import { useFindingKeys } from './keys.ts';
import { LevelFilter } from './LevelFilter.tsx';
import { useLines } from './lines.ts';
import { useFindingList } from './list.ts';
import { SectionFilter } from './SectionFilter.tsx';
import { Splitter, tallest } from './Splitter.tsx';

/** Heights of the pane, in px: folded, as it opens, and from which on it is a large one. */
const FOLDED = 36;
const USUAL = 96;
const ROOM = 180;

/**
 * Everything the program has to say about the form, always in the same place. F8 goes to the next one from where the cursor stands,
 * Shift+F8 back, F9 justifies it in place or replies to the Commission, Ctrl+F8 goes to the list and back. With a key the
 * finding is painted at its field; the list and how many there are follow a frame later.
 */
export const FindingsPane = memo(function FindingsPane({ sections }: { readonly sections: readonly Section[] }) {
  const t = useText();
  const { fill, session, locked } = useFill();
  const { status } = useProgram();
  const stage = useFillState((state) => state.stage);
  const [height, setHeight] = useState(USUAL);
  const [folded, setFolded] = useState(false);
  const [current, setCurrent] = useState<Finding | null>(null);
  const [writing, setWriting] = useState<string | null>(null);
  const pane = useRef<HTMLElement>(null);
  const found = useFindingList(sections);
  const { findings, list, counts, view, setView } = found;
  const { errors, unjustified, blocking } = counts;
  const lines = useLines(pane, list, current, folded);
  // Who has asked what prevents completing works through the list: it gets room. In a form that is complete nothing is to be worked through.
  useEffect(() => { if (stage === 'complete' && !locked) setHeight((before) => Math.max(before, ROOM)); }, [stage, locked]);
  useEffect(() => status.getState().setFindings({ errors, warnings: unjustified }), [status, errors, unjustified]);

  const choose = (finding: Finding) => {
    setCurrent(finding);
    lines.show(finding);
  };
  const jump = (finding: Finding) => {
    lines.leave();
    choose(finding);
    fill.jumpTo(placeOfFinding(session, finding));
  };
  const goToLine = (finding: Finding | undefined) => {
    setFolded(false);
    if (!finding) return;
    choose(finding);
    lines.enter(finding);
  };
  const justify = (finding: Finding, listed: readonly Finding[]) => {
    setFolded(false);
    if (!listed.some((entry) => keyOf(entry) === keyOf(finding))) setView((before) => ({ ...before, shown: 'all', section: null }));
    choose(finding);
    setWriting(keyOf(finding));
  };
  const onKeyDown = useFindingKeys(pane, found, current, { jump, goToLine, justify });

  // The lines and the filters stay as they are while findings come and go: what they do must not change.
  const acts = useRef({ jump });
  useLayoutEffect(() => { acts.current = { jump }; });
  const jumpNow = useCallback((finding: Finding) => acts.current.jump(finding), []);
  const write = useCallback((name: string, on: boolean) => setWriting(on ? name : null), []);
  const show = useCallback((shown: Shown) => setView((before) => ({ ...before, shown })), [setView]);
  const narrow = useCallback((section: string | null) => setView((before) => ({ ...before, section })), [setView]);
  const fold = useCallback(() => setFolded((before) => !before), []);
  const resize = useCallback(() => setHeight((before) => (before > ROOM ? USUAL : tallest())), []);

  return (
    <section className="findings" ref={pane} aria-label={t('findings.title')} style={{ height: folded ? FOLDED : height }} data-region onKeyDown={onKeyDown}>
      {!folded && <Splitter label={t('findings.resize')} height={height} onHeight={setHeight} />}
      <div className="findings-box">
        <div className="findings-head">
          <h2>{t('findings.title')}</h2>
          <LevelFilter value={view.shown} onChange={show} asked={stage === 'complete' && blocking > 0} {...counts} />
          <SectionFilter sections={sections} value={view.section} onChange={narrow} />
          <Fold folded={folded} large={height > ROOM} onFold={fold} onSize={resize} />
        </div>
        {!folded && (
          <FindingLines list={list} lines={lines} sort={view.sort} onSort={(sort) => setView((before) => ({ ...before, sort }))} sections={sections}
            current={current} writing={writing} onWrite={write} onJump={jumpNow} none={t(findings.length === 0 ? 'findings.none' : 'findings.noneLevel')} />
        )}
      </div>
    </section>
  );
});
