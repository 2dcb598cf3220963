import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFill, useVersion } from '../fill/use.ts';
import { textIn, type Section } from '../outline.ts';
import { Nodes } from './NodeView.tsx';

interface SectionPageProps {
  readonly sections: readonly Section[];
  readonly section: Section;
  /** The person was sent to a field of it, which takes the focus itself. */
  readonly sent: boolean;
  readonly onChoose: (id: Path) => void;
}

/** The questions of one section, and the way to its neighbours. */
export function SectionPage({ sections, section, sent, onChoose }: SectionPageProps) {
  const t = useText();
  const language = useLanguage();
  const { session, fill } = useFill();
  const page = useRef<HTMLDivElement>(null);
  useVersion(section.id);
  const relevant = section.group === null || session.relevant(section.id);
  const shown = sections.filter((entry) => entry.group === null || session.relevant(entry.id));
  const at = shown.indexOf(section);
  const previous = shown[at - 1];
  const next = shown[at + 1];

  useEffect(() => {
    if (!sent) page.current?.querySelector<HTMLElement>('.question input, .question textarea, .question button.input')?.focus({ preventScroll: true });
    return () => { void fill.flush(); };
    // Only when the section opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div className="section" ref={page} data-region>
      <h2 className="section-title"><span className="section-name">{section.name}</span>{textIn(section.label, language)}</h2>
      {relevant ? <Nodes nodes={section.nodes} parent={section.group ? section.id : '/'} /> : <p className="soft">{t('form.noQuestions')}</p>}
      <div className="section-ways no-print">
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
      <Button icon={<Icon aria-hidden />} onPress={() => onChoose(section.id)}>{`${section.name} ${textIn(section.label, language)}`}</Button>
    </span>
  );
}
