import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/base/failure.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { partOf, publish, syncFile, unwritable } from '../bundle/file.ts';
import { printCsvLine } from './csv.ts';
import type { TableCell } from './csv.ts';
import { CODES_HEAD, codesOf, DICTIONARY_HEAD, dictionaryOf, headOf, linesOf, MISSING_HEAD, missingOf, tablesOf } from './tables.ts';
import type { ExportedCompany } from './tables.ts';

export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes the companies as CSV tables: one for the companies, one a repeat, one of missing answers with their reasons, the
 * dictionary of columns and the code lists. Companies come one by one and are never held together. Every file is whole or
 * not there (B23). Fails with `file-unwritable` or `disk-full`.
 */
export function exportCsv(folder: string, form: FormDefinition, companies: Iterable<ExportedCompany>): Result<readonly ExportedFile[], Failure> {
  const tables = tablesOf(form);
  return writing(folder, (open) => {
    const files = tables.map((table) => open(`${table.name}.csv`, headOf(table)));
    const missing = open('missing.csv', MISSING_HEAD);
    for (const company of companies) {
      for (const [index, table] of tables.entries()) for (const line of linesOf(table, company)) files[index]?.add(printCsvLine(line));
      for (const line of missingOf(company)) missing.add(printCsvLine(line));
    }
    const dictionary = open('dictionary.csv', DICTIONARY_HEAD);
    for (const line of dictionaryOf(tables)) dictionary.add(printCsvLine(line));
    const codes = open('codes.csv', CODES_HEAD);
    for (const line of codesOf(form, tables)) codes.add(printCsvLine(line));
  });
}

/** Writes the companies as JSON Lines, one a line, answers nested as the form is. Fails with `file-unwritable` or `disk-full`. */
export function exportJsonLines(folder: string, lines: Iterable<JsonObject>): Result<readonly ExportedFile[], Failure> {
  return writing(folder, (open) => {
    const file = open('companies.jsonl', null);
    for (const line of lines) file.add(`${JSON.stringify(line)}\n`);
  });
}

interface Growing {
  readonly add: (line: string) => void;
}

function writing(folder: string, work: (open: (name: string, head: readonly TableCell[] | null) => Growing) => void): Result<readonly ExportedFile[], Failure> {
  const files: { readonly path: string; readonly part: string; readonly handle: number; rows: number }[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    work((name, head) => {
      const path = join(folder, name);
      const part = partOf(path);
      const file = { path, part, handle: openSync(part, 'w'), rows: 0 };
      files.push(file);
      if (head) writeSync(file.handle, printCsvLine(head));
      return {
        add: (line) => {
          writeSync(file.handle, line);
          file.rows += 1;
        },
      };
    });
    for (const { handle, part, path } of files) {
      closeSync(handle);
      syncFile(part);
      publish(part, path);
    }
    return ok(files.map(({ path, rows }) => ({ file: path, rows })));
  } catch (error) {
    return err({ ...unwritable(error, files.at(-1)?.part ?? partOf(join(folder, 'export'))), values: { file: files.at(-1)?.path ?? folder } });
  }
}
