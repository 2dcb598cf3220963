import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useStore } from 'zustand';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Jump } from '../fill/state.ts';
import type { Fill } from '../fill/store.ts';
import { useFill } from '../fill/use.ts';
import { isInShortForm, nodesOf, sectionOf, sectionsOf, type Section } from '../outline.ts';
import { FindingsPane } from './findings/FindingsPane.tsx';
import { SectionPage } from './SectionPage.tsx';
import { SectionRail } from './SectionRail.tsx';
import { Spoken } from './Spoken.tsx';
import './form.css';

interface FormBodyProps {
  /** What stands above the form, given the sections that are shown. */
  readonly head: (sections: readonly Section[]) => ReactNode;
  readonly notices?: ReactNode;
  readonly onShort: (short: boolean) => void;
}

interface Page {
  readonly chosen: Path;
  readonly arrive: 'first' | 'last' | null;
}

/** The page a form opens with: the one the person is sent to, else the first. */
function firstPage(shown: readonly Section[], jump: Jump | null): Page {
  const section = jump && sectionOf(shown, jump.path);
  return section ? pageOf(section, jump) : { chosen: shown[0]?.id ?? '/', arrive: 'first' };
}

function pageOf({ id }: Section, jump: Jump): Page {
  return { chosen: id, arrive: jump.path === id ? 'first' : null };
}

/** The open form itself: sections on the left, questions, findings below. */
export function FormBody({ head, notices, onShort }: FormBodyProps) {
  const { fill, session, short = false, only } = useFill();
  const sections = useMemo(() => sectionsOf(session.form).filter(({ id }) => !only || only.includes(id)), [session.form, only]);
  const shown = useMemo(() => (short ? sections.filter((section) => section.nodes.some(isInShortForm)) : sections), [sections, short]);
  // A person who opens a section starts at its first field; one who was sent to a field is taken there.
  const [{ chosen, arrive }, setChosen] = useState<Page>(() => firstPage(shown, fill.state.getState().jump));
  const choose = useCallback((id: Path, end: 'first' | 'last' = 'first') => {
    fill.stay();
    setChosen({ chosen: id, arrive: end });
  }, [fill]);
  const jump = useStore(fill.state, (state) => state.jump);
  // Before the next key is heard: it belongs to where the person is sent, not to where they were.
  useLayoutEffect(() => {
    const section = jump && sectionOf(sections, jump.path);
    if (!section) return;
    const node = nodesOf(session.form).get(templateOf(jump.path));
    if (short && node && !isInShortForm(node)) onShort(false);
    const next = pageOf(section, jump);
    setChosen((page) => (page.chosen === next.chosen && page.arrive === next.arrive ? page : next));
    // Only when the person is sent somewhere.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [jump, sections]);
  const body = useHandsOff(fill);
  const section = shown.find((entry) => entry.id === chosen) ?? shown[0];
  return (
    <div className="form" ref={body}>
      {head(shown)}
      <SectionRail sections={shown} chosen={section?.id ?? chosen} onChoose={choose} onShort={sections.some((entry) => entry.nodes.some(isInShortForm)) ? onShort : null} />
      <div className="form-work">
        {notices}
        {section && <SectionPage key={section.id} sections={shown} section={section} arrive={arrive} onChoose={choose} />}
      </div>
      <FindingsPane sections={sections} />
      <Spoken />
    </div>
  );
}

/** While an act on the form is under way its fields stay as they look, and take no letter that would be no answer. */
function useHandsOff(fill: Fill): RefObject<HTMLDivElement | null> {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = body.current;
    const refuse = (event: Event) => { if (fill.state.getState().acting) event.preventDefault(); };
    form?.addEventListener('beforeinput', refuse, true);
    return () => form?.removeEventListener('beforeinput', refuse, true);
  }, [fill]);
  return body;
}
