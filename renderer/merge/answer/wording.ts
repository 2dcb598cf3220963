import type { CellView } from '../../../shared/ipc/merge.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { FormDefinition, Question, Text } from '../../../shared/survey/form.ts';
import { isMissing, type Answer } from '../../../shared/survey/response.ts';
import { printAnswer } from '../../../shared/text/answer.ts';
import { textIn } from '../../survey/outline.ts';
import type { MessageId } from '../../text/messages.ts';
import type { Print } from '../../text/text.tsx';
import { printNumber } from '../../ui/field/numbers.ts';
import type { Place } from './place.ts';

/** What it takes to say an answer in words. */
export interface Wording {
  readonly form: FormDefinition;
  readonly language: Language;
  readonly t: Print;
}

/** A form's text in the reader's language. */
export function labelOf(text: Text, { language }: Pick<Wording, 'language'>): string {
  return textIn(text, language);
}

/** An answer in words; null says that there is none. */
function printValue(answer: Answer | null, question: Question, { form, language, t }: Wording, unit: boolean): string {
  if (answer === null) return t('value.none');
  const text = printAnswer(language, question, question.list === undefined ? [] : (form.choices[question.list] ?? []), answer);
  return unit && typeof answer === 'number' && question.unit ? `${text}${measured(textIn(question.unit, language), language)}` : text;
}

/** A unit as it stands behind its number, which it is not parted from. */
function measured(unit: string, language: Language): string {
  return unit === '%' && language === 'en' ? unit : `\u00A0${unit}`;
}

/** An answer that belongs to no question: as it is written. */
function printPlain(answer: Answer | null, { language, t }: Wording): string {
  if (answer === null) return t('value.none');
  if (isMissing(answer)) return t(`reason.${answer.missing}`);
  if (typeof answer === 'number') return printNumber(language, answer);
  return typeof answer === 'string' ? answer : answer.join('; ');
}

/**
 * What stands at a place, said for what the place is: a row is there or deleted, a standing has its own words. The unit
 * follows a number, unless the head of a table names it.
 */
export function printAt(place: Place, answer: Answer | null, wording: Wording, { unit = true } = {}): string {
  const { t } = wording;
  switch (place.kind) {
    case 'row': return t(answer === null ? 'value.rowRemoved' : 'value.rowThere');
    case 'field': return printValue(answer, place.question, wording, unit);
    case 'reserved': {
      if (place.name === 'response') return t(answer === null ? 'reserved.withdrawn' : 'reserved.stands');
      if (place.name === 'personal' && answer !== null) return t('reserved.apart');
      const id = `reserved.${String(answer)}`;
      return isReservedWord(id) ? t(id) : printPlain(answer, wording);
    }
    case 'note':
    case 'comment':
    case 'reply':
    case 'justification':
    case 'unknown': return printPlain(answer, wording);
  }
}

const RESERVED_WORDS: readonly MessageId[] = ['reserved.complete', 'reserved.approved', 'reserved.accepted', 'reserved.returned'];

function isReservedWord(id: string): id is MessageId {
  return (RESERVED_WORDS as readonly string[]).includes(id);
}

const RESERVED_PLACES = ['status', 'decision', 'quality', 'due', 'response', 'personal', 'country', 'scheme', 'number'] as const;

/** The name of a place: the question, the row, the rule. */
export function printPlace(place: Place, wording: Wording): string {
  const { t } = wording;
  switch (place.kind) {
    case 'field': return labelOf(place.question.label, wording);
    case 'row': return labelOf(place.repeat.label, wording);
    case 'justification': return `${t('place.justification', { rule: place.rule })}: ${printPlace(place.at, wording)}`;
    case 'note': return `${t('place.note')}: ${printPlace(place.at, wording)}`;
    case 'comment': return place.at === null ? t('place.commentAll') : `${t('place.comment')}: ${printPlace(place.at, wording)}`;
    case 'reply': return place.at === null ? t('place.replyAll') : `${t('place.reply')}: ${printPlace(place.at, wording)}`;
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
    case 'note': return printPlaceId(place.at);
    case 'comment':
    case 'reply': return place.at === null ? '' : printPlaceId(place.at);
    case 'justification': return place.rule;
    case 'row':
    case 'reserved': return '';
    case 'unknown': return place.path;
  }
}

/** How many values compete in a cell. */
export function rivalsOf(cell: CellView): number {
  return new Set(cell.writes.map((write) => JSON.stringify(write.value))).size;
}
