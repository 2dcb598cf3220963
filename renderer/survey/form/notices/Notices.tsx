import { useEffect, useRef } from 'react';
import { useSentence } from '../../../text/sentence.ts';
import { useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { useFillState } from '../../fill/use.ts';
import { Asked } from './Asked.tsx';
import { Carried } from './Carried.tsx';
import { Kept } from './Kept.tsx';
import { Moved } from './Moved.tsx';
import { Returned, Whole } from './Reviewed.tsx';
import { Second } from './Second.tsx';

/** What the person must know before reading the answers: not saved, refused, locked, returned, restored. */
export function Notices() {
  const t = useText();
  const sentence = useSentence();
  const phase = useFillState((state) => state.phase);
  const saving = useFillState((state) => state.saving);
  const refused = useFillState((state) => state.refused);
  const top = useRef<HTMLDivElement>(null);
  const standing = phase.kind === 'open' ? phase.opened.status : null;
  const before = useRef(standing);
  // What an act has led to is said at the top: the person may stand far below.
  useEffect(() => {
    if (refused || (before.current !== null && before.current !== standing)) top.current?.scrollIntoView({ block: 'nearest' });
    before.current = standing;
  }, [refused, standing]);
  if (phase.kind !== 'open') return null;
  const { status, companyStatus, kept, review, moved } = phase.opened;
  return (
    <div className="form-notices" ref={top}>
      {saving?.kind === 'unsaved' && <Banner tone="error" title={t('form.saveFailed', { reason: sentence(saving.failure) })}>{t('form.saveKept')}</Banner>}
      {refused && <Banner tone="error">{sentence(refused)}</Banner>}
      {kept && <Kept kept={kept} />}
      {moved && moved.report.length > 0 && status === 'draft' && <Moved moved={moved} />}
      {status === 'draft' && <Carried />}
      {status === 'draft' && <Second entity={phase.opened.entity} />}
      {review?.decision?.kind === 'returned' && <Returned reason={review.decision} review={review} />}
      {review?.decision === null && <Whole review={review} />}
      {companyStatus === 'accepted' && <Banner tone="good">{t('form.acceptedText')}{review?.decision?.quality && ` ${t('review.qualityIs', { quality: review.decision.quality })}`}</Banner>}
      {status === 'complete' && <Banner tone="info">{t('form.completed')} {t('form.locked')}</Banner>}
      {status !== 'draft' && status !== 'withdrawn' && <Asked opened={phase.opened} />}
      {companyStatus === 'withdrawn' && <Banner tone="warning">{t('form.withdrawn')}</Banner>}
      {companyStatus === 'approved' && <Banner tone="good">{t('form.approvedText')}</Banner>}
      {companyStatus === 'sent' && status === 'approved' && <Banner tone="good">{t('form.sentText')}</Banner>}
    </div>
  );
}
