import type { ReceiptOutcome } from '../../shared/ipc/merge.ts';
import { useBridge } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import type { ReceiptsNotice as Notice } from './store.ts';

/** What came of receipts that were written or taken in, file by file where one was refused, and of signatures made outside. */
export function ReceiptsNotice({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const bridge = useBridge();
  switch (notice.kind) {
    case 'written': {
      const { written, of, folder, ticket } = notice.receipts;
      if (of === 0) return <Banner tone="info">{t('receipts.writtenNone')}</Banner>;
      return (
        <Banner tone={written < of ? 'warning' : 'good'} actions={<Button small onPress={() => void bridge.call('service.showFile', { ticket })}>{t('ui.showFile')}</Button>}>
          {written < of ? t('receipts.writtenStopped', { written, of, folder }) : t('receipts.written', { count: written, folder })}
        </Banner>
      );
    }
    case 'manifest': return <Banner tone="info">{t('national.exported', { file: notice.fileName })}</Banner>;
    case 'attached': return <Banner tone="info">{t('national.attached')}</Banner>;
    case 'installed': {
      // One stick carries the receipts of many bodies: those of others are counted, not scolded.
      const { outcomes, of } = notice.receipts;
      const foreign = outcomes.filter(({ failure }) => failure?.code === 'not-sent-here');
      return (
        <>
          {outcomes.length < of && <Banner tone="warning">{t('receipts.installStopped', { done: outcomes.length, of })}</Banner>}
          {outcomes.map((outcome) => !foreign.includes(outcome) && <Outcome key={outcome.fileName} outcome={outcome} />)}
          {foreign.length > 0 && <Banner tone="info">{t('receipts.foreign', { count: foreign.length })}</Banner>}
        </>
      );
    }
  }
}

function Outcome({ outcome: { fileName, failure, receipt } }: { readonly outcome: ReceiptOutcome }) {
  const t = useText();
  const sentence = useSentence();
  if (failure) return <Banner tone="error" title={fileName}>{sentence(failure)}</Banner>;
  if (!receipt) return null;
  const { seq, verdict, missingSeq, already } = receipt;
  const text = t(`receipts.said.${verdict}`, { seq, missing: missingSeq ?? 0 });
  return <Banner tone={verdict === 'merged' ? 'good' : 'warning'}>{text}{already && <> {t('receipts.already')}</>}</Banner>;
}
