import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure, FailureCode } from '../../../shared/base/failure.ts';
import type { Examination } from '../../../shared/ipc/doctor.ts';
import type { ScreenOf } from '../../screen.ts';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useProgram } from '../../service/program.tsx';
import { useSaying, useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { printSize } from '../../ui/field/numbers.ts';
import { Steps, type StepLine } from '../../ui/Steps.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { FileSearch, Printer } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { Content } from './Content.tsx';
import { Facts } from './Facts.tsx';
import { Keys } from './Keys.tsx';
import { createDoctorStore } from './store.ts';
import './doctor.css';

/** Any file: what it is, what it claims, what of that holds, and what to do. */
export function DoctorScreen({ screen }: { readonly screen: ScreenOf<'doctor'> }) {
  const t = useText();
  const sentence = useSentence();
  const { bridge, status } = useProgram();
  const [store] = useState(() => createDoctorStore(bridge, status.getState().run));
  const { phase, failure, printed } = useStore(store);
  const { file } = screen;
  useEffect(() => {
    if (file) void store.examine(file);
    return store.leave;
  }, [store, file]);
  const examined = phase.kind === 'examined' ? phase.examination : null;
  const said = examined ? saidElsewhere(failure) : failure;
  const pick = <Button look={examined ? 'plain' : 'primary'} autoFocus={!file} icon={<FileSearch />} isDisabled={phase.kind === 'examining'} onPress={() => void store.pick()}>{t('doctor.pick')}</Button>;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('doctor.title')}</h1>
        {examined?.kind === 'proof' && examined.steps.every((step) => step.state !== 'failed' || step.id === 'root') && (
          <Button icon={<Printer />} onPress={() => void store.print()}>{t('doctor.print')}</Button>
        )}
        {phase.kind !== 'empty' && pick}
      </header>
      <div className="screen-body" role="region" aria-label={t('doctor.title')} tabIndex={0}>
        {said && <Banner tone="error">{sentence(said)}</Banner>}
        {printed !== null && <Banner tone="good">{t('doctor.printed', { file: printed })}</Banner>}
        {phase.kind === 'empty' && <Empty icon={<FileSearch />} title={t('doctor.empty')} action={pick}>{t('doctor.emptyText')}</Empty>}
        {phase.kind === 'examining' && <p className="soft" {...STATUS}>{t('doctor.examining', { file: phase.file.fileName })}</p>}
        {examined && phase.kind === 'examined' && <Report examination={examined} code={phase.code} refused={failure} onUnlock={(passphrase) => void store.examine(phase.file, { passphrase, code: phase.code })} onCode={(code) => void store.examine(phase.file, { code })} />}
      </div>
    </div>
  );
}

/** Nothing is wrong with the file itself: something around it is still open. */
const OPEN: ReadonlySet<FailureCode> = new Set(['root-uncompared', 'key-unregistered', 'no-trust', 'not-sent-here', 'unknown-signer', 'policy-unmet', 'unknown-form', 'not-ours']);

interface ReportProps {
  readonly examination: Examination;
  readonly code: string | null;
  /** Why it could not be looked at once more. */
  readonly refused: Failure | null;
  readonly onUnlock: (passphrase: string) => void;
  readonly onCode: (code: string | null) => void;
}

function Report({ examination, code, refused, onUnlock, onCode }: ReportProps) {
  const t = useText();
  const say = useSaying();
  const sentence = useSentence();
  const language = useLanguage();
  const { fileName, size, sha256, kind, encrypted, belief, failure, steps, facts, keys, content } = examination;
  const locked = failure?.code === 'cannot-decrypt' && failure.values?.['detail'] === 'locked';
  const lines = steps.map(({ id, state }): StepLine => ({ id, label: say(`doctor.step.${id}`), state }));
  return (
    <div className="doctor">
      <section className="card doctor-head" aria-label={say(`doctor.kind.${kind}`)}>
        <header className="spread">
          <h2>{say(`doctor.kind.${kind}`)}{encrypted && kind !== 'encrypted' && <span className="soft"> · {t('bundles.encrypted')}</span>}</h2>
          <span className="note">{fileName} · {printSize(language, size)}</span>
        </header>
        <TrustMark trust={belief}>{say(`doctor.belief.${belief}`)}</TrustMark>
        {failure && <Banner tone={OPEN.has(failure.code) ? 'warning' : 'error'}>{sentence(failure)}</Banner>}
        {locked && <Unlock refused={refused} onUnlock={onUnlock} />}
        {sha256 !== null && <p className="note">SHA-256 <code>{sha256}</code></p>}
      </section>
      <div className="doctor-columns">
        {facts.length > 0 && <Facts facts={facts} />}
        <div className="stack">
          {lines.length > 0 && <section className="card"><h2>{t('doctor.steps')}</h2><Steps label={t('doctor.steps')} steps={lines} /></section>}
          {keys.length > 0 && <Keys keys={keys} />}
        </div>
      </div>
      {content && <Content content={content} belief={belief} code={code} onCode={onCode} />}
    </div>
  );
}

function Unlock({ refused, onUnlock }: { readonly refused: Failure | null; readonly onUnlock: (passphrase: string) => void }) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  return (
    <form className="doctor-unlock" onSubmit={(event) => { event.preventDefault(); if (passphrase !== '') onUnlock(passphrase); }}>
      <PassphraseField label={t('merge.locked.passphrase')} value={passphrase} onChange={setPassphrase} refused={refused} />
      <Button type="submit" isDisabled={passphrase === ''}>{t('merge.locked.open')}</Button>
    </form>
  );
}
