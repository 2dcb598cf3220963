import { useState } from 'react';
import { isQuality, QUALITIES, RESERVED, type Quality } from '../../../shared/bundle/revision/revision.ts';
import type { CompanyView, Decision } from '../../../shared/ipc/merge.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { printDate, printMoment } from '../../ui/field/dates.ts';
import { Field } from '../../ui/field/Field.tsx';
import { DateField, TextAreaField } from '../../ui/field/fields.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { CheckCheck, Undo2 } from '../../ui/icon/icons.tsx';
import type { ActState, CompanyStore } from './company.ts';

interface VerdictProps {
  readonly view: CompanyView;
  readonly store: CompanyStore;
  readonly saving: boolean;
}

/** Accepting a company with the class of its answers, or returning it with a reason and a day. */
export function VerdictActs({ view, store, saving, conflicts }: VerdictProps & { readonly conflicts: number }) {
  const t = useText();
  const [deciding, setDeciding] = useState<Decision['decision'] | null>(null);
  return (
    <>
      <Button icon={<Undo2 />} isDisabled={saving || view.status === 'returned'} onPress={() => setDeciding('returned')}>{t('review.return')}</Button>
      <Button look="primary" icon={<CheckCheck />} isDisabled={saving || conflicts > 0 || view.status === 'accepted'} onPress={() => setDeciding('accepted')}>{t('review.accept')}</Button>
      {deciding && <DecideDialog decision={deciding} store={store} onClose={() => setDeciding(null)} />}
    </>
  );
}

function DecideDialog({ decision, store, onClose }: { readonly decision: Decision['decision']; readonly store: CompanyStore; readonly onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [quality, setQuality] = useState<Quality | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const returns = decision === 'returned';
  const noDay = due !== null && !/^\d{4}-\d{2}-\d{2}$/.test(due);
  const ready = returns ? reason.trim() !== '' && !noDay : quality !== null;
  const send = () => {
    onClose();
    void store.decide({ decision, reason: reason.trim().normalize('NFC'), quality, ...(returns && { due }) });
  };
  const classes = (
    <Field label={t('review.quality')} hint={quality === null ? t(returns ? 'review.qualityOptional' : 'review.qualityHint') : t(`review.quality.${quality}.means`)}>
      {(links) => <Radios {...links} autoFocus={!returns} options={QUALITIES.map((value) => ({ value, label: t(`review.quality.${value}`) }))} value={quality} onChange={(value) => setQuality(isQuality(value) ? value : null)} />}
    </Field>
  );
  return (
    <Dialog title={t(returns ? 'review.returnTitle' : 'review.acceptTitle')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" isDisabled={!ready} onPress={send}>{t(returns ? 'review.return.confirm' : 'review.accept.confirm')}</Button>
      </>
    )}>
      {!returns && classes}
      <TextAreaField label={t(returns ? 'review.reason' : 'review.remark')} hint={t(returns ? 'review.reasonHint' : 'review.remarkHint')} value={reason} onChange={setReason} autoFocus={returns} />
      {returns && <DateField label={t('review.due')} hint={t('review.dueHint')} value={due} onChange={setDue} {...(noDay && { error: t('round.noSuchDay') })} />}
      {returns && classes}
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
  const said = (path: string) => view.cells.find((cell) => cell.path === path)?.value;
  const [quality, due] = [said(RESERVED.quality), said(RESERVED.due)];
  const values = { reason: write.reason, person: write.person, date: printMoment(language, write.claimedAt) };
  return (
    <Banner tone={view.status === 'accepted' ? 'good' : 'warning'} title={t(view.status === 'accepted' ? 'review.accepted' : 'review.returned', values)}>
      {isQuality(quality) && `${t('review.qualityIs', { quality })} `}{typeof due === 'string' && view.status === 'returned' && `${t('case.due', { date: printDate(language, due) })} `}
      {t('review.by', values)} {write.bundle ? t('review.sent', { file: write.bundle.fileName }) : t('review.waits')}
    </Banner>
  );
}
