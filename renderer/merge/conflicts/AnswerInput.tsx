import type { Question } from '../../../shared/survey/form.ts';
import { isMissing, REASON_CODES } from '../../../shared/survey/response.ts';
import { useText } from '../../text/text.tsx';
import { ChoiceInput } from '../../ui/field/ChoiceInput.tsx';
import { ChoicesInput } from '../../ui/field/ChoicesInput.tsx';
import { parseDate, printDate } from '../../ui/field/dates.ts';
import { Field, type ControlLinks } from '../../ui/field/Field.tsx';
import { ParsedInput, TextArea } from '../../ui/field/inputs.tsx';
import { editNumber, parseNumber, printNumber } from '../../ui/field/numbers.ts';
import type { Option } from '../../ui/field/options.ts';
import type { Entry } from '../answer/conflict.ts';
import { labelOf, type Wording } from '../answer/wording.ts';

interface AnswerInputProps {
  readonly question: Question | null;
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
  readonly wording: Wording;
}

/** Entering the value that is true when no side has it: the control that fits the question, or a reason why there is none. */
export function AnswerInput({ question, entry, onChange, wording }: AnswerInputProps) {
  const t = useText();
  const without: readonly Option[] = [
    { value: 'none', label: t('conflicts.noAnswer') },
    ...REASON_CODES.map((code) => ({ value: code, label: t(`reason.${code}`) })),
  ];
  const missing = entry.kind === 'value' && isMissing(entry.value) ? entry.value.missing : null;
  return (
    <div className="answer-input">
      <Field label={t('conflicts.otherValue')} {...(entry.kind === 'unfinished' && entry.text !== '' && { error: t('conflicts.unfinished') })}>
        {(links) => <Control links={links} question={question} entry={missing === null ? entry : { kind: 'value', value: null }} onChange={onChange} wording={wording} />}
      </Field>
      <Field label={t('conflicts.instead')}>
        {(links) => (
          <ChoiceInput {...links} options={without} value={missing}
            onChange={(code) => {
              const reason = REASON_CODES.find((each) => each === code);
              onChange({ kind: 'value', value: reason === undefined ? null : { missing: reason } });
            }} />
        )}
      </Field>
    </div>
  );
}

function Control({ links, question, entry, onChange, wording }: AnswerInputProps & { readonly links: ControlLinks }) {
  const { language } = wording;
  const value = entry.kind === 'unfinished' ? entry.text : entry.value;
  const text = typeof value === 'string' ? value : null;
  const options: readonly Option[] = question?.list === undefined ? []
    : (wording.form.choices[question.list] ?? []).map((choice) => ({ value: choice.value, label: labelOf(choice.label, wording), note: choice.value }));
  switch (question?.type) {
    case 'integer':
    case 'decimal':
    case 'range':
    case 'year': {
      const grouped = question.type !== 'year';
      return (
        <ParsedInput<number> {...links} kind="number" autoFocus value={typeof value === 'number' ? value : text} unit={question.unit && labelOf(question.unit, wording)}
          print={(number) => (typeof number === 'number' ? printNumber(language, number, grouped) : number)}
          edit={(number) => (typeof number === 'number' ? editNumber(language, number) : number)}
          parse={(typed) => parseNumber(language, typed)} onChange={(number) => onChange(entryOf(number, typeof number === 'number'))} />
      );
    }
    case 'date':
      return (
        <ParsedInput<string> {...links} kind="date" autoFocus value={text} print={(date) => printDate(language, date)} edit={(date) => printDate(language, date)}
          parse={parseDate} onChange={(date) => onChange(entryOf(date, date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date)))} />
      );
    case 'select_one':
      return <ChoiceInput {...links} autoFocus options={options} value={text} onChange={(code) => onChange(entryOf(code, code !== null))} />;
    case 'select_multiple':
    case 'rank':
      return (
        <ChoicesInput {...links} autoFocus options={options} value={Array.isArray(value) ? (value as readonly string[]) : []}
          onChange={(codes) => onChange(codes.length === 0 ? UNFINISHED : { kind: 'value', value: codes })} />
      );
    default:
      return <TextArea {...links} autoFocus value={text ?? ''} onChange={(typed) => onChange(entryOf(typed.normalize('NFC'), typed.trim() !== ''))} />;
  }
}

const UNFINISHED: Entry = { kind: 'unfinished', text: '' };

function entryOf(value: string | number | null, complete: boolean): Entry {
  return complete ? { kind: 'value', value } : { kind: 'unfinished', text: String(value ?? '') };
}
