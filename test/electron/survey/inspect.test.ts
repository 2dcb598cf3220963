import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFixtures } from '../../../build/fixtures/read.ts';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { currentForm } from '../../../electron/survey/form.ts';
import { checkWorkbook, installedForms } from '../../../electron/survey/inspect.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../helpers/result.ts';

let folder: string;
let ministry: Awaited<ReturnType<typeof openMinistry>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'svod-inspect-'));
  ministry = await openMinistry();
  for (const { name, sheets, files } of readFixtures(join(import.meta.dirname, '../../fixtures/xlsform'))) {
    if (!['bad-cycle', 'unsupported-types', 'select-from-file'].includes(name)) continue;
    writeFileSync(join(folder, `${name}.xlsx`), await printFixture(sheets));
    for (const [file, text] of files) writeFileSync(join(folder, file), text);
  }
});
afterAll(() => {
  ministry.remove();
  rmSync(folder, { recursive: true, force: true });
});

const check = (name: string) => checkWorkbook(ministry.desk, { path: join(folder, name) });

describe('the forms of a workspace', () => {
  it('are named with the one that is filled in first', () => {
    const { hash } = valueOf(currentForm(ministry.desk.db));
    expect(valueOf(installedForms(ministry.desk))).toEqual([
      expect.objectContaining({ hash, id: 'microelectronics', current: true, signed: false, title: expect.objectContaining({ ru: expect.any(String) as string, en: expect.any(String) as string }) as object }),
    ]);
  });
});

describe('reading a workbook that is checked', () => {
  it('says how far it is, and is left while it is read', async () => {
    const wide = join(folder, 'wide.xlsx');
    const rows = Array.from({ length: 5_000 }, (_, row) => ['text', `q${row}`, `Вопрос ${row}`]);
    writeFileSync(wide, await printFixture([{ name: 'survey', rows: [['type', 'name', 'label'], ...rows] }]));
    const told: number[] = [];
    let looks = 0;
    const stopping = { ...ministry.desk, progress: ({ done }: { readonly done: number }) => void told.push(done), checkCancelled: () => { if ((looks += 1) === 3) throw new Cancelled(); } };
    await expect(checkWorkbook(stopping, { path: wide })).rejects.toThrow(Cancelled);
    expect(told.length).toBeGreaterThan(0);
    expect(Math.max(...told)).toBeLessThan(5_001);
  });
});

describe('a workbook that is checked', () => {
  it('is refused with its errors, each at its cell', async () => {
    const { form, remarks, fileName } = valueOf(await check('bad-cycle.xlsx'));
    expect([form, fileName]).toEqual([null, 'bad-cycle.xlsx']);
    expect(remarks).toEqual([{ kind: 'error', cell: { sheet: 'survey', row: 2, column: 'D' }, text: expect.stringContaining('/a') as string }]);
  });

  it('compiles with all that is not supported named', async () => {
    const { form, remarks } = valueOf(await check('unsupported-types.xlsx'));
    expect(form?.body).toHaveLength(1);
    expect(remarks.filter(({ kind }) => kind === 'unsupported').map(({ cell }) => `${cell?.column}${cell?.row}`)).toEqual(['A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A12']);
  });

  it('takes its lists from the files beside it', async () => {
    const { form, remarks } = valueOf(await check('select-from-file.xlsx'));
    expect(remarks.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(Object.values(form?.choices ?? {}).some((choices) => choices.length > 0)).toBe(true);
  });

  it('that is no workbook is said to be none, in the language of the person', async () => {
    writeFileSync(join(folder, 'letter.xlsx'), 'Dear colleagues');
    expect(valueOf(await check('letter.xlsx'))).toEqual({ fileName: 'letter.xlsx', form: null, remarks: [{ kind: 'error', cell: null, text: expect.stringContaining('Excel') as string }] });
  });

  it('that is not there is a failure', async () => {
    expect(failureOf(await check('nowhere.xlsx'))).toBe('file-unreadable');
  });
});
