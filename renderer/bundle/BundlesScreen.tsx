import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { saidElsewhere } from '../service/passphrase/refused.ts';
import { useGo, useProgram, useWorkspace } from '../service/program.tsx';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Unread } from '../ui/Waiting.tsx';
import { FileCheck, FileSearch, FileSignature, Stamp } from '../ui/icon/icons.tsx';
import { STATUS } from '../ui/said.ts';
import { ExportForm } from './ExportForm.tsx';
import { Receipt } from './Receipt.tsx';
import { ReceiptsDialog } from './ReceiptsDialog.tsx';
import { ReceiptsNotice } from './ReceiptsNotice.tsx';
import { SealDialog } from './SealDialog.tsx';
import { SentList } from './SentList.tsx';
import { createBundles } from './store.ts';
import './bundle.css';

/** The next bundle, those that have left, and what the Commission has said of them. */
export function BundlesScreen() {
  const t = useText();
  const { bridge, status } = useProgram();
  const { role } = useWorkspace();
  const { go } = useGo();
  const bundles = useMemo(() => createBundles(bridge, status.getState().run), [bridge, status]);
  const { phase, preview, sent, open, awaiting, notice, failure, load, leave, send, sendAgain, toggle, installReceipts, writeReceipts, finish, ...more } = useStore(bundles);
  const [asking, setAsking] = useState(false);
  const onScreen = asking || awaiting ? null : failure;
  const said = preview ? saidElsewhere(onScreen) : onScreen;
  const closeReceipts = () => {
    setAsking(false);
    more.leaveAwaiting();
  };
  useEffect(() => {
    void load();
    return leave;
  }, [load, leave]);

  if (phase.kind === 'done') return <Receipt receipt={phase.receipt} onDone={() => void finish()} />;
  const working = phase.kind === 'working';
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('bundles.title')}</h1>
        <Button icon={<FileSearch />} onPress={() => go({ kind: 'doctor' })}>{t('doctor.open')}</Button>
        {role === 'ministry' && <Button icon={<Stamp />} isDisabled={working} onPress={() => void more.pickAwaiting()}>{t('seal.open')}</Button>}
        {role === 'ministry'
          ? <Button icon={<FileCheck />} isDisabled={working} onPress={() => void installReceipts()}>{t('receipts.install')}</Button>
          : <Button icon={<FileSignature />} isDisabled={working} onPress={() => setAsking(true)}>{t('receipts.write')}</Button>}
      </header>
      <div className="screen-body" role="region" aria-label={t('bundles.title')} tabIndex={0}>
        <div className="sheet bundles-sheet">
          {said && <Unread failure={said} retry={preview ? undefined : () => load()} />}
          {notice && <ReceiptsNotice notice={notice} />}
          {phase.kind === 'loading' && <p className="soft" {...STATUS}>{t('ui.loading')}</p>}
          {preview && <ExportForm preview={preview} working={working} failure={onScreen} onSend={(choice) => void send(choice)} onRecipient={(to) => void load(to)} />}
          {phase.kind !== 'loading' && <SentList sent={sent} open={open} working={working} onToggle={(manifest) => void toggle(manifest)} onAgain={(manifest) => void sendAgain(manifest)} onManifest={(manifest) => void more.exportManifest(manifest)} onAttach={(manifest) => void more.attachSignature(manifest)} />}
        </div>
        {awaiting && <SealDialog awaiting={awaiting} failure={failure} working={working} onSeal={(passphrase) => void more.countersign(passphrase)} onClose={more.leaveAwaiting} />}
        {asking && <ReceiptsDialog failure={failure} onWrite={writeReceipts} onClose={closeReceipts} />}
      </div>
    </div>
  );
}
