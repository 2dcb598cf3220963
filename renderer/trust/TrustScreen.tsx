import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { TrustState } from '../../shared/ipc/bundle.ts';
import { useBridge, useGo, useProgram, useWorkspace } from '../service/program.tsx';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Count } from '../ui/Count.tsx';
import { printDate } from '../ui/field/dates.ts';
import { Empty } from '../ui/Empty.tsx';
import { KeyValue } from '../ui/KeyValue.tsx';
import { StatusTag, type StatusTone } from '../ui/StatusTag.tsx';
import { Words } from '../ui/Words.tsx';
import { FileDown, FilePen, FileText, FileUp, KeyRound, PenLine, ShieldCheck, ShieldQuestion } from '../ui/icon/icons.tsx';
import { AddKeysDialog } from './AddKeysDialog.tsx';
import { DescribeDialog } from './DescribeDialog.tsx';
import { ExpiryBanner } from './ExpiryBanner.tsx';
import { Failed } from './Failed.tsx';
import { FormDialog, SignFormDialog } from './FormDialog.tsx';
import { InstallDialog } from './InstallDialog.tsx';
import { KeyTable } from './KeyTable.tsx';
import { ExpiryDialog, Policies, PolicyDialog } from './Policies.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { DiscardDialog, SignDialog, StagedCard } from './StagedCard.tsx';
import { nextContent } from './staged.ts';
import { createTrustStore, type TrustNotice, type TrustScreenState, type TrustStore } from './store.ts';
import { registryStanding, type RegistryStanding } from './validity.ts';
import './trust.css';

/** Whose signatures this PC believes: the registry in force and everything that changes it. */
export function TrustScreen() {
  const t = useText();
  const { go } = useGo();
  const bridge = useBridge();
  const { status } = useProgram();
  const [store] = useState(() => createTrustStore(bridge, status.getState().run));
  const state = useStore(store);
  const workspace = useWorkspace();
  useEffect(() => { void store.load(); }, [store]);
  const { trust, act, failure, notice, busy } = state;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('trust.title')}</h1>
        {workspace.role === 'commission' && trust?.version === 0 && <Button icon={<ShieldCheck />} onPress={() => go({ kind: 'ceremony' })}>{t('ceremony.open')}</Button>}
        {trust?.canSign && trust.version > 0 && <Button icon={<FileUp />} isDisabled={busy} onPress={() => void store.exportRegistry()}>{t('trust.export')}</Button>}
        {trust && trust.version > 0 && <Button icon={<FileDown />} isDisabled={busy} onPress={() => void store.pickRegistry()}>{t('trust.install')}</Button>}
        {trust?.canSign && trust.version > 0 && <Button icon={<FilePen />} isDisabled={busy} onPress={() => void store.pickFormToSign()}>{t('trust.signForm')}</Button>}
        {trust && trust.version > 0 && <Button icon={<FileText />} isDisabled={busy} onPress={() => void store.pickForm()}>{t('trust.form.install')}</Button>}
      </header>
      <div className="screen-body trust-body" role="region" aria-label={t('trust.title')} tabIndex={0}>
        {act.kind === 'none' && <Failed failure={failure} />}
        {notice && <Notice notice={notice} onShow={(ticket) => void store.showFile(ticket)} />}
        {trust === null && !failure && <p className="soft">{t('ui.loading')}</p>}
        {trust?.version === 0 && (
          <Empty icon={<ShieldQuestion />} title={t('trust.none.title')}
            action={<Button look="primary" autoFocus icon={<FileDown />} isDisabled={busy} onPress={() => void store.pickRegistry()}>{t('trust.install')}</Button>}>
            {t(`trust.none.${workspace.role}`)}
          </Empty>
        )}
        {trust && trust.version > 0 && <InForce trust={trust} store={store} busy={busy} />}
        <Act state={state} store={store} />
      </div>
    </div>
  );
}

const tones = { none: 'neutral', 'in-force': 'good', 'expires-soon': 'warning', expired: 'error' } as const satisfies Record<RegistryStanding, StatusTone>;

