import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Path } from '../../../shared/survey/response.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { TextArea } from '../../ui/field/inputs.tsx';
import { MessageSquareText, Reply, StickyNote } from '../../ui/icon/icons.tsx';
import type { Comment } from './comments.ts';
import type { ActState } from './company.ts';

interface CommentsProps {
  /** `/`: the whole form. */
  readonly path: Path;
  readonly comments: readonly Comment[];
  readonly act: ActState;
  /** Null takes back what stands here. */
  readonly onComment: (path: Path, text: string | null) => Promise<boolean>;
  /** Back to the value. */
  readonly onLeave: () => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** What the Commission has to say of one value, or of the whole form: it goes to the ministry with the next bundle. Ctrl+Enter records, Esc leaves. */
export function Comments({ path, comments, act, onComment, onLeave, field }: CommentsProps) {
  const t = useText();
  const sentence = useSentence();
  const [text, setText] = useState('');
  useEffect(() => setText(''), [path]);
  const whole = path === '/';
  const own = comments.some(({ kind }) => kind === 'comment');
  const ready = text.trim() !== '' && act.kind !== 'saving';
  const now = useRef({ path, text });
  useEffect(() => { now.current = { path, text }; });
  const record = async () => {
    if (!ready || !(await onComment(path, text.trim().normalize('NFC')))) return;
    // Whoever has turned to another value meanwhile, or writes on, keeps what they write and where they are.
    if (now.current.path !== path || now.current.text !== text) return;
    setText('');
    onLeave();
  };
  return (
    <section className="comments">
      <h3>{t(whole ? 'place.commentAll' : 'review.comments')}</h3>
      {comments.length > 0 && (
        <ul>
          {comments.map((comment) => <CommentLine key={comment.revision} comment={comment} />)}
        </ul>
      )}
      <TextArea inputRef={field} aria-label={t(whole ? 'place.commentAll' : 'review.comment')} placeholder={t(whole ? 'review.commentAllHint' : 'review.commentHint')} value={text} onChange={setText} rows={2}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave();
          else if (event.key === 'Enter' && event.ctrlKey) void record();
          else return;
          event.stopPropagation();
          event.preventDefault();
        }} />
      {act.kind === 'failed' && <p className="bundle-trouble bundle-refused">{sentence(act.failure)}</p>}
      <div className="row">
        <Button small isDisabled={!ready} icon={<MessageSquareText />} onPress={() => void record()}>{t(own ? 'review.replace' : 'review.record')}</Button>
        {own && <Button small look="quiet" isDisabled={act.kind === 'saving'} onPress={() => void onComment(path, null)}>{t('review.takeBack')}</Button>}
      </div>
    </section>
  );
}

/** What the body noted on a value when it filled in the form: in sight, above what the Commission has to say of it. */
export function Notes({ notes }: { readonly notes: readonly Comment[] }) {
  const t = useText();
  if (notes.length === 0) return null;
  return (
    <section className="origin-notes">
      <h3>{t('review.notes', { count: notes.length })}</h3>
      <ul>{notes.map((note) => <CommentLine key={note.revision} comment={note} />)}</ul>
    </section>
  );
}

function CommentLine({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const language = useLanguage();
  const Sign = { comment: null, reply: Reply, note: StickyNote }[comment.kind];
  return (
    <li>
      <p className="comment-text">{Sign && <><Sign aria-label={t(`place.${comment.kind}`)} role="img" /> </>}{comment.value}</p>
      <p className="note">{Sign && comment.signer && `${comment.signer.body} · `}{comment.person} · {printMoment(language, comment.claimedAt)} · {comment.bundle ? comment.bundle.fileName : t('review.unsent')}</p>
    </li>
  );
}
