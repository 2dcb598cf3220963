import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { JobProgress } from '../../shared/ipc/api.ts';
import type { PrintedFile } from '../../shared/ipc/survey.ts';
import { useBridge } from './program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { FolderOpen } from '../ui/icon/icons.tsx';
import { createOnce } from '../ui/once.ts';

/** How it goes with a document that is being written; `idle` too when the person cancelled. */
export type Printing =
  | { readonly kind: 'idle' }
  /** With a job it can be stopped. */
  | { readonly kind: 'writing'; readonly job: string | null }
  | { readonly kind: 'written'; readonly file: PrintedFile }
  | { readonly kind: 'failed'; readonly failure: Failure };

type Written = Promise<Result<PrintedFile | null, Failure>>;

interface Printer {
  readonly print: (work: () => Written) => Promise<void>;
  /** The same for what may take long: the person can stop it. */
  readonly printLong: (work: (job: string) => Written) => Promise<void>;
}

/** Writes documents one at a time, and knows how the last one went; another is not begun meanwhile. */
export function createPaper(uuid: () => string): StoreApi<Printing> & Printer {
  const store = createStore<Printing>(() => ({ kind: 'idle' }));
  const once = createOnce();
  const write = async (job: string | null, work: () => Written): Promise<void> => {
    await once(async () => {
      store.setState({ kind: 'writing', job }, true);
      const answer = await work();
      if (!answer.ok) store.setState(answer.error.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', failure: answer.error }, true);
      else store.setState(answer.value ? { kind: 'written', file: answer.value } : { kind: 'idle' }, true);
    });
  };
  return {
    ...store,
    print: (work) => write(null, work),
    printLong: (work) => {
      const job = uuid();
      return write(job, () => work(job));
    },
  };
}

/** {@link createPaper} for a screen. */
export function usePaper(): Printer & { readonly printing: Printing } {
  const [paper] = useState(() => createPaper(() => crypto.randomUUID()));
  return { printing: useStore(paper), print: paper.print, printLong: paper.printLong };
}

/** What came of printing, above the work. */
export function PaperSaid({ printing }: { readonly printing: Printing }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  switch (printing.kind) {
    case 'idle': return null;
    case 'writing': return <div className="paper-said"><Working job={printing.job} label={t('paper.writing')} /></div>;
    case 'failed': return <div className="paper-said"><Banner tone="error">{sentence(printing.failure)}</Banner></div>;
    case 'written': {
      const { fileName, ticket } = printing.file;
      return (
        <div className="paper-said">
          <Banner tone="good" actions={<Button small icon={<FolderOpen />} onPress={() => void bridge.call('service.showFile', { ticket })}>{t('ui.showFile')}</Button>}>
            {t('paper.written', { file: fileName })}
          </Banner>
        </div>
      );
    }
  }
}

interface WorkingProps {
  /** Null: it cannot be stopped. */
  readonly job: string | null;
  /** What is being done, until the work itself says more. */
  readonly label: string;
}

/** Something moves while long work is done, with how far it is, or how long it has taken where it cannot say (how far a PDF is, Chromium does not), and the way to stop it. */
export function Working({ job, label }: WorkingProps) {
  const t = useText();
  const bridge = useBridge();
  const [how, setHow] = useState<JobProgress | null>(null);
  useEffect(() => bridge.on('progress', (progress) => { if (progress.job === job) setHow(progress); }), [bridge, job]);
  const said = how === null ? label : t(`phase.${how.phase}`);
  return (
    <Banner still tone="info" actions={job !== null && how !== null && <Button small onPress={() => void bridge.call('service.cancel', { job })}>{t('paper.stop')}</Button>}>
      <Progress key={said} label={said} done={how?.done ?? 0} total={how?.total ?? 0} />
    </Banner>
  );
}
