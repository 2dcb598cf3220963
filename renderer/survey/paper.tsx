import { FolderOpen } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { PrintedFile } from '../../shared/ipc/survey.ts';
import { useBridge } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

/** How it goes with a document that is being written; `idle` too when the person cancelled. */
export type Printing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'written'; readonly file: PrintedFile }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Writes documents one at a time and knows how the last one went. */
export function usePaper(): { readonly printing: Printing; readonly print: (work: () => Promise<Result<PrintedFile | null, Failure>>) => Promise<void> } {
  const [printing, setPrinting] = useState<Printing>({ kind: 'idle' });
  const print = useCallback(async (work: () => Promise<Result<PrintedFile | null, Failure>>) => {
    setPrinting({ kind: 'writing' });
    const answer = await work();
    if (!answer.ok) setPrinting({ kind: 'failed', failure: answer.error });
    else setPrinting(answer.value ? { kind: 'written', file: answer.value } : { kind: 'idle' });
  }, []);
  return { printing, print };
}

/** What came of printing, above the work. */
export function PaperSaid({ printing }: { readonly printing: Printing }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  switch (printing.kind) {
    case 'idle': return null;
    case 'writing': return <div className="paper-said"><Banner tone="info">{t('paper.writing')}</Banner></div>;
    case 'failed': return <div className="paper-said"><Banner tone="error">{sentence(printing.failure)}</Banner></div>;
    case 'written': {
      const { fileName, ticket } = printing.file;
      return (
        <div className="paper-said">
          <Banner tone="good" actions={<Button small icon={<FolderOpen aria-hidden />} onPress={() => void bridge.call('service.showFile', { ticket })}>{t('ui.showFile')}</Button>}>
            {t('paper.written', { file: fileName })}
          </Banner>
        </div>
      );
    }
  }
}
