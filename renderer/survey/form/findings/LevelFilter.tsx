import { memo, useContext, useMemo, type ReactNode } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { useText } from '../../../text/text.tsx';
import { Filters, LiveCounts, type Counts } from '../../../ui/list/Filters.tsx';
import { shared, useLive, writeText } from '../../../ui/live.ts';
import { useFill, useLiveForm } from '../../fill/use.ts';
import type { Section } from '../../outline.ts';
import { countFindings, findingsWithin, type Shown } from './findings.ts';

/** Gives the filters below it how many findings there are, a frame behind the key, as the list. */
export function CountsNow({ sections, children }: { readonly sections: readonly Section[]; readonly children: ReactNode }) {
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
export const LevelFilter = memo(function LevelFilter({ value, onChange, asked }: { readonly value: Shown; readonly onChange: (shown: Shown) => void; readonly asked: boolean }) {
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

/** How many prevent completing, said where somebody wants to know. */
function Blocked() {
  const t = useText();
  const place = useLive<HTMLElement, Counts>(useContext(LiveCounts), (words, counts) => writeText(words, t('form.blocked', { count: counts['blocking'] ?? 0 })));
  return <strong className="findings-blocked" ref={place} />;
}
