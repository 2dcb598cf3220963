import { useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { CellView, CompanyView, HistoryEntry, Provenance, WriteView } from '../../../shared/ipc/merge.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { ShortHash } from '../../ui/Hash.tsx';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { FileBadge, Split } from '../../ui/icon/icons.tsx';
import { ALERT } from '../../ui/said.ts';
import { approvalOf } from './approval.ts';
import type { Place, Places } from './place.ts';
import { printAt, printPlace, printPlaceId, type Wording } from './wording.ts';

/** The revisions that have written at a place. */
export type HistoryState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly entries: readonly HistoryEntry[] };

interface OriginProps {
  readonly cell: CellView;
  readonly place: Place;
  readonly view: CompanyView;
  readonly history: HistoryState;
  readonly wording: Wording;
  readonly onResolve: () => void;
  readonly places: Places;
  /** Turns to another value. */
  readonly onSelect: (path: string) => void;
}

/** Where a value comes from: who entered and approved it, whose key signed it, in which bundle it came, what it replaced (M10). */
export function Origin({ cell, place, view, history, wording, onResolve, places, onSelect }: OriginProps) {
  const t = useText();
  const { writes } = cell;
  return (
    <>
      <header className="origin-head">
        <span className="note">{printPlaceId(place)}</span>
        <h2>{printPlace(place, wording)}</h2>
        {cell.state === 'conflict' && <Button look="primary" small icon={<Split />} onPress={onResolve}>{t('company.view.resolve')}</Button>}
      </header>
      {cell.madeOf && <MadeOf cell={cell} place={place} view={view} wording={wording} places={places} onSelect={onSelect} />}
      {writes.length === 0 && <p className="soft">{t('origin.nobody')}</p>}
      {writes.map((write, index) => (
        <section key={write.revision} className="origin-write">
          {cell.madeOf && <h3 className="note">{t('origin.written')}</h3>}
          {cell.state === 'conflict' && <h3 className="note">{t('origin.side', { number: index + 1, count: writes.length })}</h3>}
          <p className="origin-value">{printAt(place, write.value, wording)}</p>
          <ProvenanceList of={write} approval={approvalOf(view, write)} />
          {write.bundle && write.signer && <Prove write={write} path={cell.path} />}
        </section>
      ))}
      <section className="origin-history">
        <h3>{t('origin.history')}</h3>
        <History history={history} path={cell.path} place={place} wording={wording} />
      </section>
    </>
  );
}

