import type { CellView } from '../../shared/ipc/merge.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { FormDefinition, Question, Text } from '../../shared/survey/form.ts';
import { isMissing, type Answer } from '../../shared/survey/response.ts';
import type { MessageId } from '../text/messages.ts';
import type { Print } from '../text/text.tsx';
import { printDate } from '../ui/dates.ts';
import { printNumber } from '../ui/numbers.ts';
import type { Place } from './place.ts';

/** What it takes to say an answer in words. */
export interface Wording {
  readonly form: FormDefinition;
  readonly language: Language;
  readonly t: Print;
}

/** A form's text in the reader's language, in the form's own one where it has no other. */
export function labelOf(text: Text, { form, language }: Pick<Wording, 'form' | 'language'>): string {
  return text[language] ?? text[form.defaultLanguage] ?? '';
}

/** An answer as its reader would write it: labels for codes, the reader's numbers and dates, the unit after. Null: no answer. */
export function printAnswer(answer: Answer | null, question: Question | null, wording: Wording): string {
  const { language, t } = wording;
  if (answer === null) return t('value.none');
  if (isMissing(answer)) return t(`value.missing.${answer.missing}`);
  if (Array.isArray(answer)) return answer.map((code: string) => printCode(code, question, wording)).join('; ');
  if (typeof answer === 'number') {
    const number = printNumber(language, answer, question?.type !== 'year');
    return question?.unit ? `${number} ${labelOf(question.unit, wording)}` : number;
  }
  const text = answer as string;
  if (question?.type === 'date') return printDate(language, text);
  return question?.list === undefined ? text : printCode(text, question, wording);
}

function printCode(code: string, question: Question | null, wording: Wording): string {
  const choice = question?.list === undefined ? undefined : wording.form.choices[question.list]?.find((each) => each.value === code);
  return choice === undefined ? code : labelOf(choice.label, wording);
}

/** What stands at a place, said for what the place is: a row is there or deleted, a standing has its own words. */
export function printAt(place: Place, answer: Answer | null, wording: Wording): string {
  const { t } = wording;
  switch (place.kind) {
    case 'row': return t(answer === null ? 'value.rowRemoved' : 'value.rowThere');
    case 'field': return answer === null ? t('value.none') : printAnswer(answer, place.question, wording);
    case 'reserved': {
      const id = `reserved.${String(answer)}`;
      return isReservedWord(id) ? t(id) : printAnswer(answer, null, wording);
    }
    case 'justification':
    case 'unknown': return printAnswer(answer, null, wording);
  }
}

const RESERVED_WORDS: readonly MessageId[] = ['reserved.complete', 'reserved.approved', 'reserved.accepted', 'reserved.returned'];

function isReservedWord(id: string): id is MessageId {
  return (RESERVED_WORDS as readonly string[]).includes(id);
}

const RESERVED_PLACES = ['status', 'decision', 'country', 'scheme', 'number'] as const;

/** The name of a place: the question, the row, the rule. */
export function printPlace(place: Place, wording: Wording): string {
  const { t } = wording;
  switch (place.kind) {
    case 'field': return labelOf(place.question.label, wording);
    case 'row': return labelOf(place.repeat.label, wording);
    case 'justification': return `${t('place.justification', { rule: place.rule })}: ${printPlace(place.at, wording)}`;
    case 'reserved': {
      const known = RESERVED_PLACES.find((name) => name === place.name);
      return known === undefined ? place.name : t(`place.${known}`);
    }
    case 'unknown': return t('place.unknown');
  }
}

/** The number officials know the place by: the question's row number, the rule's. */
export function printPlaceId(place: Place): string {
  switch (place.kind) {
    case 'field': return place.question.name;
    case 'row': return place.repeat.name;
    case 'justification': return place.rule;
    case 'reserved': return '';
    case 'unknown': return place.path;
  }
}

/** How many values compete in a cell. */
export function rivalsOf(cell: CellView): number {
  return new Set(cell.writes.map((write) => JSON.stringify(write.value))).size;
}
