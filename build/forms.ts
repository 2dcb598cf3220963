import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSources } from './forms/sources.ts';
import { printWorkbook } from './forms/workbook.ts';

const FORMS = join(import.meta.dirname, '../shared/forms');

for (const form of ['microelectronics']) {
  const workbook = await printWorkbook(readSources(join(FORMS, form)));
  writeFileSync(join(FORMS, `${form}.xlsx`), workbook);
  console.log(`${form}.xlsx: ${workbook.length} bytes`);
}
