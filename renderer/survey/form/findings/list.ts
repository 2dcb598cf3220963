import { useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { useFill, useFormSoon } from '../../fill/use.ts';
import type { Section } from '../../outline.ts';
import { countFindings, findingsWithin, shownFindings, type FindingCounts, type View } from './findings.ts';

interface Found {
  readonly findings: readonly Finding[];
  /** Those that the pane lists, in its order. */
  readonly list: readonly Finding[];
}

/** What is found in a form, what of it is listed and how. */
export interface FindingList extends Found {
  readonly counts: FindingCounts;
  readonly view: View;
  readonly setView: Dispatch<SetStateAction<View>>;
  /** The same as it stands with the last key, painted or not yet. */
  readonly now: () => Found;
}

/** The findings of these sections, a frame behind the key. */
export function useFindingList(sections: readonly Section[]): FindingList {
  const { fill, only } = useFill();
  const [view, setView] = useState<View>({ shown: 'all', section: null, sort: 'place' });
  const all = useFormSoon(fill.findings);
  const findings = useMemo(() => findingsWithin(all, sections, only), [all, sections, only]);
  const counts = useMemo(() => countFindings(findings), [findings]);
  const list = useMemo(() => shownFindings(findings, sections, view), [findings, sections, view]);
  const now = (): Found => {
    const latest = fill.findings();
    if (latest === all) return { findings, list };
    const within = findingsWithin(latest, sections, only);
    return { findings: within, list: shownFindings(within, sections, view) };
  };
  return { findings, list, counts, view, setView, now };
}
