import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/base/failure.ts';
import type { FileVerdict, MergePreview } from '../../../shared/ipc/merge.ts';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FileInput, FolderInput, LockKeyholeOpen, PackageOpen, RotateCcw } from '../../ui/icon/icons.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { CompanyChanges } from './CompanyChanges.tsx';
import type { DeskStore } from './desk.ts';
import { mergeable, untouched, type DeskFile } from './files.ts';
import type { Desk } from './state.ts';
import { FieldsView } from './FieldsView.tsx';
import { FileCard } from './FileCard.tsx';
import { Report } from './Report.tsx';
import { Totals } from './Totals.tsx';

/** Bundles from the file dialog to the report. */
export function DeskTab({ store }: { readonly store: DeskStore }) {
  const t = useText();
  const sentence = useSentence();
  const { desk, others, failure } = useStore(store);
  const said = desk.kind === 'locked' ? saidElsewhere(failure) : failure;
  return (
    <div className="desk">
      {said && <Banner tone="error" title={t(desk.kind === 'preview' ? 'merge.mergeFailed' : 'merge.verifyFailed')}>{sentence(said)}</Banner>}
      {others > 0 && <p className="note">{t('desk.others', { count: others })}</p>}
      <DeskWork desk={desk} store={store} refused={failure} />
    </div>
  );
}

function DeskWork({ desk, store, refused }: { readonly desk: Desk; readonly store: DeskStore; readonly refused: Failure | null }) {
  const t = useText();
  const { role } = useWorkspace();
  switch (desk.kind) {
    case 'empty':
      return (
        <Empty icon={<PackageOpen />} title={t('merge.empty.title')}
          action={(
            <div className="row">
              <Button look="primary" autoFocus icon={<FileInput />} onPress={() => void store.pick()}>{t('merge.pick')}</Button>
              <Button icon={<FolderInput />} onPress={() => void store.pickFolder()}>{t('desk.pickFolder')}</Button>
            </div>
          )}>
          {t(`merge.empty.${role}`)} {t('desk.orDrop')}
        </Empty>
      );
    case 'locked':
      return (
        <>
          <Unlock count={desk.files.filter((file) => file.encrypted).length} store={store} refused={refused} />
          <Files files={desk.files} steps="folded" />
        </>
      );
    case 'stopped':
      return (
        <>
          <Banner tone="info" title={t('desk.stopped')} actions={(
            <>
              <Button look="primary" autoFocus icon={<RotateCcw />} onPress={() => void store.verifyAgain()}>{t('desk.verifyAgain')}</Button>
              <Button onPress={store.clear}>{t('desk.clear')}</Button>
            </>
          )}>{t('desk.stoppedNote')}</Banner>
          <Files files={desk.files} steps="folded" />
        </>
      );
    case 'verifying':
      return (
        <>
          <Running label={t('merge.verifying')} desk={desk} onCancel={() => void store.cancel()} />
          <Files files={desk.files} steps="verifying" />
        </>
      );
    case 'preview':
      if (desk.looked) return <FieldsView key={desk.looked.company.entity} looked={desk.looked} store={store} />;
      return (
        <div className="desk-split">
          <Files files={desk.files} steps="folded" />
          <div className="desk-outcome">
            <Totals totals={desk.preview.totals} />
            <Apply preview={desk.preview} first={desk.last === null} onApply={() => void store.merge()} />
            <CompanyChanges companies={desk.preview.companies} onOpen={(company) => void store.lookAt(company)} hint={t('fields.open')} last={desk.last} />
          </div>
        </div>
      );
    case 'merging':
      return (
        <>
          <Running label={t('merge.merging')} desk={desk} onCancel={() => void store.cancel()} />
          <Files files={desk.files} steps="merging" />
        </>
      );
    case 'merged':
      return (
        <div className="desk-split">
          <Files files={desk.files} steps="folded" />
          <Report report={desk.report} left={untouched(desk.files).length} store={store} />
        </div>
      );
  }
}

/** Encrypted bundles want a passphrase; without it they stay closed and the others go on (B4). */
function Unlock({ count, store, refused }: { readonly count: number; readonly store: DeskStore; readonly refused: Failure | null }) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') void store.unlock(passphrase);
  };
  return (
    <form className="card desk-unlock" onSubmit={submit}>
      <h2>{t('merge.locked.title', { count })}</h2>
      <PassphraseField label={t('merge.locked.passphrase')} hint={t('merge.locked.hint')} value={passphrase} onChange={setPassphrase} refused={refused} autoFocus />
      <div className="row">
        <Button look="primary" type="submit" isDisabled={passphrase === ''} icon={<LockKeyholeOpen />}>{t('merge.locked.open')}</Button>
        <Button onPress={() => void store.unlock(null)}>{t('merge.locked.without')}</Button>
        <Button look="quiet" onPress={store.clear}>{t('trust.cancel')}</Button>
      </div>
    </form>
  );
}

type Verdict = FileVerdict['verdict'];

/** In the order in which somebody has to do something about them. */
const VERDICTS: readonly Verdict[] = ['refused', 'pending', 'verified', 'merged', 'already-merged'];

/** The files one by one; where they have come to different verdicts, each kind can be looked at alone. */
function Files({ files, steps }: { readonly files: readonly DeskFile[]; readonly steps: 'verifying' | 'merging' | 'folded' }) {
  const t = useText();
  const [filter, setFilter] = useState<Verdict | 'all'>('all');
  const kinds = VERDICTS.map((id) => ({ id, label: t(`desk.filter.${id}`), count: files.filter(({ verdict }) => verdict?.verdict === id).length })).filter(({ count }) => count > 0);
  const chosen = kinds.some(({ id }) => id === filter) ? filter : 'all';
  return (
    <section className="desk-files" aria-label={t('merge.files')} tabIndex={0}>
      {steps === 'folded' && kinds.length > 1 && (
        <Filters<Verdict | 'all'> label={t('desk.filter')} value={chosen} onChange={setFilter} items={[{ id: 'all', label: t('desk.filter.all'), count: files.length }, ...kinds]} />
      )}
      {files.map((file) => (chosen === 'all' || file.verdict?.verdict === chosen) && <FileCard key={file.ticket} file={file} steps={steps} />)}
    </section>
  );
}

function Running({ label, desk, onCancel }: {
  readonly label: string; readonly desk: Extract<Desk, { kind: 'verifying' | 'merging' }>; readonly onCancel: () => void;
}) {
  const t = useText();
  const { progress } = desk;
  return (
    <div className="desk-running">
      <Progress label={label} done={progress?.done ?? 0} total={progress?.total ?? 0} note={progress ? t(`phase.${progress.phase}`) : undefined} />
      <Button onPress={onCancel} autoFocus>{t('merge.cancel')}</Button>
    </div>
  );
}

function Apply({ preview, first, onApply }: { readonly preview: MergePreview; readonly first: boolean; readonly onApply: () => void }) {
  const t = useText();
  const { counted, kept } = mergeable(preview);
  if (counted + kept === 0) return <p className="desk-apply soft">{t('merge.nothing')}</p>;
  return (
    <div className="desk-apply">
      <Button look="primary" autoFocus={first} onPress={onApply}>{counted > 0 ? t('merge.applyCount', { count: counted }) : t('desk.keepCount', { count: kept })}</Button>
      <p className="note">{kept > 0 && <>{t(counted > 0 ? 'desk.keptToo' : 'desk.keptOnly', { count: kept })} </>}{t('merge.applyNote')}</p>
    </div>
  );
}
