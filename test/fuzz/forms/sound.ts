import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { parseForm } from '../../../shared/survey/engine/parseForm.ts';
import type { FormDefinition, FormNode } from '../../../shared/survey/form.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { compileWorkbook, isFormSheet } from '../../../shared/survey/xlsform/compile.ts';
import type { WorkbookResult } from '../../../shared/survey/xlsform/compile.ts';
import type { Files } from '../../../shared/survey/xlsform/files.ts';
import { parseRowType } from '../../../shared/survey/xlsform/types.ts';
import { clean, isYes, readTable } from '../../../shared/survey/xlsform/sheet.ts';
import type { Address, Line, Sheet } from '../../../shared/survey/xlsform/sheet.ts';
import { environment } from '../../helpers/form.ts';

/** Throws when a file does not end as every file must: refused with a reason, or compiled as {@link assertSound} wants. */
export async function assertFileSound(bytes: Uint8Array, files: Files = new Map()): Promise<WorkbookResult | null> {
  const read = await readWorkbook(bytes, isFormSheet);
  return read.ok ? assertSound(read.value, files) : null;
}

/**
 * Throws when sheets do not end as every workbook must: in a form that opens and that the door for forms takes, or in errors; each remark at a
 * cell of the workbook; every row of the survey and every choice either in the form or named.
 */
export function assertSound(sheets: readonly Sheet[], files: Files = new Map()): WorkbookResult {
  const result = compileWorkbook(sheets, { files });
  const { definition, errors, unsupported, warnings } = result;
  const said: readonly Address[] = [...errors, ...unsupported, ...warnings];
  check((definition === undefined) === errors.length > 0, 'there is a form exactly when there are no errors');
  for (const { sheet, row, column } of said) check(sheet !== '' && Number.isSafeInteger(row) && row >= 1 && /^[A-Z]{1,3}$/.test(column), `${sheet}!${column}${row} is a cell`);
  for (const { sheet, row, column } of said) {
    const found = sheets.find((one) => one.name === sheet);
    check(!found || row === 1 || row <= Math.max(found.rows.length, ...(found.flaws ?? []).map((flaw) => flaw.row)) + 2, `${sheet}!${column}${row} stands in the sheet`);
  }
  const again = compileWorkbook(sheets, { files });
  check(JSON.stringify(again.definition) === JSON.stringify(definition), 'the same workbook gives the same form');
  if (definition) {
    const parsed = parseForm(JSON.parse(JSON.stringify(definition)));
    check(parsed.ok, `the door takes the form: ${parsed.ok ? '' : JSON.stringify(parsed.error)}`);
    assertNothingDropped(sheets, definition, said);
    if (result.form) exercise(createSession(result.form, new Map(), environment()), definition.body, '');
  }
  return result;
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It does not hold that ${what}.`);
}

function assertNothingDropped(sheets: readonly Sheet[], definition: FormDefinition, said: readonly Address[]): void {
  const isSaid = (sheet: Sheet, line: Line): boolean => said.some((one) => one.sheet === sheet.name && one.row === line.row);
  const linesOf = (name: string): readonly (readonly [Sheet, Line])[] => sheets.filter((sheet) => sheet.name.trim().toLowerCase() === name).slice(0, 1).flatMap((sheet) => readTable(sheet).lines.map((line) => [sheet, line] as const));
  const names = new Set<string>();
  const walk = (nodes: readonly FormNode[]): void => nodes.forEach((node) => {
    names.add(node.name);
    if (node.kind !== 'question') walk(node.children);
  });
  walk(definition.body);
  for (const [sheet, line] of linesOf('survey')) {
    const type = line.cell('type').toLowerCase();
    if (type === '' || isYes(line.cell('disabled')) || /^end[ _]/.test(type) || type.endsWith('-external')) continue;
    const read = parseRowType(type);
    const name = line.cell('name') || (read.kind === 'question' && read.metadata) || type;
    check(names.has(name) || isSaid(sheet, line), `row ${line.row} of the survey is in the form or named (${type})`);
  }
  const choices = new Set(Object.entries(definition.choices).flatMap(([list, found]) => found.map(({ value }) => `${list} ${value}`)));
  for (const name of ['choices', 'external_choices']) {
    for (const [sheet, line] of linesOf(name)) check(choices.has(`${line.cell('list_name')} ${line.cell('name')}`) || isSaid(sheet, line), `row ${line.row} of ${name} is in the form or named`);
  }
  for (const sheet of sheets.filter((one) => isFormSheet(one.name))) {
    const head = sheet.rows.findIndex((row) => row.some((cell) => clean(cell) !== ''));
    const headed = new Set((sheet.rows[head] ?? []).flatMap((cell, index) => (clean(cell) === '' ? [] : [index])));
    sheet.rows.slice(head + 1).forEach((row, offset) => row.forEach((cell, index) => {
      check(clean(cell) === '' || headed.has(index) || said.some((one) => one.sheet === sheet.name), `a value under no heading is named: ${sheet.name} row ${head + offset + 2}`);
    }));
  }
}

/** Answers everything with something, adds rows, asks for everything a screen shows. */
function exercise(session: Session, nodes: readonly FormNode[], at: string): void {
  for (const node of nodes) {
    const path = `${at}/${node.name}`;
    session.relevant(path);
    session.texts(path);
    if (node.kind === 'group') exercise(session, node.children, path);
    else if (node.kind === 'repeat') {
      if (node.count === undefined) session.addRow(path);
      for (const row of session.rows(path).slice(0, 3)) exercise(session, node.children, `${path}[${row}]`);
    } else {
      session.choices(path);
      for (const answer of ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 7, { missing: 'no_data' } as const, null]) session.answer(path, answer);
      session.answer(path, node.list === undefined ? 3 : (session.choices(path)[0]?.value ?? 'none'));
      session.field(path);
    }
  }
  session.findings('accept');
  session.relevantAnswers();
}
