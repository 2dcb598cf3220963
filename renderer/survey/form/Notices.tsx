import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { useFillState } from '../fill/use.ts';

/** What the person must know before reading the answers: not saved, refused, locked, returned, restored. */
export function Notices() {
  const t = useText();
  const sentence = useSentence();
  const phase = useFillState((state) => state.phase);
  const saving = useFillState((state) => state.saving);
  const refused = useFillState((state) => state.refused);
  if (phase.kind !== 'open') return null;
  const { status, companyStatus, recovered } = phase.opened;
  return (
    <div className="form-notices">
      {saving?.kind === 'unsaved' && <Banner tone="error" title={t('form.saveFailed', { reason: sentence(saving.failure) })}>{t('form.saveKept')}</Banner>}
      {refused && <Banner tone="error">{sentence(refused)}</Banner>}
      {recovered > 0 && <Banner tone="info">{t('form.recovered', { count: recovered })}</Banner>}
      {companyStatus === 'returned' && <Banner tone="warning">{t('form.returnedText')}</Banner>}
      {companyStatus === 'accepted' && <Banner tone="good">{t('form.acceptedText')}</Banner>}
      {status === 'complete' && <Banner tone="info">{t('form.completed')} {t('form.locked')}</Banner>}
      {companyStatus === 'approved' && <Banner tone="good">{t('form.approvedText')}</Banner>}
      {companyStatus === 'sent' && status === 'approved' && <Banner tone="good">{t('form.sentText')}</Banner>}
    </div>
  );
}
