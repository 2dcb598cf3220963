import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ArrowLeft, ArrowRight } from '../../ui/icon/icons.tsx';
import { useFill, useFillState, useVersion } from '../fill/use.ts';
import { textIn, type Section } from '../outline.ts';
import { Nodes } from './NodeView.tsx';
import { onEnter, opensList, pasteAsLine, stepFrom, stepInto } from './steps.ts';

interface SectionPageProps {
  readonly sections: readonly Section[];
  readonly section: Section;
  /** Where the cursor goes when the section opens; null when the person was sent to a field of it, which takes the focus itself. */
  readonly arrive: 'first' | 'last' | null;
  readonly onChoose: (id: Path, arrive?: 'first' | 'last') => void;
}

/** The questions of one section, and the way to its neighbours. */
export function SectionPage({ sections, section, arrive, onChoose }: SectionPageProps) {
  const t = useText();
  const language = useLanguage();
  const { session, fill, locked } = useFill();
  const page = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useVersion(section.id);
  const relevant = section.group === null || session.relevant(section.id);
  const shown = sections.filter((entry) => entry.group === null || session.relevant(entry.id));
  const at = shown.indexOf(section);
  const previous = shown[at - 1];
  const next = shown[at + 1];

  useEffect(() => () => { void fill.flush(); }, [fill]);
  const sent = useFillState((state) => (state.jump?.path === section.id ? state.jump.turn : 0));
  useEffect(() => {
    if (arrive === null || !page.current) return;
    // A form that cannot be typed into is read from its top, with what stands above it.
    if (locked) title.current?.focus();
    else stepInto(page.current, arrive);
    // Only when the section opens, or when the person is sent to it again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [sent]);

  // Enter goes from question to question, and over the end of the section into the next one.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F10' && next && !event.altKey) {
      event.preventDefault();
      return onChoose(next.id);
    }
    if (opensList(event)) return;
    // Lists open in a layer of their own; React still sends their keys through here.
    if (!page.current?.contains(event.target as Node) || (event.target as HTMLElement).closest('.row-card')) return;
    onEnter(event, (field, backwards) => {
      if (!page.current || stepFrom(field, backwards, page.current)) return;
      const beyond = backwards ? previous : next;
      if (beyond) onChoose(beyond.id, backwards ? 'last' : 'first');
    });
  };

  return (
    <div className="section" ref={page} data-region onKeyDownCapture={onKeyDown} onPaste={pasteAsLine}>
      <h2 className="section-title" ref={title} tabIndex={-1}><span className="section-name">{section.name}</span>{textIn(section.label, language)}</h2>
      {relevant ? <Nodes nodes={section.nodes} parent={section.group ? section.id : '/'} /> : <p className="soft">{t('form.noQuestions')}</p>}
      <div className="section-ways">
        {previous && <Way section={previous} onChoose={onChoose} />}
        {next && <Way next section={next} onChoose={onChoose} />}
      </div>
    </div>
  );
}

function Way({ section, next, onChoose }: { readonly section: Section; readonly next?: boolean; readonly onChoose: (id: Path) => void }) {
  const language = useLanguage();
  const Icon = next ? ArrowRight : ArrowLeft;
  return (
    <span className={next ? 'way-next' : undefined}>
      <Button icon={<Icon />} onPress={() => onChoose(section.id)}>{`${section.name} ${textIn(section.label, language)}`}</Button>
    </span>
  );
}
