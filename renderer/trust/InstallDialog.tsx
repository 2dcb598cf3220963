import { useState } from 'react';
import type { RegistryPreview } from '../../shared/ipc/bundle.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Check } from '../ui/field/Check.tsx';
import { printDate } from '../ui/field/dates.ts';
import { Words } from '../ui/Words.tsx';
import type { ActDialogProps } from './acts.ts';
import { Failed } from './Failed.tsx';
import { KeyTable } from './KeyTable.tsx';

/** Installing a registry: what it changes, and for a root this PC does not know the comparison of its fingerprint. */
export function InstallDialog({ preview, store, state, now }: ActDialogProps & { readonly preview: RegistryPreview; readonly now: number }) {
  const t = useText();
  const language = useLanguage();
  const [compared, setCompared] = useState(false);
  const older = preview.version <= preview.installedVersion;
  return (
    <Dialog wide title={t('trust.installing.title', { version: preview.version })} onClose={store.stepBack} actions={
      <>
        <Button onPress={store.stepBack}>{t('trust.cancel')}</Button>
        <Button look="primary" isDisabled={older || state.busy || (preview.newRoot && !compared)} onPress={() => void store.install(compared)}>{t('trust.installing.confirm')}</Button>
      </>
    }>
      <Failed failure={state.failure} />
      <p className="soft">{t('trust.installing.from', { file: preview.fileName })} · {t('trust.installing.now', { version: preview.installedVersion })}</p>
      {older && <Banner tone="error">{t('trust.installing.older', { version: preview.installedVersion })}</Banner>}
      <Banner tone={preview.newRoot ? 'warning' : 'good'} title={t('trust.root')}>{t(preview.newRoot ? 'trust.installing.newRoot' : 'trust.installing.sameRoot')}</Banner>
      {preview.rootVersion > preview.installedRootVersion && preview.installedRootVersion > 0 && !preview.newRoot && <p>{t('trust.installing.rootMoved', { before: preview.installedRootVersion, version: preview.rootVersion })}</p>}
      <Words fingerprint={preview.root} hex />
      {preview.newRoot && !older && <Check checked={compared} onChange={setCompared}>{t('trust.installing.compared')}</Check>}
      {preview.added.length > 0 && <><h3>{t('trust.installing.added')}</h3><KeyTable entries={preview.added} now={now} /></>}
      {preview.revoked.length > 0 && <><h3>{t('trust.installing.revoked')}</h3><KeyTable entries={preview.revoked} now={now} /></>}
      {preview.changed.length > 0 && <><h3>{t('trust.installing.changed')}</h3><KeyTable entries={preview.changed} now={now} /></>}
      {preview.removed.length > 0 && <><h3>{t('trust.installing.removed')}</h3><KeyTable entries={preview.removed} now={now} /></>}
      {preview.deadlines.length > 0 && (
        <>
          <h3>{t('trust.installing.deadlines')}</h3>
          <ul>{preview.deadlines.map(({ form, round, before, after }) => <li key={`${form} ${round}`}>{t('frame.round', { round })}: {before !== null && <><s>{printDate(language, before)}</s> → </>}{after === null ? t('round.noDeadline') : t('round.deadline', { date: printDate(language, after) })}</li>)}</ul>
        </>
      )}
      {preview.added.length + preview.revoked.length + preview.changed.length + preview.removed.length + preview.deadlines.length === 0 && <p className="soft">{t('trust.installing.noChanges')}</p>}
    </Dialog>
  );
}
