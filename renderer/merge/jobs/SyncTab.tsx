import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/base/failure.ts';
import type { SyncReport } from '../../../shared/ipc/sync.ts';
import type { UntrustedWord } from '../../../shared/merge/untrusted.ts';
import { printUntrusted } from '../../../shared/text/untrusted.ts';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useSaying, useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { printNumber } from '../../ui/field/numbers.ts';
import { Hash } from '../../ui/Hash.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { RefreshCw } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { Running } from './Running.tsx';
import type { SyncStore } from './sync.ts';

/** The exchange with the central base that staff of the Commission share. */
export function SyncTab({ store }: { readonly store: SyncStore }) {
  const t = useText();
  const sentence = useSentence();
  const { work, failure: refused } = useStore(store);
  const { loaded, failure: unknown } = useStore(store.known);
  const failure = saidElsewhere(refused) ?? unknown;
  useEffect(() => { void store.load(); }, [store]);
  return (
    <div className="exchange">
      <p className="soft">{t('sync.intro')}</p>
      {failure && <Banner tone="error" title={t('sync.failed')}>{sentence(failure)}</Banner>}
      {work.kind === 'done' && <Outcome report={work.outcome} />}
      {work.kind === 'running' ? <Running label={t('sync.running')} progress={work.progress} onCancel={() => void store.cancel()} /> : loaded && <Where store={store} first={work.kind === 'ready'} refused={refused} />}
    </div>
  );
}

interface WhereProps {
  readonly store: SyncStore;
  /** Nothing stands above it that wants to be read. */
  readonly first: boolean;
  /** Why the last sync was refused. */
  readonly refused: Failure | null;
}

/** Where to, and with which words: the password and the passphrase are asked for here and forgotten at once. */
function Where({ store, first, refused }: WhereProps) {
  const t = useText();
  const { store: last, unsigned } = useStore(store.known);
  const [address, setAddress] = useState(last);
  const [password, setPassword] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '') void store.run({ store: address.trim(), password, passphrase });
  };
  return (
    <form className="card exchange-form" onSubmit={submit}>
      <TextField label={t('sync.address')} hint={t('sync.addressHint')} value={address} onChange={setAddress} autoFocus={first} autoComplete="off" />
      <PassphraseField label={t('sync.password')} hint={t('sync.passwordHint')} value={password} onChange={setPassword} />
      {unsigned > 0 && <PassphraseField label={t('ui.passphrase')} hint={t('sync.passphraseHint', { count: unsigned })} value={passphrase} onChange={setPassphrase} refused={refused} />}
      <div className="row"><Button look="primary" type="submit" icon={<RefreshCw />} isDisabled={address.trim() === ''}>{t('sync.run')}</Button></div>
    </form>
  );
}

/** So many words that were left out are told one by one. */
const SHOWN = 5;

function Untrusted({ word }: { readonly word: UntrustedWord }) {
  const { title, why } = printUntrusted(useLanguage(), word);
  return <Banner tone="error" title={title}>{why}</Banner>;
}

/** What it came to takes the focus: what was left out must not stay above the window. */
function Outcome({ report }: { readonly report: SyncReport }) {
  const t = useText();
  const sentence = useSentence();
  const say = useSaying();
  const language = useLanguage();
  const number = (count: number) => printNumber(language, count);
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => outcome.current?.focus(), [report]);
  const whole = report.refused.length + report.untrusted.length === 0;
  return (
    <div className="exchange-outcome" ref={outcome} tabIndex={-1} {...STATUS}>
      <Banner tone={whole ? 'good' : 'warning'} title={t(whole ? 'sync.done' : 'sync.doneInPart')}>{report.pushed + report.pulled + report.rules + report.refused.length + report.untrusted.length === 0 ? t('sync.same') : null}</Banner>
      {report.refused.map(({ manifest, fileName, failure }) => <Banner key={manifest} tone="error" title={t('sync.refused', { file: fileName })}>{sentence({ ...failure, values: { file: fileName, ...failure.values } })}</Banner>)}
      {report.untrusted.slice(0, SHOWN).map((word) => <Untrusted key={`${word.kind} ${word.hash}`} word={word} />)}
      {report.untrusted.length > SHOWN && <p className="note">{t('sync.untrustedMore', { count: report.untrusted.length - SHOWN })}</p>}
      {!report.auditFits && <Banner tone="warning">{say('sync.audit')}</Banner>}
      <section className="card">
        <KeyValue pairs={[
          [t('sync.store'), report.store],
          [t('sync.pushed'), t('sync.counts', { revisions: report.pushed, bundles: report.pushedBundles })],
          [t('sync.pulled'), t('sync.counts', { revisions: report.pulled, bundles: report.pulledBundles })],
          [t('journal.conflicts'), number(report.conflicts)],
          ...(report.rules > 0 ? [[t('sync.rules'), number(report.rules)]] as const : []),
          ...(report.unsigned > 0 ? [[t('sync.unsigned'), number(report.unsigned)]] as const : []),
          [t('merge.report.state'), <Hash key="state" value={report.stateHash} />],
        ]} />
        <p className="note">{t('sync.hashNote')}</p>
      </section>
    </div>
  );
}
