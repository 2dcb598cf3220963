import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { templateOf } from '../../shared/survey/path.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { ScreenOf } from '../screen.ts';
import { useGo, useProgram, useWorkspace } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { createFill, type Fill } from './fill/store.ts';
import { FillContext, useFill } from './fill/use.ts';
import { FindingsPane } from './form/FindingsPane.tsx';
import { FormHead } from './form/FormHead.tsx';
import { FormKeys } from './form/FormKeys.tsx';
import { Notices } from './form/Notices.tsx';
import { SectionPage } from './form/SectionPage.tsx';
import { SectionRail } from './form/SectionRail.tsx';
import { localNow } from './localNow.ts';
import { isInShortForm, nodesOf, sectionOf, sectionsOf } from './outline.ts';
import './form/form.css';

/** One company's form: sections on the left, questions, findings below. */
export function FormScreen({ screen }: { readonly screen: ScreenOf<'form'> }) {
  const t = useText();
  const sentence = useSentence();
  const { go } = useGo();
  const fill = useOpenFill(screen.entity);
  const phase = useStore(fill.state, (state) => state.phase);
  useEffect(() => { if (phase.kind === 'open' && screen.path) fill.jumpTo(screen.path); }, [fill, phase.kind, screen.path]);
  const { memory } = useProgram();
  const [short, setShort] = useState(() => memory.get(EXTENT) === 'short');
  const changeExtent = useCallback((next: boolean) => {
    memory.set(EXTENT, next ? 'short' : 'full');
    setShort(next);
  }, [memory]);
  const open = useMemo(
    () => (phase.kind === 'open' ? { fill, session: phase.session, locked: phase.opened.status !== 'draft', short } : null),
    [fill, phase, short],
  );

  if (phase.kind === 'loading') return <p className="empty" role="status">{t('form.loading')}</p>;
  if (phase.kind === 'failed') {
    return (
      <div className="screen-body">
        <Banner tone="error" title={t('form.failed')} actions={<><Button onPress={() => void fill.open()}>{t('ui.retry')}</Button><Button onPress={() => go({ kind: 'companies' })}>{t('frame.companies')}</Button></>}>
          {sentence(phase.failure)}
        </Banner>
      </div>
    );
  }
  return <FillContext value={open}><Page onShort={changeExtent} /></FillContext>;
}

/** Under which name the window remembers whether the short form is shown. */
const EXTENT = 'form.extent';

function Page({ onShort }: { readonly onShort: (short: boolean) => void }) {
  const { fill, session, short = false } = useFill();
  const sections = useMemo(() => sectionsOf(session.form), [session.form]);
  const shown = useMemo(() => (short ? sections.filter((section) => section.nodes.some(isInShortForm)) : sections), [sections, short]);
  // A person who opens a section starts at its first field; one who was sent to a field is taken there.
  const [{ chosen, arrive }, setChosen] = useState<{ readonly chosen: Path; readonly arrive: 'first' | 'last' | null }>({ chosen: shown[0]?.id ?? '/', arrive: 'first' });
  const choose = useCallback((id: Path, end: 'first' | 'last' = 'first') => setChosen({ chosen: id, arrive: end }), []);
  const jump = useStore(fill.state, (state) => state.jump);
  useEffect(() => {
    const section = jump && sectionOf(sections, jump.path);
    if (!section) return;
    const node = nodesOf(session.form).get(templateOf(jump.path));
    if (short && node && !isInShortForm(node)) onShort(false);
    setChosen({ chosen: section.id, arrive: jump.path === section.id ? 'first' : null });
    // Only when the person is sent somewhere.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [jump, sections]);
  const section = shown.find((entry) => entry.id === chosen) ?? shown[0];
  return (
    <div className="form">
      <FormHead>
        <FormKeys sections={shown} />
      </FormHead>
      <SectionRail sections={shown} chosen={section?.id ?? chosen} onChoose={choose} onShort={sections.some((entry) => entry.nodes.some(isInShortForm)) ? onShort : null} />
      <div className="form-work">
        <Notices />
        {section && <SectionPage key={section.id} sections={shown} section={section} arrive={arrive} onChoose={choose} />}
      </div>
      <FindingsPane sections={sections} />
    </div>
  );
}

/** The store of this form: opened with the screen, saved and closed with it, saved too when the window closes. */
function useOpenFill(entity: string): Fill {
  const { bridge, status, closing } = useProgram();
  const { person } = useWorkspace();
  const fill = useMemo(() => createFill({
    bridge, entity,
    environment: { now: () => localNow(new Date()), random: Math.random, uuid: () => crypto.randomUUID(), username: person },
    timers: { set: (work, after) => window.setTimeout(work, after), clear: (timer) => { window.clearTimeout(timer as number); } },
  }), [bridge, entity, person]);
  useEffect(() => {
    void fill.open();
    const leaveWindow = closing.add(async () => { await fill.flush(); });
    const stopSaving = fill.state.subscribe(({ saving }) => status.getState().setSaving(saving ?? { kind: 'idle' }));
    return () => {
      leaveWindow();
      stopSaving();
      void fill.close();
      status.getState().setSaving({ kind: 'idle' });
      status.getState().setFindings(null);
    };
  }, [fill, closing, status]);
  return fill;
}
