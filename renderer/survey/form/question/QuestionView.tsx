import { memo, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { termsIn } from '../../../../shared/guide/glossary.ts';
import { terms } from '../../../../shared/guide/terms.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import { isMissing, type Path } from '../../../../shared/survey/response.ts';
import type { Session } from '../../../../shared/survey/session.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { RequiredMark } from '../../../ui/field/RequiredMark.tsx';
import { Info, Lock, ShieldAlert } from '../../../ui/icon/icons.tsx';
import { useAt, useField, useFill } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import { useArrival } from './arrival.ts';
import { Control } from './Control.tsx';
import { LastRoundNote } from './LastRound.tsx';
import { NoteMark } from './NoteMark.tsx';
import { describeAgain, holdsCursor, MarginFindings, useToneAt } from './MarginFindings.tsx';
import { ReasonMenu } from './ReasonMenu.tsx';
import { useCursorBack } from './useCursorBack.ts';

interface QuestionViewProps {
  readonly question: Question;
  readonly path: Path;
}

/**
 * One question: label above, control below, findings and hint in the margin beside it, so that nothing moves while
 * somebody types. A key repaints of it what the key has changed: mostly nothing, now and then the finding and the frame of the field.
 */
export const QuestionView = memo(function QuestionView({ question, path }: QuestionViewProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const { fill, session, locked } = useFill();
  useAt(path, () => looksOf(session, path));
  const field = session.field(path);
  const { hint, explained } = useExplanation(question);
  const canExplain = hint !== '' || explained.length > 0;
  const [hintOpen, setHintOpen] = useState(false);
  const [reasonOpen, setReasonOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useArrival(path, place);
  useCursorBack(place, isMissing(field.value), reasonOpen);
  if (!field.relevant) return null;

  const noted = session.notes().get(path);
  const canMiss = !locked && !field.readonly && !['note', 'calculate', 'acknowledge'].includes(question.type);

  if (question.type === 'note') return <div className="question-note" role="note" data-path={path} ref={place}><Info /><p>{textIn(question.label, language)}</p></div>;
  return (
    <div className={`question${session.isCarried(path) ? ' question-carried' : ''}${hintOpen ? ' question-hinted' : ''}`} data-path={path} ref={place}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        describeAgain(currentTarget, { '.margin-findings': `${id}-findings`, '.last-round-place': `${id}-last` });
        void fill.flush();
      }}
      onKeyDown={(event) => {
        if (event.key === 'F4' && canMiss) setReasonOpen(true);
        else if (event.key === 'F1' && event.shiftKey && canExplain) setHintOpen(!hintOpen);
        else if (event.key === 'Escape' && isTyped(event.target) && fill.revert(path)) (event.target as HTMLInputElement).select();
        else return;
        event.preventDefault();
      }}>
      <div className="question-main">
        <div className="question-label">
          <span className="question-words"><label id={`${id}-label`} htmlFor={id}>{textIn(question.label, language)}</label>{field.required && <RequiredMark name={t('form.required')} />}</span>
          {question.personal && <span className="mark" title={t('form.personal')}><ShieldAlert role="img" aria-label={t('form.personal')} /></span>}
          {question.restricted && <span className="mark" title={t('form.restricted')}><Lock role="img" aria-label={t('form.restricted')} /></span>}
          {noted !== undefined && <NoteMark id={`${id}-note`} path={path} text={noted} />}
          <LastRoundOf question={question} path={path} id={`${id}-last`} />
          <span className="question-name" id={`${id}-name`}>{question.name}</span>
          {canExplain && <HintButton open={hintOpen} onOpen={setHintOpen} />}
          {canMiss && <ReasonMenu path={path} chosen={isMissing(field.value) ? field.value.missing : null} open={reasonOpen} onOpen={setReasonOpen} />}
        </div>
        {isMissing(field.value) ? (
          <div className="reason-shown">
            <span id={`${id}-reason`}>{t(`reason.${field.value.missing}`)}</span>
            {!locked && <Button small look="quiet" id={id} aria-labelledby={`${id}-label ${id}-name ${id}-reason ${id}-back`} aria-describedby={`${id}-findings`} onPress={() => fill.answer(path, null)}><span id={`${id}-back`}>{t('form.reasonClear')}</span></Button>}
          </div>
        ) : <Answering question={question} path={path} id={id} hinted={hintOpen} noted={noted !== undefined} last={Boolean(session.last)} required={field.required} />}
      </div>
      <div className="question-margin">
        <MarginFindings id={`${id}-findings`} path={path} />
        {hintOpen && (
          <div id={`${id}-hint`} className="note">
            {hint && <p>{hint}</p>}
            {explained.map((term) => <p key={term.id}><b>{term.name[language]}.</b> {term.meaning[language]}</p>)}
          </div>
        )}
      </div>
    </div>
  );
});

/** Whether a text is typed there: Esc puts it back; a list has its own way. */
function isTyped(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text' && target.getAttribute('role') !== 'combobox');
}

/** What the parts round the control show of a field, in one word: it changes more seldom than the answer. */
export function looksOf(session: Session, path: Path): string {
  const { relevant, required, readonly, value } = session.field(path);
  return `${relevant} ${required} ${readonly} ${session.isCarried(path)} ${isMissing(value) ? value.missing : ''} ${session.notes().get(path) ?? ''}`;
}

interface AnsweringProps extends QuestionViewProps {
  readonly id: string;
  /** The hint stands beside the field. */
  readonly hinted: boolean;
  /** Somebody has noted something on it. */
  readonly noted: boolean;
  /** There is a last round, which may have an answer to it. */
  readonly last: boolean;
  readonly required: boolean;
}

/** The control, framed as its gravest finding wants it. */
const Answering = memo(function Answering({ question, path, id, hinted, noted, last, required }: AnsweringProps) {
  return <Control question={question} path={path} tone={useToneAt(path)} id={id} aria-labelledby={`${id}-label ${id}-name`} aria-describedby={`${id}-findings${last ? ` ${id}-last` : ''}${noted ? ` ${id}-note` : ''}${hinted ? ` ${id}-hint` : ''}`} aria-required={required} />;
});

interface LastRoundOfProps extends QuestionViewProps {
  readonly id: string;
}

/** What the last round says changes with every key: it is painted alone. */
function LastRoundOf(props: LastRoundOfProps) {
  return useFill().session.last ? <LastRoundShown {...props} /> : null;
}

/** Describes the field for who comes to it; what changes under the cursor is not to be read into the middle of a number. */
function LastRoundShown({ question, path, id }: LastRoundOfProps) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (place.current && holdsCursor(place.current)) place.current.removeAttribute('id');
    else if (place.current) place.current.id = id;
  });
  return <span className="last-round-place" ref={place}><LastRoundNote question={question} field={useField(path)} /></span>;
}

/** Opens the hint beside the question. */
const HintButton = memo(function HintButton({ open, onOpen }: { readonly open: boolean; readonly onOpen: (open: boolean) => void }) {
  const t = useText();
  return <IconButton small label={t('form.hint')} icon={<i className="sign sign-help" aria-hidden>?</i>} aria-expanded={open} onPress={() => onOpen(!open)} excludeFromTabOrder />;
});

/** What the author of the form and the glossary say of a question. */
function useExplanation(question: Question) {
  const language = useLanguage();
  return useMemo(() => {
    const hint = [textIn(question.hint, language), textIn(question.guidance, language)].filter(Boolean).join(' ');
    return { hint, explained: termsIn(`${textIn(question.label, language)} ${hint}`, language, terms) };
  }, [question, language]);
}
