import { useState, type ReactNode } from 'react';
import type { Review } from '../../../../shared/ipc/survey.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { printDate, printMoment } from '../../../ui/field/dates.ts';
import { TextArea } from '../../../ui/field/inputs.tsx';
import { replyAt } from '../../fill/review.ts';
import { useFill } from '../../fill/use.ts';

type Decision = NonNullable<Review['decision']>;

/** Why the Commission has sent the form back, and what it says of the whole; its comments on fields stand at the fields. */
export function Returned({ reason, review }: { readonly reason: Decision; readonly review: Review }) {
  const t = useText();
  const language = useLanguage();
  const { fill } = useFill();
  const onFields = review.comments.filter(({ path }) => path !== '/');
  const [first] = onFields;
  return (
    <OnWhole review={review} title={t('form.returnedTitle', { reason: reason.text })} actions={first && <Button small onPress={() => fill.jumpTo(first.path)}>{t('form.returnedComments', { count: onFields.length })}</Button>}>
      {reason.due !== null && <strong>{t('case.due', { date: printDate(language, reason.due) })} </strong>}{reason.quality !== null && `${t('review.qualityIs', { quality: reason.quality })} `}
      {t('form.returnedText', { person: reason.person, date: printMoment(language, reason.claimedAt) })}
    </OnWhole>
  );
}

/** What the Commission says of the whole form without having decided. */
export function Whole({ review }: { readonly review: Review }) {
  const t = useText();
  return review.comments.some(({ path }) => path === '/') && <OnWhole review={review} title={t('place.commentAll')} />;
}

interface OnWholeProps {
  readonly review: Review;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** What is said of the whole form, what the body has replied, and the way to reply. */
function OnWhole({ review, title, actions, children }: OnWholeProps) {
  const t = useText();
  const [replying, setReplying] = useState(false);
  const reply = replyAt(review, '/');
  return (
    <>
      <Banner tone="warning" title={title} actions={<>{actions}<Button small onPress={() => setReplying(true)}>{t(reply === null ? 'form.reply' : 'form.replyAgain')}</Button></>}>
        {review.comments.filter(({ path }) => path === '/').map(({ text }) => <p key={text}>{text}</p>)}
        {reply !== null && <p><b>{t('form.replied')}:</b> {reply}</p>}
        {children}
      </Banner>
      {replying && <ReplyDialog before={reply ?? ''} onClose={() => setReplying(false)} />}
    </>
  );
}

/** What the body replies to the return as a whole. Ctrl+Enter records it. */
function ReplyDialog({ before, onClose }: { readonly before: string; readonly onClose: () => void }) {
  const t = useText();
  const { fill } = useFill();
  const [text, setText] = useState(before);
  const same = text.trim() === before.trim();
  const save = () => {
    if (same) return;
    void fill.reply('/', text);
    onClose();
  };
  return (
    <Dialog title={t('form.replyTitle')} onClose={onClose} actions={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button look="primary" isDisabled={same} onPress={save}>{t('form.replyRecord')}</Button></>}>
      <TextArea autoFocus aria-label={t('form.replyTitle')} rows={4} value={text} onChange={setText} onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        save();
      }} />
      <p className="note">{t('form.replyHint')}</p>
    </Dialog>
  );
}
