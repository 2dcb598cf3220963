import { CircleX, Info, Lock, ShieldAlert, TriangleAlert } from 'lucide-react';
import { memo, useId, useMemo, useRef, useState } from 'react';
import { termsIn } from '../../../../shared/guide/glossary.ts';
import { terms } from '../../../../shared/guide/terms.ts';
import type { Finding } from '../../../../shared/survey/findings.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import { isMissing, type Path } from '../../../../shared/survey/response.ts';
import type { Session } from '../../../../shared/survey/session.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button, IconButton } from '../../../ui/Button.tsx';
import type { Tone } from '../../../ui/field/inputs.tsx';
import { isComment } from '../../fill/review.ts';
import { useAt, useBeside, useField, useFill, useFillState } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import { useArrival } from './arrival.ts';
import { Control } from './Control.tsx';
import { LastRoundNote } from './LastRound.tsx';
import { messageOf } from './message.ts';
import { ReasonMenu } from './ReasonMenu.tsx';

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
  if (!field.relevant) return null;

  const canMiss = !locked && !field.readonly && !['note', 'calculate', 'acknowledge'].includes(question.type);

  if (question.type === 'note') return <div className="question-note" data-path={path} ref={place}><Info aria-hidden /><p>{textIn(question.label, language)}</p></div>;
  return (
    <div className={session.isCarried(path) ? 'question question-carried' : 'question'} data-path={path} ref={place} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) void fill.flush(); }}
      onKeyDown={(event) => {
        if (event.key === 'F4' && canMiss) setReasonOpen(true);
        else if (event.key === 'F1' && event.shiftKey && canExplain) setHintOpen(!hintOpen);
        else return;
        event.preventDefault();
      }}>
      <div className="question-main">
        <div className="question-label">
          <label id={`${id}-label`} htmlFor={id}>{textIn(question.label, language)}</label>
          {field.required && <span className="field-required" title={t('form.required')} aria-label={t('form.required')}>*</span>}
          {question.personal && <span className="mark" title={t('form.personal')}><ShieldAlert role="img" aria-label={t('form.personal')} /></span>}
          {question.restricted && <span className="mark" title={t('form.restricted')}><Lock role="img" aria-label={t('form.restricted')} /></span>}
          <LastRoundOf question={question} path={path} />
          <span className="question-name">{question.name}</span>
          {canExplain && <HintButton open={hintOpen} onOpen={setHintOpen} />}
          {canMiss && <ReasonMenu path={path} chosen={isMissing(field.value) ? field.value.missing : null} open={reasonOpen} onOpen={setReasonOpen} />}
        </div>
        {isMissing(field.value) ? (
          <div className="reason-shown">
            <span>{t(`reason.${field.value.missing}`)}</span>
            {!locked && <Button small look="quiet" id={id} aria-describedby={`${id}-label`} onPress={() => fill.answer(path, null)}>{t('form.reasonClear')}</Button>}
          </div>
        ) : <Answering question={question} path={path} id={id} hinted={hintOpen} />}
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

/** What the parts round the control show of a field, in one word: it changes more seldom than the answer. */
export function looksOf(session: Session, path: Path): string {
  const { relevant, required, readonly, value } = session.field(path);
  return `${relevant} ${required} ${readonly} ${session.isCarried(path)} ${isMissing(value) ? value.missing : ''}`;
}

interface AnsweringProps extends QuestionViewProps {
  readonly id: string;
  /** The hint stands beside the field. */
  readonly hinted: boolean;
}

/** The control, framed as its gravest finding wants it. */
const Answering = memo(function Answering({ question, path, id, hinted }: AnsweringProps) {
  const tone = useToneAt(path);
  const described = [tone !== null && `${id}-findings`, hinted && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return <Control question={question} path={path} tone={tone ?? 'plain'} id={id} aria-labelledby={`${id}-label`} aria-describedby={described} />;
});

const MarginFindings = memo(function MarginFindings({ id, path }: { readonly id: string; readonly path: Path }) {
  const [worst, ...more] = useFindingsAt(path);
  return <div className="margin-findings" id={id}>{worst && <FindingLine finding={worst} more={more} />}</div>;
});

/** What the last round says changes with every key: it is painted alone. */
function LastRoundOf({ question, path }: QuestionViewProps) {
  return useFill().session.last ? <LastRoundShown question={question} path={path} /> : null;
}

function LastRoundShown({ question, path }: QuestionViewProps) {
  return <LastRoundNote question={question} field={useField(path)} />;
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

/** The gravest finding of a field beside it, and how many there are. */
export function FindingLine({ finding, more = [] }: { readonly finding: Finding; readonly more?: readonly Finding[] }) {
  const t = useText();
  const language = useLanguage();
  const text = messageOf(finding, language);
  const settled = finding.justification !== undefined;
  return (
    <p className={`margin-finding level-${settled ? 'settled' : finding.level}`} title={[text, ...more.map((other) => messageOf(other, language))].join('\n')}>
      <LevelSign level={finding.level} /><span>{more.length > 0 && <b>{t('findings.more', { count: more.length + 1 })} </b>}{text}{settled && ` (${t(isComment(finding) ? 'findings.hasReply' : 'findings.justified')})`}</span>
    </p>
  );
}

/** The sign of a level; the words beside it change more often. */
const LevelSign = memo(function LevelSign({ level }: Pick<Finding, 'level'>) {
  const t = useText();
  const Icon = level === 'error' ? CircleX : level === 'warning' ? TriangleAlert : Info;
  return <Icon role="img" aria-label={t(`findings.${level}`)} />;
});

/** Findings of the shown stage that point to this path, the gravest first. */
export function useFindingsAt(path: Path): readonly Finding[] {
  const { fill } = useFill();
  useFillState((state) => state.stage);
  useFillState((state) => state.compared);
  return useBeside(path, () => fill.findingsAt(path));
}

/** The tone of the gravest of them, whatever it says; null where there is none. */
function useToneAt(path: Path): Tone | null {
  const { fill } = useFill();
  useFillState((state) => state.stage);
  useFillState((state) => state.compared);
  return useBeside(path, () => {
    const [worst] = fill.findingsAt(path);
    return worst ? toneOf(worst) : null;
  });
}

export function toneOf(finding: Finding | undefined): Tone {
  if (!finding || finding.level === 'info' || finding.justification !== undefined) return 'plain';
  return finding.level === 'error' ? 'invalid' : 'warned';
}
