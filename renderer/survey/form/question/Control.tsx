import { useSyncExternalStore, type KeyboardEvent } from 'react';
import type { Question } from '../../../../shared/survey/form.ts';
import { isMissing, type Answer, type Path } from '../../../../shared/survey/response.ts';
import type { FieldState } from '../../../../shared/survey/session.ts';
import { useProgram } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Check } from '../../../ui/field/Check.tsx';
import { ChoiceInput } from '../../../ui/field/ChoiceInput.tsx';
import { ChoicesInput } from '../../../ui/field/ChoicesInput.tsx';
import { parseDate, printDate } from '../../../ui/field/dates.ts';
import { ParsedInput, TextArea, type Tone } from '../../../ui/field/inputs.tsx';
import { editNumber, parseNumber, parsePercent, printNumber } from '../../../ui/field/numbers.ts';
import type { Option } from '../../../ui/field/options.ts';
import { still, type Live } from '../../../ui/live.ts';
import { optionsOf } from './choiceOptions.ts';
import { Radios } from '../../../ui/field/Radios.tsx';
import { useEntry, useFill } from '../../fill/use.ts';
import { localNow } from '../../localNow.ts';
import { textIn } from '../../outline.ts';
import { RankInput } from './RankInput.tsx';

export interface ControlProps {
  readonly question: Question;
  /** Null while its line is no row yet. */
  readonly path: Path | null;
  /** One that keeps its own text is framed past React. */
  readonly tone: Live<Tone>;
  readonly id?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-required'?: boolean;
  /** In a table: no unit, lists instead of radio buttons. */
  readonly compact?: boolean;
  /** Takes the answer instead of the form: for a cell whose row is yet to be made. */
  readonly onAnswer?: (value: Answer | null) => void;
}

/** Types whose field keeps its own text. */
const KEEP_TEXT: ReadonlySet<Question['type']> = new Set(['integer', 'decimal', 'range', 'year', 'calculate', 'date', 'time', 'dateTime', 'text']);

const PLAIN = still<Tone>('plain');

/** Stands for a cell whose line is no row yet. */
export const BLANK: FieldState = { path: '', value: null, relevant: true, required: false, readonly: false };

/** The control of one question by its type. One that keeps its own text is not painted at its own keys. */
export function Control({ question, path, tone: live, compact, onAnswer, ...links }: ControlProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const { now } = useProgram();
  const keepsText = KEEP_TEXT.has(question.type) && question.codeList === undefined && !question.appearance?.includes('multiline');
  const entry = useEntry(path, keepsText);
  const painted = keepsText ? PLAIN : live;
  const tone = useSyncExternalStore(painted.subscribe, painted.now);
  const field = path === null ? BLANK : session.field(path);
  const value = isMissing(field.value) ? null : field.value;
  const readOnly = locked || field.readonly || question.type === 'calculate';
  const unit = compact ? undefined : textIn(question.unit, language) || (question.measure === 'percent' ? '%' : undefined);
  const change = (next: Answer | null) => (onAnswer ? onAnswer(next) : fill.answer(field.path, next));
  const type = (next: Answer | null) => (onAnswer ? onAnswer(next) : entry?.type(next));
  const shared = { ...links, tone: live, readOnly, unit };

  switch (question.type) {
    case 'integer': case 'decimal': case 'range': case 'year': case 'calculate': {
      if (question.type === 'calculate' && typeof value === 'string') return <ParsedInput<string> {...line()} />;
      const grouped = question.type !== 'year';
      return (
        <ParsedInput<number> {...shared} kind="number" value={typeof value === 'object' ? null : value} onChange={type} placeholder={grouped ? undefined : t('form.years')}
          print={(answer) => (typeof answer === 'number' ? printNumber(language, answer, grouped) : answer)}
          edit={(answer) => (typeof answer === 'number' ? editNumber(language, answer) : answer)} parse={(typed) => (question.measure === 'percent' ? parsePercent : parseNumber)(language, typed)} />
      );
    }
    case 'date':
      return <ParsedInput<string> {...shared} kind="date" value={typeof value === 'string' ? value : null} onChange={type} placeholder={t('form.dateMask')}
        print={(answer) => printDate(language, answer)} edit={(answer) => printDate(language, answer)} parse={parseDate} onKeyDown={enterToday} />;
    case 'time': case 'dateTime':
      return <ParsedInput<string> {...line()} placeholder={question.type === 'time' ? t('form.timeMask') : `${t('form.dateMask')} ${t('form.timeMask')}`} />;
    case 'select_one': {
      const options = optionsNow();
      if (!compact && options.length > 1 && options.length <= 3 && question.choiceFilter === undefined && options.every((option) => option.label.length <= 18)) {
        return <Radios {...links} options={options} value={typeof value === 'string' ? value : null} onChange={change} readOnly={readOnly} tone={tone} />;
      }
      return <ChoiceInput {...links} keeps tone={tone} options={options} value={typeof value === 'string' ? value : null} onChange={change} readOnly={readOnly} />;
    }
    case 'select_multiple':
      return <ChoicesInput {...links} tone={tone} options={optionsNow()} value={codes(value)} onChange={(next) => change(next.length === 0 ? null : next)} readOnly={readOnly} />;
    case 'rank':
      return <RankInput label={links['aria-label'] ?? textIn(question.label, language)} options={optionsNow()} value={codes(value)} onChange={change} readOnly={readOnly} />;
    case 'acknowledge':
      return <Check checked={value === 'OK'} onChange={(checked) => change(checked ? 'OK' : null)} disabled={readOnly}>{t('form.acknowledge')}</Check>;
    case 'image': case 'file':
      return <ParsedInput<string> {...line()} readOnly placeholder={t('form.attachment')} />;
    case 'note': case 'hidden': case 'metadata':
      return null;
    case 'text':
      if (question.codeList !== undefined) {
        return <ChoiceInput {...links} free tone={tone} options={optionsOf(session.form.choices[question.codeList] ?? [], language)} value={textNow()} onChange={(next) => change(parseText(next ?? ''))} readOnly={readOnly} />;
      }
      return question.appearance?.includes('multiline') && !compact
        ? <TextArea {...links} value={textNow() ?? ''} tone={tone} onChange={(typed) => change(parseText(typed))} rows={2} readOnly={readOnly} />
        : <ParsedInput<string> {...line()} />;
  }

  /** Ctrl and the semicolon enter the day of today, as in Excel. */
  function enterToday(event: KeyboardEvent<HTMLInputElement>) {
    if (!event.ctrlKey || event.altKey || event.shiftKey || event.code !== 'Semicolon' || readOnly) return;
    event.preventDefault();
    event.currentTarget.value = printDate(language, localNow(new Date(now())).slice(0, 10));
    event.currentTarget.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** One line of text, as it is. */
  function line() {
    return { ...shared, kind: 'text', value: textNow(), print: asItIs, edit: asItIs, parse: parseText, onChange: type } as const;
  }

  function textNow(): string | null {
    return typeof value === 'number' ? printNumber(language, value) : typeof value === 'string' ? value : null;
  }

  function optionsNow(): readonly Option[] {
    return path === null ? [] : optionsOf(session.choices(path), language);
  }
}

function asItIs(text: string): string {
  return text;
}

function parseText(text: string): string | null {
  return text === '' ? null : text.normalize('NFC');
}

function codes(value: Answer | null): readonly string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
}
