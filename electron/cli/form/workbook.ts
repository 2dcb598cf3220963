import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { FormDefinition, FormNode, QuestionType } from '../../../shared/survey/form.ts';
import { numberedRules } from '../../../shared/survey/engine/inspect.ts';
import { compileWorkbook, isFormSheet } from '../../../shared/survey/xlsform/compile.ts';
import { filesNamedIn } from '../../../shared/survey/xlsform/files.ts';
import type { Address, Complaint } from '../../../shared/survey/xlsform/sheet.ts';
import { printRemark } from '../../../shared/text/print.ts';
import { readyToInstall } from '../../survey/form.ts';
import { filesBeside } from '../../survey/inspect.ts';
import { readWorkbook } from '../../survey/workbook/read.ts';
import { sayRefused } from '../../survey/workbook/refusal.ts';
import type { Console } from '../console/console.ts';
import { readBytes } from '../console/files.ts';
import { judged, refused } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

export interface CompiledWorkbook {
  readonly definition: FormDefinition | null;
  readonly form: CompiledForm | null;
  readonly outcome: Outcome;
  /** The workbook and the lists beside it that it names: what a form pack carries along (B15). */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads and compiles a workbook with the files beside it, and says what is to be said of it. Fails with `file-unreadable`. */
export async function compileFile(console: Console, file: string): Promise<Result<CompiledWorkbook, Failure>> {
  const bytes = readBytes(file);
  if (!bytes.ok) return bytes;
  const sheets = await readWorkbook(bytes.value, isFormSheet);
  if (!sheets.ok) {
    const { at } = sheets.error;
    const message = sayRefused(console.language, sheets.error);
    const json = { ok: false, file, errors: [{ sheet: at.sheet ?? null, row: at.row ?? null, column: at.column ?? null, message }], unsupported: [], warnings: [] };
    const place = at.sheet === undefined ? '' : ` ${at.sheet}${at.row === undefined ? '' : `!${at.column ?? ''}${at.row}`}`;
    return ok({ definition: null, form: null, files: new Map(), outcome: refused(json, [`${file}${place}: ${message}`]) });
  }
  const beside = filesBeside(file, filesNamedIn(sheets.value));
  const texts = new Map([...beside].map(([name, content]) => [name, new TextDecoder().decode(content)]));
  const { definition, form, errors, unsupported, warnings } = compileWorkbook(sheets.value, { fallbackId: basename(file).replace(/\.[^.]*$/, ''), files: texts });
  const print = (complaint: Complaint): string => printRemark(console.language, complaint);
  const counts = definition ? countNodes(definition.body) : { questions: 0, repeats: 0 };
  const json = {
    ok: errors.length === 0, file, formId: definition?.id ?? null, version: definition?.version ?? null, hash: definition ? readyToInstall(definition).hash : null,
    ...counts, rules: definition ? numberedRules(definition).length : 0, languages: definition?.languages ?? [],
    unsupported: unsupported.map((one) => ({ ...addressOf(one), what: print(one) })),
    errors: errors.map((one) => ({ ...addressOf(one), message: print(one) })),
    warnings: warnings.map((one) => ({ ...addressOf(one), message: print(one) })),
  };
  const lines = [
    ...errors.map((one) => `✗ ${printAddress(one)}  ${print(one)}`),
    ...unsupported.map((one) => `– ${printAddress(one)}  ${console.say('form.unsupported', { what: print(one) })}`),
    ...warnings.map((one) => `! ${printAddress(one)}  ${print(one)}`),
    console.say('form.counted', { ...counts, rules: json.rules, errors: errors.length, form: definition ? `${definition.id} ${definition.version}` : basename(file) }),
  ];
  return ok({ definition: definition ?? null, form: form ?? null, files: new Map([[basename(file), bytes.value], ...beside]), outcome: judged(errors.length === 0 && definition !== undefined, json, lines) });
}

function addressOf({ sheet, row, column }: Address): { readonly sheet: string; readonly row: number; readonly column: string } {
  return { sheet, row, column };
}

function printAddress({ sheet, row, column }: Address): string {
  return `${sheet}!${column}${row}`;
}

/** Types that nobody answers. */
const NOT_ASKED: ReadonlySet<QuestionType> = new Set(['note', 'calculate', 'hidden', 'metadata']);

/** Questions a person answers, and repeats. */
function countNodes(nodes: readonly FormNode[]): { readonly questions: number; readonly repeats: number } {
  let [questions, repeats] = [0, 0];
  for (const node of nodes) {
    if (node.kind === 'question') questions += NOT_ASKED.has(node.type) ? 0 : 1;
    else {
      const inner = countNodes(node.children);
      questions += inner.questions;
      repeats += inner.repeats + (node.kind === 'repeat' ? 1 : 0);
    }
  }
  return { questions, repeats };
}
