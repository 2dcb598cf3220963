import { useEffect, useMemo, useRef, useState } from 'react';
import type { AskedWithdrawal, KeptDraft, OpenedResponse, Review, SecondEntry } from '../../../shared/ipc/survey.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import { printMoved } from '../../../shared/text/moved.ts';
import { useBridge, useGo, useProgram } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { printDate, printMoment, printSavedAt } from '../../ui/field/dates.ts';
import { TextArea } from '../../ui/field/inputs.tsx';
import { replyAt } from '../fill/review.ts';
import { useFill, useFillState, useFormSoon } from '../fill/use.ts';
import { loadForm } from '../forms.ts';
import { nodesOf } from '../outline.ts';
import { WithdrawCompany } from '../companies/WithdrawCompany.tsx';

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

/** What was entered before the work was cut off, and where it goes on. */
function Kept({ kept: { count, path, at } }: { readonly kept: KeptDraft }) {
  const t = useText();
  const language = useLanguage();
  const { fill, session } = useFill();
  const { now } = useProgram();
  const [read, setRead] = useState(false);
  const last = () => fill.jumpTo(path);
  const node = nodesOf(session.form).get(templateOf(path));
  if (read) return null;
  return (
    <Banner tone="info" title={t('kept.title')} actions={<><Button small onPress={last}>{t('kept.last')}</Button><Button small look="quiet" onPress={() => { setRead(true); last(); }}>{t('kept.read')}</Button></>}>
      {t('kept.form', { count, place: node?.number ?? node?.name ?? '', time: printSavedAt(language, at, now()) })}
    </Banner>
  );
}

/** The sections that another person enters once more, where the workspace wants it. */
function Second({ entity }: { readonly entity: string }) {
  const t = useText();
  const bridge = useBridge();
  const { go } = useGo();
  const { desk } = useProgram();
  const { session } = useFill();
  const [second, setSecond] = useState<SecondEntry | null>(null);
  useEffect(() => { void bridge.call('survey.second', { entity }).then((answer) => setSecond(answer.ok ? answer.value : null)); }, [bridge, entity, session]);
  const done = second === null ? null : second.doneAt !== null;
  useEffect(() => (done === null ? undefined : desk.getState().offer({ commands: [{ id: 'second', label: t(done ? 'second.show' : 'second.enter'), run: () => go({ kind: 'second', entity }) }] })), [desk, t, go, entity, done]);
  if (!second) return null;
  const sections = second.sections.map((path) => nodesOf(session.form).get(path)?.name ?? '').join(', ');
  const open = second.differences.filter(({ settled }) => settled === null).length;
  const state = second.doneAt !== null ? (open > 0 ? 'open' : 'same') : second.person === '' ? 'none' : 'begun';
  return (
    <Banner tone={state === 'same' ? 'good' : state === 'open' ? 'warning' : 'info'} actions={<Button small onPress={() => go({ kind: 'second', entity })}>{t(second.doneAt === null ? 'second.enter' : 'second.show')}</Button>}>
      {t(`second.state.${state}`, { sections, of: second.sections.length, person: second.person, count: open })}
    </Banner>
  );
}

/** Who has asked to withdraw the form, where another person has to confirm it. */
function Asked({ opened: { entity, company } }: { readonly opened: OpenedResponse }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { fill, session } = useFill();
  const [answering, setAnswering] = useState(false);
  const [asked, setAsked] = useState<AskedWithdrawal | null>(null);
  useEffect(() => { void bridge.call('survey.withdrawal', { entity }).then((answer) => setAsked(answer.ok ? answer.value.asked : null)); }, [bridge, entity, session]);
  if (!asked) return null;
  return (
    <>
      <Banner tone="warning" title={t('withdraw.askedBy', { person: asked.person, time: printMoment(language, asked.at) })} actions={<Button small onPress={() => setAnswering(true)}>{t('form.withdraw')}</Button>}>
        <p>{t('withdraw.askedReason', { reason: asked.reason })}</p>
        <p>{t('withdraw.another')}</p>
      </Banner>
      {answering && (
        <WithdrawCompany entity={entity} name={company.shortName || company.name || company.number} onClose={() => setAnswering(false)}
          onWithdraw={(reason) => fill.withdraw(reason).then(() => null)} onDrop={() => fill.dropWithdrawal().then(() => null)} />
      )}
    </>
  );
}