function InForce({ trust, store, busy }: { readonly trust: TrustState; readonly store: TrustStore; readonly busy: boolean }) {
  const t = useText();
  const language = useLanguage();
  const now = useProgram().now();
  const { go } = useGo();
  const workspace = useWorkspace();
  const standing = registryStanding(trust.version, trust.expiresAt, now);
  const day = (moment: string | null) => (moment === null ? null : printDate(language, moment.slice(0, 10)));
  return (
    <>
      {trust.expiresAt !== null && <ExpiryBanner expiresAt={trust.expiresAt} />}
      <StagedCard trust={trust} store={store} busy={busy} />
      <section className="card trust-registry">
        <div className="stack">
          <h2>{t('trust.registry')}</h2>
          <KeyValue pairs={[
            [t('trust.version'), <span key="version" className="row"><strong>{trust.version}</strong><StatusTag tone={tones[standing]} icon={null}>{t(`trust.standing.${standing}`)}</StatusTag></span>],
            [t('trust.issuedAt'), day(trust.issuedAt)],
            [t('trust.expiresAt'), day(trust.expiresAt)],
            [t('trust.rootRule'), t('trust.rootRuleValue', { version: trust.rootVersion, threshold: trust.rootKeys.threshold, count: trust.rootKeys.count })],
          ]} />
          {trust.canSign && (
            <div className="row">
              <Button small isDisabled={busy} onPress={() => store.begin({ kind: 'expiry' })}>{t('trust.expiry.change')}</Button>
              {trust.staged.length === 0 && <Button small icon={<PenLine />} isDisabled={busy} onPress={() => store.begin({ kind: 'signing' })}>{t('trust.renew')}</Button>}
            </div>
          )}
        </div>
        {trust.root && (
          <div className="stack">
            <h2>{t('trust.root')}</h2>
            <Words fingerprint={trust.root} hex />
            <p className="note">{t(workspace.role === 'commission' ? 'trust.rootHint' : 'trust.rootHintBody')}</p>
            {workspace.role === 'commission' && <div className="row"><Button small icon={<ShieldCheck />} onPress={() => go({ kind: 'ceremony' })}>{t('ceremony.open')}</Button></div>}
          </div>
        )}
      </section>
      <section className="card">
        <header className="spread">
          <h2>{t('trust.keys')} <span className="soft"><Count of={trust.entries.length} /></span></h2>
          {trust.canSign && <Button small icon={<KeyRound />} isDisabled={busy} onPress={() => void store.pickKeys()}>{t('trust.add')}</Button>}
        </header>
        {trust.entries.length === 0 ? <p className="soft">{t('trust.noKeys')}</p>
          : <KeyTable entries={trust.entries} now={now} own={workspace.signingKey?.keyId ?? null} {...(trust.canSign && { onRevoke: (keyId: string) => void store.startRevoking(keyId), onDescribe: (keyId: string) => store.begin({ kind: 'describing', keyId }) })} />}
      </section>
      <Policies trust={trust} {...(trust.canSign && { onChange: (country: string, body: string) => store.begin({ kind: 'policy', country, body }) })} />
    </>
  );
}

function Act({ state, store }: { readonly state: TrustScreenState; readonly store: TrustStore }) {
  const now = useProgram().now();
  const { act, trust } = state;
  switch (act.kind) {
    case 'none': return null;
    case 'installing': return <InstallDialog preview={act.preview} store={store} state={state} now={now} />;
    case 'adding': return <AddKeysDialog keys={act.keys} store={store} state={state} />;
    case 'revoking': {
      const entry = trust?.entries.find((each) => each.keyId === act.keyId);
      return entry === undefined ? null : <RevokeDialog entry={entry} seen={act.seen} store={store} state={state} />;
    }
    case 'describing': {
      const entry = trust && nextContent(trust).entries.find((each) => each.keyId === act.keyId);
      return entry ? <DescribeDialog entry={entry} store={store} state={state} /> : null;
    }
    case 'policy': return trust && <PolicyDialog country={act.country} body={act.body} trust={trust} store={store} state={state} />;
    case 'expiry': return trust && <ExpiryDialog trust={trust} store={store} state={state} />;
    case 'signing': return trust && <SignDialog trust={trust} store={store} state={state} />;
    case 'discarding': return trust && <DiscardDialog trust={trust} store={store} state={state} />;
    case 'signing-form': return <SignFormDialog form={act.form} store={store} state={state} />;
    case 'form': return <FormDialog preview={act.preview} store={store} state={state} />;
  }
}

function Notice({ notice, onShow }: { readonly notice: TrustNotice; readonly onShow: (ticket: string) => void }) {
  const t = useText();
  if (notice.kind === 'form-installed') return <Banner tone="good">{t('trust.notice.formInstalled', { version: notice.version })}</Banner>;
  if (notice.kind === 'form-signed') return <Banner tone="good">{t('trust.notice.formSigned', { version: notice.version, number: notice.number })}</Banner>;
  if (notice.kind !== 'exported') return <Banner tone="good">{t(`trust.notice.${notice.kind}`, { version: notice.version })}</Banner>;
  return (
    <Banner tone="good" actions={<Button small onPress={() => onShow(notice.ticket)}>{t('trust.showFile')}</Button>}>{t('trust.notice.exported', { file: notice.fileName })}</Banner>
  );
}
