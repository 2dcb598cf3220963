import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMS, FORMS_FOLDER, makeForm } from './forms/make.ts';

for (const name of FORMS) {
  const { workbook, compiled } = await makeForm(name);
  writeFileSync(join(FORMS_FOLDER, `${name}.xlsx`), workbook);
  writeFileSync(join(FORMS_FOLDER, `${name}.json`), compiled);
  console.log(`${name}: workbook ${workbook.length} bytes, compiled ${compiled.length} characters`);
}
