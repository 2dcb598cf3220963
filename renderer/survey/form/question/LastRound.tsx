import type { Language } from '../../../../shared/ipc/service.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import { changeBetween } from '../../../../shared/survey/lastRound.ts';
import type { FieldState } from '../../../../shared/survey/session.ts';
import { printAnswer } from '../../../../shared/text/answer.ts';
import { useLanguage, useText, type Print } from '../../../text/text.tsx';
import { printNumber } from '../../../ui/field/numbers.ts';
import { History } from '../../../ui/icon/icons.tsx';
import { useFill } from '../../fill/use.ts';

interface LastRoundNoteProps {
  readonly question: Question;
  readonly field: FieldState;
}

/** What the last round says beside a field: that its answer waits to be confirmed, that it is the same, or what it was and by how much it changed. */
export function LastRoundNote({ question, field: { path, value } }: LastRoundNoteProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const before = session.last?.answers.get(path);
  if (!session.last || before === undefined || question.type === 'calculate') return null;
  const { round } = session.last;
  if (session.isCarried(path) && !locked) {
    return <button type="button" className="last-round last-carried" tabIndex={-1} title={t('last.confirmHint', { round })} onClick={() => fill.confirm(path)}><History />{t('last.carried', { round })}</button>;
  }
  if (JSON.stringify(before) === JSON.stringify(value)) return <span className="last-round">{t('last.same', { round })}</span>;
  const printed = printAnswer(language, question, question.list === undefined ? [] : session.choices(path), before);
  return <span className="last-round" title={printed}>{t('last.was', { round, value: printed })} <LastChange question={question} before={before} value={value} /></span>;
}

/** By how much a number has changed since the last round; nothing where it has not, or is none. */
export function LastChange({ question, before, value }: { readonly question: Question; readonly before: FieldState['value'] | undefined; readonly value: FieldState['value'] }) {
  const t = useText();
  const language = useLanguage();
  const text = printChange(t, language, question, before, value);
  return text === '' ? null : <b className="last-change">{text}</b>;
}

/** `+12 %`, for shares `−3 п. п.`, from zero the number itself; empty where nothing has changed. */
function printChange(print: Print, language: Language, question: Question, before: FieldState['value'] | undefined, value: FieldState['value']): string {
  const change = changeBetween(question, before, value);
  if (!change || change.by === 0) return '';
  const sign = change.by > 0 ? '+' : '−';
  const size = (number: number, digits: number) => printNumber(language, Number(Math.abs(number).toFixed(digits)));
  if (question.measure === 'percent') return print('last.points', { change: `${sign}${size(change.by, 2)}` });
  if (change.percent === null) return `${sign}${size(change.by, 6)}`;
  return print('last.percent', { change: `${sign}${size(change.percent, Math.abs(change.percent) < 10 ? 1 : 0)}` });
}
