import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useProgram } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { ExportForm } from './ExportForm.tsx';
import { Receipt } from './Receipt.tsx';
import { SentList } from './SentList.tsx';
import { createBundles } from './store.ts';
import './bundle.css';

/** The next bundle, and those that have left. */
export function BundlesScreen() {
  const t = useText();
  const sentence = useSentence();
  const { bridge, status } = useProgram();
  const bundles = useMemo(() => createBundles(bridge, status.getState().run), [bridge, status]);
  const { phase, preview, sent, failure, load, send, finish } = useStore(bundles);
  useEffect(() => { void load(); }, [load]);

  if (phase.kind === 'done') return <Receipt receipt={phase.receipt} onDone={() => void finish()} />;
  return (
    <div className="screen">
      <header className="screen-head"><h1>{t('bundles.title')}</h1></header>
      <div className="screen-body">
        <div className="sheet">
          {failure && <Banner tone="error" actions={preview ? null : <Button onPress={() => void load()}>{t('ui.retry')}</Button>}>{sentence(failure)}</Banner>}
          {phase.kind === 'loading' && <p className="soft" role="status">{t('ui.loading')}</p>}
          {preview && <ExportForm preview={preview} working={phase.kind === 'working'} onSend={(passphrase, personal) => void send(passphrase, personal)} onRecipient={(to) => void load(to)} />}
          {phase.kind !== 'loading' && <SentList sent={sent} />}
        </div>
      </div>
    </div>
  );
}
