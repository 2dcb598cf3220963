import { join } from 'node:path';
import { readWorkbook } from '../../electron/survey/workbook/read.ts';
import { printCanonical } from '../../shared/base/canonical.ts';
import type { Json } from '../../shared/base/json.ts';
import { printRemark } from '../../shared/text/print.ts';
import { compileWorkbook } from '../../shared/survey/xlsform/compile.ts';
import { readSources } from './sources.ts';
import { printWorkbook } from './workbook.ts';

export const FORMS_FOLDER = join(import.meta.dirname, '../../shared/forms');
/** Names of the forms that ship: a folder of sources, a workbook and a compiled form each. */
export const FORMS: readonly string[] = ['microelectronics'];

export interface MadeForm {
  readonly workbook: Uint8Array;
  /** The compiled form in its canonical form: what its hash is taken of. */
  readonly compiled: string;
}

/**
 * Prints a form's workbook from its sources, reads it back as anybody would and compiles it. Throws with the address of
 * every cell that is wrong, not supported or looks like a slip: forms that ship have none.
 */
export async function makeForm(name: string): Promise<MadeForm> {
  const workbook = await printWorkbook(readSources(join(FORMS_FOLDER, name)));
  const sheets = await readWorkbook(workbook);
  if (!sheets.ok) throw new Error(`${name}.xlsx cannot be read back: ${sheets.error.problem}.`);
  const { definition, errors, unsupported, warnings } = compileWorkbook(sheets.value);
  const complaints = [...errors, ...warnings, ...unsupported];
  if (!definition || complaints.length > 0)
    throw new Error(complaints.map((one) => `${name}.xlsx, ${one.sheet}!${one.column}${one.row}: ${printRemark('en', one)}`).join('\n'));
  return { workbook, compiled: printCanonical(definition as unknown as Json) };
}
