import { schemeOfCountry, checkIdentifier, type IdentifierScheme } from '../survey/identifiers/check.ts';
import { stateNamed } from '../survey/identifiers/states.ts';
import type { CellValue } from '../survey/xlsform/sheet.ts';

/** A company on a list of those who are asked to answer. */
export interface Invitation {
  readonly country: string;
  readonly scheme: IdentifierScheme;
  /** Normalised. */
  readonly number: string;
  readonly name: string;
  readonly body: string;
  readonly contact: string;
}

export type InvitationProblem = 'no-state' | 'unknown-state' | 'no-number' | 'wrong-number' | 'no-name' | 'twice';

/** A line of the list that was left out. */
export interface RefusedLine {
  /** As a spreadsheet counts, from 1. */
  readonly line: number;
  readonly problem: InvitationProblem;
  /** What stands there; for `twice` the line that said it first. */
  readonly shown: string;
}

export interface InvitationList {
  /** The last day of the round, ISO, where the list names one and the same on its lines; null otherwise. */
  readonly deadline: string | null;
  readonly invitations: readonly Invitation[];
  readonly refused: readonly RefusedLine[];
}

type Field = 'country' | 'number' | 'name' | 'body' | 'contact' | 'deadline';

/** How the columns of a list are headed, folded; the first heading that fits counts. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  country: ['государство', 'страна', 'код государства', 'код страны', 'гос-во', 'state', 'country'],
  number: ['идентификатор', 'рег. номер', 'регистрационный номер', 'номер', 'инн', 'бин', 'унп', 'унн', 'инн/бин/унп', 'identifier', 'number', 'id', 'registration number', 'tin'],
  name: ['наименование', 'название', 'организация', 'предприятие', 'наименование организации', 'полное наименование', 'name', 'company', 'organisation', 'organization'],
  body: ['орган', 'уполномоченный орган', 'министерство', 'ведомство', 'body', 'ministry', 'authority'],
  contact: ['контакт', 'контакты', 'контактное лицо', 'адрес', 'e-mail', 'email', 'почта', 'электронная почта', 'телефон', 'contact', 'contacts', 'telephone', 'phone'],
  deadline: ['срок представления', 'answers by', 'deadline'],
};

/** How many lines above the headings may hold a title. */
const TITLE_LINES = 10;

/**
 * Reads a list of invited companies. The headings stand in one of the first lines and name at least the state, the number and
 * the name; body, contact and the last day of the round may stand there too, in any order. Null when no line is such a heading.
 */
export function readInvitations(rows: readonly (readonly CellValue[])[]): InvitationList | null {
  const top = rows.slice(0, TITLE_LINES).findIndex((row) => columnsIn(row) !== null);
  const columns = columnsIn(rows[top] ?? []);
  if (columns === null) return null;
  const invitations: Invitation[] = [];
  const refused: RefusedLine[] = [];
  const lines = new Map<string, number>();
  const deadlines = new Set<string>();
  rows.slice(top + 1).forEach((row, index) => {
    const line = top + index + 2;
    const at = (field: Field): string => textOf(row[columns[field] ?? -1] ?? null);
    if (row.every((value) => textOf(value) === '')) return;
    const read = readLine(at);
    const key = 'problem' in read ? '' : `${read.country} ${read.number}`;
    const first = lines.get(key);
    if ('problem' in read) refused.push({ line, ...read });
    else if (first !== undefined) refused.push({ line, problem: 'twice', shown: String(first) });
    else {
      lines.set(key, line);
      deadlines.add(dayOf(at('deadline')));
      invitations.push(read);
    }
  });
  const [deadline = ''] = deadlines;
  return { deadline: deadlines.size === 1 && deadline !== '' ? deadline : null, invitations, refused };
}

function readLine(at: (field: Field) => string): Invitation | Omit<RefusedLine, 'line'> {
  const said = at('country');
  if (said === '') return { problem: 'no-state', shown: at('name') };
  const country = stateNamed(said);
  const scheme = country === undefined ? null : schemeOfCountry(country);
  if (country === undefined || scheme === null) return { problem: 'unknown-state', shown: said };
  const number = at('number');
  if (number === '') return { problem: 'no-number', shown: at('name') };
  const checked = checkIdentifier(scheme, number, { country });
  if (!checked.ok) return { problem: 'wrong-number', shown: number };
  const name = at('name');
  if (name === '') return { problem: 'no-name', shown: number };
  return { country, scheme, number: checked.normalised, name, body: at('body'), contact: at('contact') };
}

function columnsIn(row: readonly CellValue[]): Readonly<Partial<Record<Field, number>>> | null {
  const headings = row.map((value) => fold(textOf(value)));
  const found: Partial<Record<Field, number>> = {};
  for (const field of Object.keys(HEADINGS) as readonly Field[]) {
    const known = HEADINGS[field].find((heading) => headings.includes(heading));
    if (known !== undefined) found[field] = headings.indexOf(known);
  }
  return found.country === undefined || found.number === undefined || found.name === undefined ? null : found;
}

/** A number as a spreadsheet holds it is a number: its digits are the text. A leading apostrophe guards text in CSV (B22). */
function textOf(value: CellValue): string {
  return value === null ? '' : String(value).normalize('NFC').replace(/^'(?=[=+\-@])/, '').replaceAll(/\s+/g, ' ').trim();
}

/** Day, month and year in that order with any mark between, or ISO; empty for anything else. */
function dayOf(text: string): string {
  const local = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const [year, month, day] = local ? [local[3], local[2], local[1]] : (/^(\d{4})-(\d{2})-(\d{2})/.exec(text)?.slice(1) ?? []);
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? '' : iso;
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll(/[:*]/g, '').trim();
}
