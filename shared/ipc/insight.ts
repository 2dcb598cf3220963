import type { Coverage } from '../insight/coverage.ts';
import type { RefusedLine } from '../insight/invitation.ts';
import type { Method } from './method.ts';
import type { Language } from './service.ts';

export type TableFormat = 'csv' | 'xlsx' | 'jsonl' | 'parquet' | 'datapackage';
/** For whom tables are written: each company has said to whom its answers may go. */
export type Audience = 'own_state' | 'commission' | 'members' | 'companies';

export interface Methods {
  /** Asks for a folder and writes tables for other programs there, with progress and cancel; null when the person cancels the dialog. */
  readonly 'insight.export': Method<ExportTables & { readonly job: string }, (ExportReport & { readonly ticket: string }) | null>;
  /** The round at work and its last day. */
  readonly 'insight.round': Method<undefined, Pick<Coverage, 'round' | 'deadline' | 'announced'>>;
  /** The response of the current round: who was asked, how far each is, who has to do what. Long. */
  readonly 'insight.coverage': Method<{ readonly job: string }, Coverage>;
  /** Asks for a list of invited companies (CSV or XLSX) and says what it would do, with progress and cancel; null when the person cancels the dialog. */
  readonly 'insight.pickInvited': Method<{ readonly job: string }, InvitedPreview | null>;
  /** Takes the list in, all of it or, cancelled, nothing. */
  readonly 'insight.importInvited': Method<{ readonly job: string; readonly ticket: string; readonly replace: boolean }, InvitedImport>;
  /** Takes one company off the list. */
  readonly 'insight.dropInvited': Method<{ readonly entity: string }, null>;
  /** Sets the last day of the round; null takes it away. */
  readonly 'insight.setDeadline': Method<{ readonly deadline: string | null }, null>;
  /** Commission: the bodies that owe something, and how much. Long. */
  readonly 'insight.debtors': Method<{ readonly job: string }, readonly DebtorBody[]>;
  /** Commission: asks for a folder and writes there, for each of these bodies, a letter as PDF and its list as CSV, with progress; cancelled, the letters that are written stay, and only they count as written. Null when the person cancels the dialog. */
  readonly 'insight.remind': Method<{ readonly job: string; readonly letters: readonly LetterOrder[] }, WrittenReminders | null>;
}

/** What a list of invited companies would do. */
export interface InvitedPreview {
  readonly ticket: string;
  readonly fileName: string;
  readonly added: number;
  readonly updated: number;
  /** Stand on the list so far and not in the file. */
  readonly unlisted: number;
  /** The last day of the round that the list names; null: it names none. */
  readonly deadline: string | null;
  readonly refused: readonly RefusedLine[];
}

export interface InvitedImport {
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** Set because the list names it; null: the deadline stays as it was. */
  readonly deadline: string | null;
  readonly refused: readonly RefusedLine[];
}

/** A body that owes something; `body` is empty for companies of a state of which nobody knows the body. */
export interface DebtorBody {
  readonly country: string;
  readonly body: string;
  /** Companies not yet sent, of them after the deadline, and companies to be corrected, of them after their day. */
  readonly awaited: number;
  readonly missing: number;
  readonly returned: number;
  readonly overdue: number;
  /** Numbers of bundles that never came. */
  readonly missingSeqs: readonly number[];
  /** In which its last letter was written. */
  readonly language: Language;
}

export interface LetterOrder {
  readonly country: string;
  readonly body: string;
  readonly language: Language;
}

export interface WrittenReminders {
  readonly folder: string;
  readonly ticket: string;
  readonly letters: number;
  /** How many were to be written: more than `letters` when the person has stopped it. */
  readonly of: number;
}

export interface ExportTables {
  readonly format: TableFormat;
  readonly audience: Audience;
  /** Names and numbers of people, of companies that permit it. */
  readonly personal: boolean;
  /** Sums over several companies in the place of the companies themselves. */
  readonly aggregate: boolean;
}

export interface ExportReport {
  readonly format: TableFormat;
  readonly audience: Audience;
  readonly folder: string;
  readonly companies: number;
  readonly files: readonly ExportedFile[];
  /** Of all files. */
  readonly rows: number;
}

export interface ExportedFile {
  /** Its path. */
  readonly file: string;
  readonly rows: number;
}