/** A value that nobody wrote: what it is made of, each part with who wrote it, and the way there. */
function MadeOf({ cell, place, view, wording, places, onSelect }: Pick<OriginProps, 'cell' | 'place' | 'view' | 'wording' | 'places' | 'onSelect'>) {
  const t = useText();
  const parts = (cell.madeOf ?? []).flatMap((path) => view.cells.find((one) => one.path === path) ?? []);
  return (
    <section className="origin-made">
      <p className="origin-value">{printAt(place, cell.value, wording)}</p>
      <p>{t('origin.madeOf', { count: parts.length })}</p>
      <ul>
        {parts.map((part) => {
          const at = places(part.path);
          const who = [...new Set(part.writes.map(({ person, signer }) => [person, signer?.body].filter(Boolean).join(', ')))].join('; ');
          return (
            <li key={part.path}>
              <Button small look="quiet" onPress={() => onSelect(part.path)}>{`${printPlaceId(at)} ${printPlace(at, wording)}`.trim()}</Button>
              <span className="note">{printAt(at, part.value, wording)} · {who}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Takes the proof of a value out (B24) and shows it as anybody would examine it. */
function Prove({ write, path }: { readonly write: WriteView; readonly path: string }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const [failure, setFailure] = useState<Failure | null>(null);
  const prove = async () => {
    const answer = await bridge.call('bundle.prove', { manifest: write.bundle?.manifest ?? '', revision: write.revision, path });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok && answer.value) go({ kind: 'doctor', file: answer.value });
  };
  return (
    <>
      <Button small icon={<FileBadge />} onPress={() => void prove()}>{t('doctor.prove')}</Button>
      {failure && <p className="bundle-trouble bundle-refused" {...ALERT}>{sentence(failure)}</p>}
    </>
  );
}

interface ProvenanceListProps {
  readonly of: Provenance;
  /** Who approved the response it stands in. */
  readonly approval?: Provenance | null;
  /** Without the fingerprint of the key and the id of the revision. */
  readonly brief?: boolean;
  /** The bundle is not merged yet: it only would be. */
  readonly rehearsed?: boolean;
}

/** Who, when, by whose key, in what: claimed and verified never look alike. */
export function ProvenanceList({ of, approval = null, brief, rehearsed }: ProvenanceListProps) {
  const t = useText();
  const language = useLanguage();
  const { signer, bundle } = of;
  return (
    <KeyValue pairs={[
      [t('origin.signer'), signer === null
        ? <TrustMark key="own" trust="own">{t('origin.here')}</TrustMark>
        : <TrustMark key="signer" trust="verified">{signer.holder}, {signer.body}</TrustMark>],
      [t('origin.key'), brief || signer === null ? null : fingerprintOf(signer.keyId).words[language].join(' ')],
      [t('origin.person'), <Who key="person" of={of} />],
      [t('origin.approvedBy'), approval && <Who key="approval" of={approval} />],
      [t('origin.reason'), of.reason],
      [t('origin.bundle'), bundle && t(rehearsed ? 'fields.bundleValue' : 'origin.bundleValue', { file: bundle.fileName, seq: bundle.seq, date: printMoment(language, bundle.at) })],
      [t('origin.national'), bundle === null || bundle.nationalSignatures.length === 0 ? null : <TrustMark key="national" trust="unknown">{bundle.nationalSignatures.map((name) => t('national.unchecked', { name })).join('; ')}</TrustMark>],
      [t('origin.revision'), brief ? null : <span key="revision"><ShortHash value={of.revision} />{isOperation(of.op) && <> · {t(`origin.op.${of.op}`)}</>}</span>],
    ]} />
  );
}

/** A person and a date: known here, only claimed when they came from elsewhere. */
function Who({ of }: { readonly of: Provenance }) {
  const t = useText();
  const language = useLanguage();
  return <TrustMark trust={of.signer === null ? 'own' : 'claimed'}>{t('origin.personAt', { person: of.person, date: printMoment(language, of.claimedAt) })}</TrustMark>;
}

function History({ history, path, place, wording }: {
  readonly history: HistoryState; readonly path: string; readonly place: Place; readonly wording: Wording;
}) {
  const t = useText();
  const sentence = useSentence();
  switch (history.kind) {
    case 'loading': return <p className="soft">{t('ui.loading')}</p>;
    case 'failed': return <p className="bundle-trouble bundle-refused">{sentence(history.failure)}</p>;
    case 'ready': {
      const steps = history.entries.flatMap((entry) => entry.changes.filter((change) => change.path === path).map((change) => ({ entry, change })));
      if (steps.length === 0 || (steps.length === 1 && steps[0]?.change.before === null)) return <p className="soft">{t('origin.historyNone')}</p>;
      return (
        <ol className="history">
          {steps.toReversed().map(({ entry, change }) => (
            <li key={entry.revision}>
              <p>
                {change.before !== null && <><del aria-label={t('origin.before')}>{printAt(place, change.before, wording)}</del> → </>}
                <ins aria-label={t('origin.after')}>{printAt(place, change.after, wording)}</ins>
              </p>
              <HistoryWho entry={entry} />
            </li>
          ))}
        </ol>
      );
    }
  }
}

function HistoryWho({ entry }: { readonly entry: HistoryEntry }) {
  const language = useLanguage();
  return (
    <p className="note">
      {entry.person} · {printMoment(language, entry.claimedAt)}
      {entry.bundle && <> · {entry.bundle.fileName}</>}
      <> · <ShortHash value={entry.revision} /></>
      {entry.reason && <> · {entry.reason}</>}
    </p>
  );
}

const OPERATIONS = ['put', 'resolve', 'decide', 'retract', 'comment', 'link', 'unlink'] as const;

function isOperation(op: string): op is (typeof OPERATIONS)[number] {
  return (OPERATIONS as readonly string[]).includes(op);
}
