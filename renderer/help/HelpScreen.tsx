import { useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import { parseGuide } from '../../shared/guide/chapters.ts';
import { guide } from '../../shared/guide/guide.ts';
import { glossaryWords } from '../../shared/guide/words.ts';
import type { ScreenOf } from '../screen.ts';
import { PaperSaid, usePaper } from '../service/paper.tsx';
import { useBridge, useGo, useService, useWorkspace } from '../service/program.tsx';
import { ExampleButton } from '../service/start/ExampleButton.tsx';
import { useSentence } from '../text/sentence.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { FileDown } from '../ui/icon/icons.tsx';
import { Glossary } from './Glossary.tsx';
import { GuideText } from './GuideText.tsx';
import './help.css';

const GLOSSARY = 'glossary';

/** The user guide and the glossary, chapter by chapter, on screen and as PDF; and the way to the tour. */
export function HelpScreen({ screen }: { readonly screen: ScreenOf<'help'> }) {
  const t = useText();
  const language = useLanguage();
  const { go } = useGo();
  const { title, lead, chapters } = useMemo(() => parseGuide(guide[language]), [language]);
  const here = screen.chapter ?? chapters[0]?.id ?? '';
  const chapter = chapters.find(({ id }) => id === here);
  const entries = [...chapters, { id: GLOSSARY, title: glossaryWords[language] }];
  const page = useRef<HTMLElement>(null);
  const contents = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.scrollTo({ top: 0 });
    // In a narrow window the contents are one line.
    contents.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <div className="screen">
      <HelpHead title={title} />
      <div className="help">
        <nav className="help-contents" ref={contents} aria-label={t('help.contents')} data-region>
          {entries.map(({ id, title: name }) => (
            <button key={id} type="button" aria-current={id === here ? 'page' : undefined} onClick={() => go({ kind: 'help', chapter: id })}>{name}</button>
          ))}
        </nav>
        <article className="help-page" ref={page} data-region tabIndex={0} aria-label={chapter?.title ?? glossaryWords[language]}>
          <h2>{chapter?.title ?? glossaryWords[language]}</h2>
          {chapter?.id === chapters[0]?.id && <GuideText text={lead} />}
          {chapter ? <GuideText text={chapter.text} /> : <Glossary />}
        </article>
      </div>
    </div>
  );
}

function HelpHead({ title }: { readonly title: string }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { role } = useWorkspace();
  const example = useService((state) => state.example);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { printing, printLong } = usePaper();
  const save = () => {
    setFailure(null);
    void printLong((job) => bridge.call('service.saveGuide', { job }));
  };
  return (
    <>
      <header className="screen-head">
        <h1>{title}</h1>
        {!example && <ExampleButton role={role} onFailure={setFailure} />}
        <Button icon={<FileDown />} isDisabled={printing.kind === 'writing'} onPress={save}>{t('help.save')}</Button>
      </header>
      {failure && <div className="help-said"><Banner tone="error">{sentence(failure)}</Banner></div>}
      <PaperSaid printing={printing} />
    </>
  );
}
