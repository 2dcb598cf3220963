import { useEffect, useRef } from 'react';
import type { ExportReceipt } from '../../shared/ipc/bundle.ts';
import { useBridge, useWorkspace } from '../service/program.tsx';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { printMoment } from '../ui/field/dates.ts';
import { printSize } from '../ui/field/numbers.ts';
import { KeyValue } from '../ui/KeyValue.tsx';
import { StatusTag } from '../ui/StatusTag.tsx';
import { Words } from '../ui/Words.tsx';
import { FolderOpen, Printer, ShieldCheck } from '../ui/icon/icons.tsx';

interface ReceiptProps {
  readonly receipt: ExportReceipt;
  readonly onDone: () => void;
}

/** What has left this computer, to be read aloud, printed and filed. */
export function Receipt({ receipt, onDone }: ReceiptProps) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { body, role } = useWorkspace();
  const back = role === 'commission';
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="screen receipt">
      <header className="screen-head no-print">
        <h1 ref={head} tabIndex={-1}>{t(receipt.awaits.length > 0 ? 'seal.awaitsTitle' : 'receipt.title')}</h1>
        <Button icon={<FolderOpen />} onPress={() => void bridge.call('service.showFile', { ticket: receipt.ticket })}>{t('ui.showFile')}</Button>
        <Button icon={<Printer />} onPress={() => window.print()}>{t('ui.print')}</Button>
        <Button look="primary" onPress={onDone}>{t('receipt.done')}</Button>
      </header>
      <div className="screen-body" role="region" aria-label={t('receipt.title')} tabIndex={0}>
        <div className="sheet">
          <h1 className="only-print">{t('receipt.printTitle')}</h1>
          {receipt.awaits.length > 0
            ? <Banner tone="warning">{t('seal.awaitsText')}</Banner>
            : <Banner tone="good" title={t('receipt.verified')}>{t(back ? 'receipt.textBack' : 'receipt.text')}</Banner>}
          <section className="card receipt-code">
            <div><span className="note">{t('receipt.code')}</span><strong data-testid="short-code">{receipt.shortCode}</strong></div>
            <p className="note">{t(back ? 'receipt.codeTextBack' : 'receipt.codeText')}</p>
          </section>
          <section className="card">
            <KeyValue pairs={[
              [t('receipt.body'), body],
              [t('receipt.file'), receipt.fileName],
              [t('receipt.folder'), receipt.folder],
              [t('receipt.size'), printSize(language, receipt.size)],
              [t('receipt.seq'), receipt.seq],
              [t('receipt.companies'), receipt.companies],
              [t('receipt.revisions'), receipt.revisions],
              [t('receipt.createdAt'), printMoment(language, receipt.createdAt)],
              [t('receipt.sha256'), <code key="sha">{receipt.sha256}</code>],
              [t('receipt.signer'), <span key="signer" className="row">{receipt.signer.holder}<StatusTag tone="good" icon={ShieldCheck}>{t('receipt.verified')}</StatusTag></span>],
              [t('receipt.fingerprint'), <Words key="words" fingerprint={receipt.signer.fingerprint} hex />],
            ]} />
          </section>
        </div>
      </div>
    </div>
  );
}
