import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useProgram, useService } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { KeyRound, LifeBuoy, Plus } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { KeyCard } from './KeyCard.tsx';
import { MakeDialog } from './MakeDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { createKeysStore, type KeyNotice, type KeysState, type KeysStore } from './store.ts';

/** The keys of this PC: for what, whose, how they stand, and everything that can be done with them (B20). */
export function KeysScreen() {
  const t = useText();
  const sentence = useSentence();
  const { bridge, status } = useProgram();
  const start = useService((state) => state.start);
  const [store] = useState(() => createKeysStore(bridge, status.getState().run));
  const state = useStore(store);
  const { keys, act, failure, notice, busy } = state;
  useEffect(() => { void store.load(); }, [store]);
  // Another key may speak for the workspace now: the window asks who it is.
  const changed = notice?.kind === 'made' || notice?.kind === 'restored' || notice?.kind === 'chosen';
  useEffect(() => { if (changed) void start(); }, [changed, start]);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('keyring.title')}</h1>
        <Button icon={<LifeBuoy />} isDisabled={busy} onPress={() => store.begin({ kind: 'restoring' })}>{t('keyring.restore')}</Button>
        <Button icon={<Plus />} isDisabled={busy} onPress={() => store.begin({ kind: 'making' })}>{t('keyring.make')}</Button>
      </header>
      <div className="screen-body" role="region" aria-label={t('keyring.title')} tabIndex={0}>
        <div className="sheet">
          {act.kind === 'none' && failure && <Banner tone="error">{sentence(failure)}</Banner>}
          {notice && <Notice notice={notice} />}
          {keys === null && !failure && <p className="soft" {...STATUS}>{t('ui.loading')}</p>}
          {keys?.length === 0 && <Empty icon={<KeyRound />} title={t('keyring.none')}>{t('keyring.noneText')}</Empty>}
          {keys?.map((key) => <KeyCard key={key.keyId} info={key} store={store} busy={busy} />)}
          {keys && keys.length > 0 && <p className="note">{t('keyring.note')}</p>}
        </div>
        <Act state={state} store={store} />
      </div>
    </div>
  );
}

function Act({ state, store }: { readonly state: KeysState; readonly store: KeysStore }) {
  switch (state.act.kind) {
    case 'none': return null;
    case 'making': return <MakeDialog state={state} store={store} />;
    case 'restoring': return <RestoreDialog state={state} store={store} />;
    case 'changing': return <ChangeDialog state={state} store={store} info={state.act.key} />;
  }
}

function Notice({ notice }: { readonly notice: KeyNotice }) {
  const t = useText();
  switch (notice.kind) {
    case 'exported': return <Banner tone="good">{t('keyring.notice.exported', { file: notice.fileName })}</Banner>;
    case 'sheet': return <Banner tone="good">{t('keyring.notice.sheet', { file: notice.fileName })}</Banner>;
    case 'changed': return <Banner tone="warning" title={t('keyring.notice.changed')}>{t('keyring.notice.changedText')}</Banner>;
    case 'made': return <Banner tone="good" title={t('keyring.notice.made')}>{t('keyring.notice.madeText')}</Banner>;
    case 'restored': return <Banner tone="good">{t('keyring.notice.restored')}</Banner>;
    case 'chosen': return <Banner tone="good">{t('keyring.notice.chosen')}</Banner>;
  }
}
