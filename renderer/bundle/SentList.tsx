import type { SentBundle, SentCompany } from '../../shared/ipc/bundle.ts';
import type { CompanyStatus } from '../../shared/ipc/survey.ts';
import { useGo, useWorkspace } from '../service/program.tsx';
import { CompanyStatusTag } from '../survey/status.tsx';
import { printCountry } from '../text/country.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { printMoment } from '../ui/field/dates.ts';
import { StatusTag } from '../ui/StatusTag.tsx';
import { CheckCheck, ChevronDown, ChevronRight, CircleDashed, CircleX, FileOutput, Hourglass, LockKeyhole, Stamp } from '../ui/icon/icons.tsx';
import { missingSeqs } from './delivery.ts';
import { National } from './National.tsx';
import '../ui/list/table.css';

interface SentListProps {
  readonly sent: readonly SentBundle[];
  readonly open: { readonly manifest: string; readonly companies: readonly SentCompany[] } | null;
  readonly working: boolean;
  readonly onToggle: (manifest: string) => void;
  readonly onAgain: (manifest: string) => void;
  readonly onManifest: (manifest: string) => void;
  readonly onAttach: (manifest: string) => void;
}

/** Bundles made here, newest first: whether each has arrived, and where its companies stand. */
export function SentList({ sent, open, ...acts }: SentListProps) {
  const { working, onAgain } = acts;
  const t = useText();
  return (
    <section className="card" aria-labelledby="sent-bundles">
      <h2 id="sent-bundles">{t('bundles.sentTitle')}</h2>
      {missingSeqs(sent).map((seq) => <Missing key={seq} seq={seq} bundle={sent.find((each) => each.seq === seq)} working={working} onAgain={onAgain} />)}
      {sent.length === 0 ? <p className="soft">{t('bundles.sentNone')}</p> : (
        <table className="plain-table sent-table">
          <thead>
            <tr>
              <th className="table-end">{t('bundles.sentSeq')}</th><th>{t('bundles.sentFile')}</th><th>{t('bundles.sentAt')}</th>
              <th>{t('bundles.sentState')}</th><th>{t('bundles.sentCompanies')}</th><th><span className="hidden-visually">{t('bundles.sentActs')}</span></th>
            </tr>
          </thead>
          <tbody>
            {sent.map((bundle) => (
              <Sent key={bundle.manifest} bundle={bundle} companies={open?.manifest === bundle.manifest ? open.companies : null} {...acts} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The Commission has a later bundle and waits for this one. */
function Missing({ seq, bundle, working, onAgain }: { readonly seq: number; readonly bundle: SentBundle | undefined; readonly working: boolean; readonly onAgain: (manifest: string) => void }) {
  const t = useText();
  return (
    <Banner tone="warning" title={t('bundles.missing', { seq })}
      actions={bundle && <Button isDisabled={working} icon={<FileOutput />} onPress={() => onAgain(bundle.manifest)}>{t('bundles.again')}</Button>}>
      {t(bundle ? 'bundles.missingText' : 'bundles.missingElsewhere', { seq })}
    </Banner>
  );
}

interface SentProps extends Omit<SentListProps, 'sent' | 'open'> {
  readonly bundle: SentBundle;
  /** Shown below the bundle; null when they are put away. */
  readonly companies: readonly SentCompany[] | null;
}

function Sent({ bundle, companies, working, onToggle, onAgain, onManifest, onAttach }: SentProps) {
  const t = useText();
  const language = useLanguage();
  const { go } = useGo();
  const { role } = useWorkspace();
  const label = t(companies ? 'bundles.hideCompanies' : 'bundles.showCompanies', { seq: bundle.seq });
  return (
    <>
      <tr>
        <td className="table-end">{bundle.seq}</td>
        <td>
          {bundle.fileName}{bundle.encrypted && <LockKeyhole className="sent-lock" role="img" aria-label={t('bundles.encrypted')} />}
          <br /><span className="note">{bundle.to !== null && <>{printCountry(t, bundle.to)} · </>}<code>{bundle.shortCode}</code></span>
        </td>
        <td>{printMoment(language, bundle.at)}</td>
        <td><State bundle={bundle} /></td>
        <td><Standings bundle={bundle} /></td>
        <td className="sent-acts">
          <IconButton small label={label} icon={companies ? <ChevronDown /> : <ChevronRight />} aria-expanded={companies !== null} onPress={() => onToggle(bundle.manifest)} />
          <IconButton small label={t('bundles.again')} icon={<FileOutput />} isDisabled={working} onPress={() => onAgain(bundle.manifest)} />
        </td>
      </tr>
      {companies && (
        <tr>
          <td />
          <td colSpan={5}>
            <ul className="sent-companies" aria-label={label}>
              {companies.map((company) => (
                <li key={company.entity}>
                  <Button look="quiet" small onPress={() => go(role === 'ministry' ? { kind: 'form', entity: company.entity } : { kind: 'company', entity: company.entity })}>{company.name}</Button>
                  <span className="note">{company.number}</span>
                  <CompanyStatusTag status={company.status} />
                </li>
              ))}
            </ul>
            <National bundle={bundle} onManifest={onManifest} onAttach={onAttach} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Whether it is complete, and where it has got to. */
function State({ bundle: { awaits, receipt } }: { readonly bundle: SentBundle }) {
  const t = useText();
  const { role } = useWorkspace();
  if (awaits.length > 0) return <StatusTag tone="warning" icon={Stamp}>{t('bundles.state.awaits')}</StatusTag>;
  return role === 'ministry' ? <Delivery receipt={receipt} /> : <span className="soft">{t('bundles.state.out')}</span>;
}

/** What the Commission's last receipt says; without one nothing is known. */
function Delivery({ receipt }: { readonly receipt: SentBundle['receipt'] }) {
  const t = useText();
  const language = useLanguage();
  if (!receipt) return <StatusTag tone="neutral" icon={CircleDashed}>{t('bundles.state.none')}</StatusTag>;
  const at = <><br /><span className="note">{t('bundles.receiptAt', { date: printMoment(language, receipt.at) })}</span></>;
  switch (receipt.verdict) {
    case 'merged': return <><StatusTag tone="good" icon={CheckCheck}>{t('bundles.state.merged')}</StatusTag>{at}</>;
    case 'pending': return <><StatusTag tone="warning" icon={Hourglass}>{t('bundles.state.pending', { seq: receipt.missingSeq ?? 0 })}</StatusTag>{at}</>;
    case 'forked': return <><StatusTag tone="error" icon={CircleX}>{t('bundles.state.forked')}</StatusTag>{at}</>;
  }
}

const ORDER: readonly CompanyStatus[] = ['returned', 'conflict', 'accepted', 'sent', 'received', 'approved', 'complete', 'errors', 'draft', 'withdrawn'];

/** How many of its companies are accepted, returned and so on, those that want work first. */
function Standings({ bundle: { companies, standings } }: { readonly bundle: SentBundle }) {
  const t = useText();
  return (
    <>
      {t('bundles.companies', { count: companies })}
      <span className="note sent-standings">{ORDER.filter((status) => standings[status]).map((status) => `${t(`status.${status}`)}: ${standings[status] ?? 0}`).join(' · ')}</span>
    </>
  );
}
