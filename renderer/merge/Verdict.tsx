import { CheckCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { RESERVED } from '../../shared/bundle/revision.ts';
import type { CompanyView } from '../../shared/ipc/merge.ts';
import { useSentence } from '../text/sentence.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { printMoment } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TextAreaField } from '../ui/fields.tsx';
import type { ActState, CompanyStore } from './company.ts';

interface VerdictProps {
  readonly view: CompanyView;
  readonly store: CompanyStore;
  readonly saving: boolean;
}

/** Accepting a company, or returning it with a reason. */
export function VerdictActs({ view, store, saving, conflicts }: VerdictProps & { readonly conflicts: number }) {
  const t = useText();
  const [returning, setReturning] = useState(false);
  return (
    <>
      <Button icon={<Undo2 aria-hidden />} isDisabled={saving || view.status === 'returned'} onPress={() => setReturning(true)}>{t('review.return')}</Button>
      <Button look="primary" icon={<CheckCheck aria-hidden />} isDisabled={saving || conflicts > 0 || view.status === 'accepted'} onPress={() => void store.decide('accepted', '')}>
        {t('review.accept')}
      </Button>
      {returning && <ReturnDialog store={store} onClose={() => setReturning(false)} />}
    </>
  );
}

function ReturnDialog({ store, onClose }: { readonly store: CompanyStore; readonly onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const send = () => {
    onClose();
    void store.decide('returned', reason.trim().normalize('NFC'));
  };
  return (
    <Dialog title={t('review.returnTitle')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" isDisabled={reason.trim() === ''} onPress={send}>{t('review.return.confirm')}</Button>
      </>
    )}>
      <TextAreaField label={t('review.reason')} hint={t('review.reasonHint')} value={reason} onChange={setReason} autoFocus />
    </Dialog>
  );
}

/** Where the company stands with the Commission, by whom, and whether the ministry has been sent it. */
export function VerdictBanner({ view, act }: Pick<VerdictProps, 'view'> & { readonly act: ActState }) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  if (act.kind === 'failed') return <Banner tone="error">{sentence(act.failure)}</Banner>;
  const write = view.cells.find((cell) => cell.path === RESERVED.decision)?.writes.at(-1);
  if (!write || (view.status !== 'accepted' && view.status !== 'returned')) return null;
  const values = { reason: write.reason, person: write.person, date: printMoment(language, write.claimedAt) };
  return (
    <Banner tone={view.status === 'accepted' ? 'good' : 'warning'} title={t(view.status === 'accepted' ? 'review.accepted' : 'review.returned', values)}>
      {t('review.by', values)} {write.bundle ? t('review.sent', { file: write.bundle.fileName }) : t('review.waits')}
    </Banner>
  );
}
