import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CeremonyState, RootInfo } from '../../../shared/ipc/ceremony.ts';
import { useGo, useProgram } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printDate } from '../../ui/field/dates.ts';
import { Steps, type StepLine } from '../../ui/Steps.tsx';
import { Words } from '../../ui/Words.tsx';
import { ArrowLeft, Printer } from '../../ui/icon/icons.tsx';
import { Failed } from '../Failed.tsx';
import { Acts } from './Acts.tsx';
import { FinishStep, KeysStep, MakeStep, SignStep } from './CeremonySteps.tsx';
import { createCeremonyStore, type CeremonyNotice, type CeremonyStore } from './store.ts';
import '../trust.css';

/** The root in force, and the ceremony that makes the next one: each step says what to do and what has been done (B13). */
export function CeremonyScreen() {
  const t = useText();
  const { go } = useGo();
  const { bridge, status } = useProgram();
  const [store] = useState(() => createCeremonyStore(bridge, status.getState().run));
  const state = useStore(store);
  useEffect(() => { void store.load(); }, [store]);
  const { ceremony, act, failure, notice, busy } = state;
  const begun = ceremony !== null && (ceremony.keys.length > 0 || ceremony.next !== null);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('ceremony.title')}</h1>
        {begun && <Button look="danger" isDisabled={busy} onPress={() => void store.drop()}>{t('ceremony.drop')}</Button>}
        <Button icon={<ArrowLeft />} onPress={() => go({ kind: 'trust' })}>{t('ceremony.back')}</Button>
      </header>
      <div className="screen-body trust-body" role="region" aria-label={t('ceremony.title')} tabIndex={0}>
        {act === 'none' && <Failed failure={failure} />}
        {notice && <Notice notice={notice} onShow={(ticket) => void store.showFile(ticket)} />}
        {ceremony === null ? !failure && <p className="soft">{t('ui.loading')}</p> : (
          <>
            <p className="soft prose">{t('ceremony.what')}</p>
            <Current root={ceremony.current} store={store} busy={busy} />
            <Steps across label={t('ceremony.steps')} steps={stepsOf(ceremony).map((step) => ({ ...step, label: t(`ceremony.step.${step.id}`) }))} />
            <KeysStep ceremony={ceremony} store={store} busy={busy} />
            <MakeStep ceremony={ceremony} store={store} busy={busy} />
            {ceremony.next && <SignStep next={ceremony.next} store={store} busy={busy} />}
            <FinishStep ready={ceremony.next?.ready ?? false} store={store} busy={busy} />
          </>
        )}
        <Acts state={state} store={store} />
      </div>
    </div>
  );
}

function Current({ root, store, busy }: { readonly root: RootInfo | null; readonly store: CeremonyStore; readonly busy: boolean }) {
  const t = useText();
  const language = useLanguage();
  if (root === null) return <Banner tone="info">{t('ceremony.none')}</Banner>;
  const { version, threshold, keys, expiresAt, fingerprint } = root;
  return (
    <section className="card" aria-label={t('ceremony.current')}>
      <header className="spread">
        <h2>{t('ceremony.current')}</h2>
        <Button small icon={<Printer />} isDisabled={busy} onPress={() => void store.print()}>{t('ceremony.print')}</Button>
      </header>
      <p>{t('ceremony.rule', { version, threshold, count: keys.length, date: printDate(language, expiresAt.slice(0, 10)) })}</p>
      {keys.length === 1 && <Banner tone="warning">{t('ceremony.sole')}</Banner>}
      <Words fingerprint={fingerprint} hex />
      <p className="note">{t('ceremony.readAloud')}</p>
    </section>
  );
}

type StepId = 'keys' | 'make' | 'sign' | 'finish';

/** Where the ceremony stands: the first step that is not done is the one to do. */
function stepsOf({ keys, next }: CeremonyState): readonly { readonly id: StepId; readonly state: StepLine['state'] }[] {
  const done: Readonly<Record<StepId, boolean>> = { keys: keys.length > 0, make: next !== null, sign: next?.ready ?? false, finish: false };
  const ids: readonly StepId[] = ['keys', 'make', 'sign', 'finish'];
  const current = ids.find((id) => !done[id]);
  return ids.map((id) => ({ id, state: done[id] ? 'passed' : id === current ? 'current' : 'waiting' }));
}

function Notice({ notice, onShow }: { readonly notice: CeremonyNotice; readonly onShow: (ticket: string) => void }) {
  const t = useText();
  switch (notice.kind) {
    case 'finished': return <Banner tone="good">{t('ceremony.notice.finished', { version: notice.version })}</Banner>;
    case 'printed': return <Banner tone="good" actions={<Button small onPress={() => onShow(notice.ticket)}>{t('trust.showFile')}</Button>}>{t('ceremony.notice.printed', { file: notice.fileName })}</Banner>;
  }
}
