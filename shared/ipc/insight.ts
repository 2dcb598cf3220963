import type { Method } from './method.ts';

export type TableFormat = 'csv' | 'xlsx' | 'jsonl' | 'parquet' | 'datapackage';
/** For whom tables are written: each company has said to whom its answers may go. */
export type Audience = 'own_state' | 'commission' | 'members' | 'companies';

export interface Methods {
  /** Asks for a folder and writes tables for other programs there, with progress and cancel; null when the person cancels the dialog. */
  readonly 'insight.export': Method<ExportTables & { readonly job: string }, (ExportReport & { readonly ticket: string }) | null>;
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
