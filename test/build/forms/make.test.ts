import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../../electron/survey/workbook/read.ts';
import { FORMS, FORMS_FOLDER, makeForm } from '../../../build/forms/make.ts';

const HINT = 'Run `npm run forms` and commit what it writes.';

test.each(FORMS)('the workbook and the compiled form %s are what their sources say', async (name) => {
  const { workbook, compiled } = await makeForm(name);
  expect(await readWorkbook(readFileSync(join(FORMS_FOLDER, `${name}.xlsx`))), HINT).toEqual(await readWorkbook(workbook));
  expect(compiled === readFileSync(join(FORMS_FOLDER, `${name}.json`), 'utf8'), HINT).toBe(true);
});

test('equal sources give equal bytes', async () => {
  const [first, second] = await Promise.all([makeForm('microelectronics'), makeForm('microelectronics')]);
  expect(Buffer.compare(Buffer.from(first.workbook), Buffer.from(second.workbook))).toBe(0);
});
