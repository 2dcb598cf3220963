import { printSentence, type Language, type SentenceCode, type SentenceValues } from '../text/print.ts';
import { hasAnswered, type CoverageRow } from './coverage.ts';

/** What a body owes, and what its letter has to know beside. */
export interface Reminder {
  readonly country: string;
  /** Empty: the authorised bodies of the state together, since nobody knows which of them it is. */
  readonly body: string;
  readonly awaited: readonly CoverageRow[];
  /** With the reason of the return. */
  readonly returned: readonly (CoverageRow & { readonly reason: string })[];
  /** Numbers of bundles that never came. */
  readonly missingSeqs: readonly number[];
}

export interface LetterFacts {
  readonly sender: string;
  readonly person: string;
  readonly survey: string;
  readonly round: string;
  readonly deadline: string | null;
  /** Whether the deadline has passed. */
  readonly over: boolean;
  /** ISO day. */
  readonly today: string;
  /** Name of the list that goes along. */
  readonly list: string;
}

/** A letter before it is laid out: the window prints it as PDF, the command line as text. */
export interface Letter {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly paragraphs: readonly string[];
  readonly tables: readonly { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly closing: readonly string[];
  readonly person: string;
  readonly sign: string;
}

/** The companies of a body of which answers or corrections are awaited; null when it owes nothing. */
export function reminderOf(body: Pick<Reminder, 'country' | 'body' | 'missingSeqs'>, companies: readonly CoverageRow[], reasonOf: (row: CoverageRow) => string): Reminder | null {
  const own = companies.filter((row) => row.country === body.country && row.body === body.body);
  const awaited = own.filter((row) => row.invited && !hasAnswered(row.progress));
  const returned = own.filter((row) => row.duty === 'correct').map((row) => ({ ...row, reason: reasonOf(row) }));
  return awaited.length + returned.length + body.missingSeqs.length === 0 ? null : { ...body, awaited, returned };
}

/** A reminder as a letter in the language of the body. */
export function letterOf(reminder: Reminder, facts: LetterFacts, language: Language): Letter {
  const say = (code: SentenceCode, values?: SentenceValues): string => printSentence(language, code, values);
  const day = (iso: string): string => printDay(language, iso);
  const deadline = facts.deadline === null ? [] : [say(facts.over ? 'reminder.over' : 'reminder.until', { deadline: day(facts.deadline) })];
  const number = say('reminder.column.number');
  const name = say('reminder.column.name');
  const { awaited, returned, missingSeqs } = reminder;
  return {
    title: say('reminder.title'),
    facts: [
      [say('reminder.to'), reminder.body || say('reminder.authorities', { country: reminder.country })],
      [say('reminder.from'), facts.sender],
      [say('reminder.date'), day(facts.today)],
      ...(facts.deadline === null ? [] : [[say('reminder.deadline'), day(facts.deadline)] as const]),
    ],
    paragraphs: [say('reminder.intro', { survey: facts.survey, round: facts.round, date: day(facts.today) }), ...deadline],
    tables: [
      ...(awaited.length === 0 ? [] : [{
        title: say('reminder.awaited', { count: awaited.length }), columns: ['№', number, name, say('reminder.column.contact')],
        rows: awaited.map((row, index) => [String(index + 1), row.number, row.name, row.contact]),
      }]),
      ...(returned.length === 0 ? [] : [{
        title: say('reminder.returned', { count: returned.length }), columns: ['№', number, name, say('reminder.column.due'), say('reminder.column.reason')],
        rows: returned.map((row, index) => [String(index + 1), row.number, row.name, row.due === null ? '' : day(row.due), row.reason]),
      }]),
    ],
    closing: [
      ...(missingSeqs.length === 0 ? [] : [say('reminder.seqs', { count: missingSeqs.length, list: missingSeqs.join(', ') })]),
      say('reminder.ask'),
      ...(awaited.length + returned.length === 0 ? [] : [say('reminder.list', { file: facts.list })]),
    ],
    person: facts.person,
    sign: say('reminder.sign'),
  };
}

/** The list that goes with a letter: a body can take it in as its list of invited companies. The first row holds the headings. */
export function listOf({ country, body, awaited, returned }: Reminder, deadline: string | null, language: Language): readonly (readonly string[])[] {
  const say = (code: SentenceCode): string => printSentence(language, code);
  const line = (row: CoverageRow, what: SentenceCode, reason: string): readonly string[] => [country, row.number, row.name, body, row.contact, say(what), row.due === null ? '' : printDay(language, row.due), reason, deadline === null ? '' : printDay(language, deadline)];
  return [
    (['state', 'number', 'name', 'body', 'contact', 'what', 'due', 'reason', 'deadline'] as const).map((column) => say(`reminder.column.${column}`)),
    ...awaited.map((row) => line(row, row.missing ? 'reminder.what.late' : 'reminder.what.submit', '')),
    ...returned.map((row) => line(row, 'reminder.what.correct', row.reason)),
  ];
}

/** A file name without an ending, of what may stand in one on any system. */
export function fileNameOf({ country, body }: Pick<Reminder, 'country' | 'body'>, language: Language): string {
  return printSentence(language, 'reminder.file', { country, body }).replaceAll(/[^\p{L}\p{N} .,()-]/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 120).trim();
}

function printDay(language: Language, iso: string): string {
  const [year, month, date] = iso.split('-');
  return [date, month, year].join(language === 'ru' ? '.' : '/');
}
