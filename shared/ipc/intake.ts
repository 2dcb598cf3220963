import type { Finding } from '../survey/findings.ts';
import type { Path } from '../survey/response.ts';
import type { Method } from './method.ts';
import type { PrintedFile } from './survey.ts';

/** Workbooks for companies, and answers that come in as workbooks and lists. */
export interface Methods {
  /** Writes the workbook of a company, or with null one for no company in particular, in one of the form's languages, where the person says; null when they cancel. Long. */
  readonly 'survey.saveTemplate': Method<{ readonly job: string; readonly entity: string | null; readonly texts: string }, PrintedFile | null>;
  /** Lets the person choose a workbook or a list and looks into it; nothing is kept. Null when they cancel. Long. */
  readonly 'survey.chooseIntake': Method<{ readonly job: string }, ChosenIntake | null>;
  /** Takes a returned workbook into the draft of its company; a rehearsal comes to the same and writes nothing. Long. */
  readonly 'survey.importTemplate': Method<{ readonly job: string; readonly ticket: string; readonly precedence: 'file' | 'draft'; readonly rehearse: boolean }, TemplateReport>;
  /** Reads a chosen list once more, as the person says. Long. */
  readonly 'survey.readList': Method<{ readonly job: string; readonly ticket: string; readonly reading: ListReading; readonly repeat: Path | null }, ListSample>;
  /** What stands in a column of a chosen list, each text once. Long. */
  readonly 'survey.columnValues': Method<{ readonly job: string; readonly ticket: string; readonly reading: ListReading; readonly column: string; readonly question: Path }, ColumnValues>;
  /** Takes a list into drafts by a mapping, all of what is not refused or nothing; a rehearsal comes to the same and writes nothing. Long. */
  readonly 'survey.importList': Method<{ readonly job: string; readonly ticket: string; readonly mapping: ListMapping; readonly rehearse: boolean }, ListReport>;
  /** Writes the rows that were refused, with the reason of each, where the person says; null when they cancel. */
  readonly 'survey.saveRefused': Method<{ readonly ticket: string }, PrintedFile | null>;
  readonly 'survey.mappings': Method<undefined, readonly ListMapping[]>;
  /** Keeps a mapping under its name, in place of an earlier one. */
  readonly 'survey.keepMapping': Method<{ readonly mapping: ListMapping }, null>;
  readonly 'survey.dropMapping': Method<{ readonly name: string }, null>;
}

export type ChosenIntake =
  | { readonly kind: 'template'; readonly ticket: string; readonly fileName: string }
  | { readonly kind: 'list'; readonly ticket: string; readonly fileName: string; readonly sample: ListSample };

/** A cell as people name it. */
export interface CellPlace {
  readonly sheet: string;
  readonly cell: string;
}

export interface ShownChange {
  /** Rows are counted from 1. */
  readonly path: Path;
  readonly number: string;
  readonly label: string;
  /** As a person reads it; empty: no answer. */
  readonly before: string;
  readonly after: string;
  readonly place: CellPlace | null;
  readonly both: boolean;
}

export interface ShownFinding {
  readonly level: Finding['level'];
  readonly rule: string;
  /** Of the question that it points to first. */
  readonly number: string;
  readonly message: string;
  readonly place: CellPlace | null;
}

export interface TemplateReport {
  readonly kind: 'created' | 'updated';
  readonly entity: string;
  readonly company: { readonly country: string; readonly number: string; readonly name: string };
  /** The version it was made for, when it is an older one. */
  readonly older: string | null;
  /** Numbers of questions and tables whose lines were taken out of the workbook: their answers stay as they are. */
  readonly absent: readonly string[];
  readonly changes: readonly ShownChange[];
  readonly findings: readonly ShownFinding[];
  /** Cells that nothing could be taken from; with any of them nothing is written. */
  readonly troubles: readonly (CellPlace & { readonly message: string })[];
  readonly written: boolean;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'ibm866';

/** How a list is to be read; null: as recognised. */
export interface ListReading {
  /** Of a workbook. */
  readonly sheet: string | null;
  /** Of a text file. */
  readonly encoding: Encoding | null;
  readonly separator: string | null;
  /** The row of the headings, from 1. */
  readonly headRow: number | null;
}

/** How numbers and days are written where they stand as text. */
export interface Writing {
  readonly decimal: 'comma' | 'point' | 'either';
  readonly dates: 'dmy' | 'mdy';
}

/** Which column answers which question, and how a list is read: kept in the workspace, or in a file. */
export interface ListMapping {
  readonly formatVersion: 1;
  /** Id of the form. */
  readonly form: string;
  readonly name: string;
  readonly reading: ListReading;
  /** Null: as recognised. */
  readonly writing: Writing | null;
  /** The state of companies whose row does not say it; null: that of the workspace. */
  readonly country: string | null;
  /** A row is a row of this table; null: a row is a company. */
  readonly repeat: Path | null;
  readonly columns: readonly ColumnMapping[];
}

export interface ColumnMapping {
  /** As the heading names it. */
  readonly column: string;
  /** Template path, or `@number`: the company's number, whichever state's it is. */
  readonly question: Path;
  /** Texts of the column → code of a choice; null: no answer. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface ListSample {
  readonly kind: 'workbook' | 'text';
  readonly sheets: readonly string[];
  readonly reading: { readonly [K in keyof ListReading]: NonNullable<ListReading[K]> };
  readonly writing: Writing;
  readonly rows: number;
  /** Of them, those that the spreadsheet program does not show. */
  readonly hiddenRows: number;
  readonly columns: readonly SampleColumn[];
}

export interface SampleColumn {
  readonly name: string;
  /** The first texts of the column that differ. */
  readonly examples: readonly string[];
  /** The question that the heading seems to ask; null when none does. */
  readonly guess: Path | null;
}

/** Texts of a column, those that name no choice first, then the most frequent. */
export interface ColumnValues {
  readonly values: readonly ColumnValue[];
  /** How many there are beyond those that are shown, and how many of these name no choice. */
  readonly more: number;
  readonly moreUnknown: number;
}

export interface ColumnValue {
  readonly text: string;
  readonly count: number;
  /** What it means without a mapping; null: nothing. */
  readonly code: string | null;
}

/** A text of the list and what it is read as, for the person to confirm. */
export interface ReadExample {
  readonly column: string;
  readonly kind: 'number' | 'date';
  readonly text: string;
  readonly shown: string;
}

/** What a row of a list is that is no company: a line of its heading, the heading again, the numbers of the columns, a sum. */
export type AsideKind = 'second-line' | 'heading' | 'numbers' | 'totals';

export interface ListReport {
  readonly rows: number;
  /** In words: rows that were passed over because they are no companies, and that the person has seen what was entered first. */
  readonly told: readonly string[];
  readonly created: number;
  readonly updated: number;
  /** The first of them; `created + updated` counts all. */
  readonly companies: readonly ListedCompany[];
  readonly examples: readonly ReadExample[];
  readonly refused: number;
  /** The first of them. */
  readonly refusals: readonly { readonly row: number; readonly company: string; readonly reason: string }[];
  /** For the file of refused rows; null when none was refused. */
  readonly report: string | null;
  readonly written: boolean;
}

export interface ListedCompany {
  readonly kind: 'created' | 'updated';
  readonly entity: string;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  readonly row: number;
  readonly changes: readonly ShownChange[];
  /** How many there are in all. */
  readonly changed: number;
  readonly findings: readonly ShownFinding[];
}