/** How many answers of the last round wait to be confirmed. */
function Carried() {
  const t = useText();
  const { fill, session } = useFill();
  const marks = useFormSoon(session.marks);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what waits changes with the marks; what becomes relevant is counted with the next of them.
  const waiting = useMemo(() => session.carried('/'), [session, marks]);
  const [first] = waiting;
  if (!session.last || first === undefined) return null;
  return (
    <Banner still tone="info" title={t('last.title', { round: session.last.round, count: waiting.length })} actions={<Button small onPress={() => fill.jumpTo(first)}>{t('last.first')}</Button>}>
      {t('last.text')}
    </Banner>
  );
}

/** What became of answers given in an older version of the form: those that have no place any more, and those that changed. */
function Moved({ moved: { form, version, report } }: { readonly moved: NonNullable<OpenedResponse['moved']> }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { session } = useFill();
  const [before, setBefore] = useState<FormDefinition | null>(null);
  useEffect(() => {
    let wanted = true;
    void loadForm(bridge, form).then((loaded) => {
      if (wanted) setBefore(loaded.ok ? loaded.value.definition : session.form);
    });
    return () => { wanted = false; };
  }, [bridge, form, session]);
  const wording = before && {
    before, after: session.form, language,
    numberOf: (repeat: string, row: string) => (nodesOf(session.form).get(templateOf(repeat))?.kind === 'repeat' ? session.rows(repeat).indexOf(row) + 1 : 0),
  };
  const aside = report.filter(({ to }) => to === null).length;
  return (
    <Banner tone={aside > 0 ? 'warning' : 'info'} title={t('form.movedTitle', { version })}>
      <details>
        <summary>{t('form.movedCount', { count: report.length, aside })}</summary>
        <ul>
          {wording && report.map((moved) => <li key={moved.from}>{printMoved(moved, wording)}</li>)}
        </ul>
      </details>
    </Banner>
  );
}

/** Why the Commission has sent the form back, and what it says of the whole; its comments on fields stand at the fields. */
function Returned({ reason, review }: { readonly reason: NonNullable<Review['decision']>; readonly review: Review }) {
  const t = useText();
  const language = useLanguage();
  const { fill } = useFill();
  const [replying, setReplying] = useState(false);
  const onFields = review.comments.filter(({ path }) => path !== '/');
  const [first] = onFields;
  const reply = replyAt(review, '/');
  return (
    <>
      <Banner tone="warning" title={t('form.returnedTitle', { reason: reason.text })} actions={(
        <>
          {first && <Button small onPress={() => fill.jumpTo(first.path)}>{t('form.returnedComments', { count: onFields.length })}</Button>}
          <Button small onPress={() => setReplying(true)}>{t(reply === null ? 'form.reply' : 'form.replyAgain')}</Button>
        </>
      )}>
        {review.comments.filter(({ path }) => path === '/').map(({ text }) => <p key={text}>{text}</p>)}
        {reply !== null && <p><b>{t('form.replied')}:</b> {reply}</p>}
        {reason.due !== null && <strong>{t('case.due', { date: printDate(language, reason.due) })} </strong>}{reason.quality !== null && `${t('review.qualityIs', { quality: reason.quality })} `}
        {t('form.returnedText', { person: reason.person, date: printMoment(language, reason.claimedAt) })}
      </Banner>
      {replying && <ReplyDialog before={reply ?? ''} onClose={() => setReplying(false)} />}
    </>
  );
}

/** What the Commission says of the whole form without having decided. */
function Whole({ review }: { readonly review: Review }) {
  const t = useText();
  const [replying, setReplying] = useState(false);
  const said = review.comments.filter(({ path }) => path === '/');
  const reply = replyAt(review, '/');
  if (said.length === 0) return null;
  return (
    <>
      <Banner tone="warning" title={t('place.commentAll')} actions={<Button small onPress={() => setReplying(true)}>{t(reply === null ? 'form.reply' : 'form.replyAgain')}</Button>}>
        {said.map(({ text }) => <p key={text}>{text}</p>)}
        {reply !== null && <p><b>{t('form.replied')}:</b> {reply}</p>}
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
