import { useState } from 'react';
import type { SentCompany } from '../../../shared/ipc/bundle.ts';
import type { MergedBundle, StateHashes } from '../../../shared/ipc/merge.ts';
import type { MergeRun } from '../../../shared/ipc/mergeDesk.ts';
import { useBridge, useGo, useWorkspace } from '../../service/program.tsx';
import { CompanyStatusTag } from '../../survey/status.tsx';
import { printCountry } from '../../text/country.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printNumber } from '../../ui/field/numbers.ts';
import { Hash, ShortHash } from '../../ui/Hash.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { Archive, CheckCheck, ChevronDown, ChevronRight, CircleX, Hourglass } from '../../ui/icon/icons.tsx';
import { Unread } from '../../ui/Waiting.tsx';
import { chainsOf, printSeqs, type Chain } from './chain.ts';
import type { BaseState } from './journal.ts';
import { RunsCard } from './RunsCard.tsx';

/** The merges made here, and the bundles that are in the base, by body, and what is missing between them. */
export function JournalTab({ runs, bundles, state, onReadState, onChange }: {
  readonly runs: readonly MergeRun[]; readonly bundles: readonly MergedBundle[]; readonly state: BaseState;
  /** Asks once more what the base has come to. */
  readonly onReadState: () => void;
  /** A merge has been taken back. */
  readonly onChange: () => void;
}) {
  const t = useText();
  if (bundles.length === 0 && runs.length === 0) return <Empty icon={<Archive />} title={t('journal.empty.title')}>{t('journal.empty.text')}</Empty>;
  return (
    <div className="journal">
      <section className="card" aria-busy={state.kind === 'loading'}>
        <h2>{t('journal.base')}</h2>
        {state.kind === 'failed' ? <Unread failure={state.failure} retry={onReadState} /> : <Base hashes={state.kind === 'ready' ? state.hashes : null} />}
        <p className="note">{t('merge.report.hashNote')}</p>
      </section>
      <RunsCard runs={runs} onUndone={onChange} />
      {chainsOf(bundles).map((chain) => <ChainCard key={chain.key} chain={chain} />)}
    </div>
  );
}

/** What the base has come to, in lines that are there before it is known: what stands below stays where it is. */
function Base({ hashes }: { readonly hashes: StateHashes | null }) {
  const t = useText();
  const language = useLanguage();
  const number = (of: 'revisions' | 'conflicts' | 'pending') => (hashes ? printNumber(language, hashes[of]) : '…');
  const hash = (of: 'stateHash' | 'viewHash') => <Hash key={of} value={hashes ? hashes[of] : '…'} />;
  return (
    <KeyValue pairs={[
      [t('journal.revisions'), number('revisions')],
      [t('journal.conflicts'), number('conflicts')],
      [t('journal.pending'), number('pending')],
      [t('merge.report.state'), hash('stateHash')],
      [t('merge.report.view'), hash('viewHash')],
    ]} />
  );
}

/** How many bundles of a body are shown, the latest, before the person asks for all. */
const SHOWN = 30;

function ChainCard({ chain }: { readonly chain: Chain }) {
  const t = useText();
  const [all, setAll] = useState(false);
  return (
    <section className="card">
      <header className="spread">
        <h2>{chain.body} <span className="soft">· {printCountry(t, chain.country)}{chain.place !== null && <> · {t('journal.place', { place: chain.place.slice(0, 8) })}</>}</span></h2>
        {chain.missing.length === 0
          ? <StatusTag tone="good" icon={CheckCheck}>{t('journal.complete')}</StatusTag>
          : <StatusTag tone="warning" icon={Hourglass}>{t('journal.missing', { list: printSeqs(chain.missing) })}</StatusTag>}
      </header>
      <table className="plain-table">
        <thead>
          <tr>
            <th className="table-end">{t('journal.column.seq')}</th><th>{t('journal.column.file')}</th><th>{t('journal.column.at')}</th>
            <th className="table-end">{t('journal.column.revisions')}</th><th>{t('journal.column.signer')}</th><th>{t('journal.column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {chain.bundles.slice(all ? 0 : -SHOWN).map((bundle) => <BundleRow key={bundle.manifest} bundle={bundle} missing={chain.missing} />)}
        </tbody>
      </table>
      {!all && chain.bundles.length > SHOWN && <div className="row"><Button look="quiet" onPress={() => setAll(true)}>{t('runs.all', { count: chain.bundles.length })}</Button></div>}
    </section>
  );
}

/** One bundle; below it, when asked for, the companies that it speaks of, as they stand now. */
function BundleRow({ bundle, missing }: { readonly bundle: MergedBundle; readonly missing: readonly number[] }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { go } = useGo();
  const workspace = useWorkspace();
  const [companies, setCompanies] = useState<readonly SentCompany[] | null>(null);
  const label = t(companies ? 'bundles.hideCompanies' : 'bundles.showCompanies', { seq: bundle.seq });
  const toggle = async () => {
    if (companies) return setCompanies(null);
    const answer = await bridge.call('bundle.sentCompanies', { manifest: bundle.manifest });
    if (answer.ok) setCompanies(answer.value);
  };
  return (
    <>
      <tr>
        <td className="table-end">{bundle.seq}</td>
        <td>{bundle.fileName} <span className="note"><ShortHash value={bundle.manifest} /></span></td>
        <td>{printMoment(language, bundle.at)}</td>
        <td className="table-end"><span className="journal-count">
          {printNumber(language, bundle.revisions)}
          <IconButton small label={label} icon={companies ? <ChevronDown /> : <ChevronRight />} aria-expanded={companies !== null} onPress={() => void toggle()} />
        </span></td>
        <td><TrustMark trust="verified">{bundle.signer.holder}</TrustMark></td>
        <td><BundleState bundle={bundle} missing={missing} /></td>
      </tr>
      {companies && (
        <tr>
          <td />
          <td colSpan={5}>
            {companies.length === 0 ? <p className="soft">{t('journal.hidden')}</p> : (
              <ul className="journal-companies" aria-label={label}>
                {companies.map(({ entity, name, country, number, status }) => (
                  <li key={entity}>
                    <Button look="quiet" small onPress={() => go(workspace.role === 'ministry' ? { kind: 'form', entity } : { kind: 'company', entity })}>{name}</Button>
                    <span className="note">{country} {number}</span>
                    <CompanyStatusTag status={status} />
                  </li>
                ))}
              </ul>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function BundleState({ bundle, missing }: { readonly bundle: MergedBundle; readonly missing: readonly number[] }) {
  const t = useText();
  switch (bundle.state) {
    case 'merged': return <StatusTag tone="good" icon={CheckCheck}>{t('journal.state.merged')}</StatusTag>;
    case 'forked': return <StatusTag tone="error" icon={CircleX}>{t('journal.state.forked')}</StatusTag>;
    case 'pending': {
      const first = missing.find((seq) => seq < bundle.seq);
      return (
        <StatusTag tone="warning" icon={Hourglass}>
          {first === undefined ? t('journal.state.waits') : t('journal.state.pending', { seq: first })}
        </StatusTag>
      );
    }
  }
}
