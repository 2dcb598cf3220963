import { describe, expect, test } from 'vitest';
import { questionOptions, repeatsOf } from '../../../renderer/survey/intake/questions.ts';
import { writingOf, type ListWork } from '../../../renderer/survey/intake/state.ts';
import { createIntake, type Intake } from '../../../renderer/survey/intake/store.ts';
import type { ChosenIntake, ColumnValues, ListMapping, ListReport, ListSample, TemplateReport } from '../../../shared/ipc/intake.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { heldBack, Refusal, scriptedBridge, type Scripted } from '../scripted.ts';

const SAMPLE: ListSample = {
  kind: 'text', sheets: [], reading: { sheet: '', encoding: 'windows-1251', separator: ';', headRow: 1 }, writing: { decimal: 'comma', dates: 'dmy' }, rows: 2, hiddenRows: 0,
  columns: [{ name: 'ИНН', examples: [], guess: '@number' }, { name: 'Выручка', examples: [], guess: null }, { name: 'Изделие', examples: [], guess: null }],
};
const REPORT: ListReport = { rows: 2, created: 2, updated: 0, told: [], companies: [], examples: [], refused: 0, refusals: [], report: null, written: false };
const RETURNED: TemplateReport = { kind: 'updated', entity: 'e', company: { country: 'RU', number: '1', name: 'Завод' }, older: null, absent: [], changes: [], findings: [], troubles: [], written: false };

const KEPT: ListMapping = { formatVersion: 1, form: 'microelectronics', name: 'Реестр', reading: SAMPLE.reading, writing: { decimal: 'point', dates: 'mdy' }, country: 'BY', repeat: null, columns: [{ column: 'Выручка', question: '/C/C02', values: {} }, { column: 'Нет такого', question: '/A/A05', values: {} }] };

function open(chosen: ChosenIntake | null, more: Parameters<typeof scriptedBridge>[0] = {}): { readonly bridge: Scripted; readonly intake: Intake } {
  const bridge = scriptedBridge({
    'survey.chooseIntake': () => chosen, 'survey.form': () => microelectronics(), 'survey.mappings': () => [KEPT], 'survey.readList': () => SAMPLE, 'survey.keepMapping': () => null, 'service.cancel': () => null, ...more,
  });
  return { bridge, intake: createIntake(bridge, (work) => work('job'), 'hash') };
}
const list = ({ getState }: Intake): ListWork => {
  const { work } = getState();
  if (work.kind !== 'list') throw new Error(work.kind);
  return work;
};
const LIST: ChosenIntake = { kind: 'list', ticket: 't', fileName: 'Реестр 2026.csv', sample: SAMPLE };

describe('a list that was chosen', () => {
  test('begins with what its headings seem to ask, under the name of its file', async () => {
    const { intake } = open(LIST);
    await intake.choose();
    expect(list(intake).mapping).toMatchObject({ form: 'microelectronics', name: 'Реестр 2026', columns: [{ column: 'ИНН', question: '@number' }] });
    expect(writingOf(list(intake))).toEqual(SAMPLE.writing);
    expect(intake.getState()).toMatchObject({ busy: null, failure: null, kept: [{ name: 'Реестр' }] });
  });

  test('has each question answered by one column', async () => {
    const { intake } = open(LIST);
    await intake.choose();
    intake.map('Выручка', '/C/C02');
    intake.map('Изделие', '/C/C02');
    expect(list(intake).mapping.columns.map(({ column, question }) => [column, question])).toEqual([['ИНН', '@number'], ['Изделие', '/C/C02']]);
    intake.map('ИНН', null);
    expect(list(intake).mapping.columns).toHaveLength(1);
  });

  test('is tried with the mapping that is shown; a change of the mapping takes the report away', async () => {
    const { intake, bridge } = open(LIST, { 'survey.importList': () => REPORT });
    await intake.choose();
    intake.map('Выручка', '/C/C02');
    intake.mean('Выручка', { 'нет': null });
    await intake.run(true);
    expect(list(intake).report).toEqual(REPORT);
    expect(bridge.calls.at(-1)).toEqual({ method: 'survey.importList', args: { job: 'job', ticket: 't', mapping: list(intake).mapping, rehearse: true } });
    intake.change({ country: 'BY' });
    expect(list(intake).report).toBeNull();
  });

  test('takes of a kept mapping the columns that it has', async () => {
    const { intake } = open(LIST);
    await intake.choose();
    await intake.takeKept('Реестр');
    expect(list(intake).mapping).toMatchObject({ name: 'Реестр', country: 'BY', writing: { decimal: 'point' }, columns: [{ column: 'Выручка', question: '/C/C02' }] });
    expect(list(intake).mapping.columns).toHaveLength(1);
  });

  test('names the columns of a kept mapping that it has not, until others answer their questions', async () => {
    const renamed: ListMapping = { ...KEPT, columns: [{ column: 'Выручка', question: '/C/C02', values: {} }, { column: 'Продукция', question: '/B/B13', values: { завод: 'ip' } }] };
    const { intake } = open(LIST, { 'survey.mappings': () => [renamed] });
    await intake.choose();
    await intake.takeKept('Реестр');
    expect(list(intake).awaited).toEqual([renamed.columns[1]]);
    intake.map('Изделие', '/B/B13');
    expect(list(intake)).toMatchObject({ awaited: [], mapping: { columns: [{ column: 'Выручка' }, { column: 'Изделие', question: '/B/B13', values: { завод: 'ip' } }] } });
    await intake.takeKept('Реестр');
    await intake.read({ headRow: 2 });
    expect(list(intake).awaited).toEqual([]);
  });

  test('is read as was said last and in all that was said, whatever comes first, and what is changed meanwhile stays', async () => {
    const read = heldBack<ListSample>();
    const jobs = ['choose', 'first', 'second'];
    const { bridge } = open(LIST, { 'survey.readList': read.answer });
    const intake = createIntake(bridge, (work) => work(jobs.shift() ?? ''), 'hash');
    await intake.choose();
    const first = intake.read({ encoding: 'utf-8' });
    const second = intake.read({ separator: ',' });
    intake.change({ country: 'BY' });
    expect(bridge.calls.at(-1)).toMatchObject({ method: 'survey.readList', args: { reading: { encoding: 'utf-8', separator: ',' } } });
    expect(bridge.calls).toContainEqual({ method: 'service.cancel', args: { job: 'first' } });
    await read.come(1, { ...SAMPLE, rows: 22 });
    await read.come(0, { ...SAMPLE, rows: 11 });
    await Promise.all([first, second]);
    expect(intake.getState()).toMatchObject({ busy: null, failure: null });
    expect(list(intake)).toMatchObject({ sample: { rows: 22 }, mapping: { country: 'BY', reading: { encoding: 'utf-8', separator: ',' } } });
  });

  test('keeps under a name what was mapped, and takes nothing of what is mapped meanwhile away', async () => {
    const kept = heldBack<null>();
    const { intake } = open(LIST, { 'survey.keepMapping': kept.answer });
    await intake.choose();
    const keeping = intake.keep('Мой');
    intake.map('Выручка', '/C/C02');
    await kept.come(0, null);
    await keeping;
    expect(list(intake).mapping).toMatchObject({ name: 'Мой', columns: [{ column: 'ИНН' }, { column: 'Выручка' }] });
  });

  test('shows no report of a mapping that has been changed while it was tried: another would be written', async () => {
    const tried = heldBack<ListReport>();
    const { intake } = open(LIST, { 'survey.importList': tried.answer });
    await intake.choose();
    const run = intake.run(true);
    intake.map('Выручка', '/C/C02');
    await tried.come(0, REPORT);
    await run;
    expect(intake.getState().busy).toBeNull();
    expect(list(intake).report).toBeNull();
  });

  test('is tried in peace when the words of a column were left unread before', async () => {
    const [words, tried] = [heldBack<ColumnValues>(), heldBack<ListReport>()];
    const { intake } = open(LIST, { 'survey.columnValues': words.answer, 'survey.importList': tried.answer });
    await intake.choose();
    const read = intake.valuesOf('words', 'Выручка', '/C/C02');
    const run = intake.run(true);
    await words.come(0, Promise.reject(new Refusal({ code: 'cancelled' })));
    expect(await read).toBeNull();
    expect(intake.getState()).toMatchObject({ busy: { job: 'job' }, stopped: false, failure: null });
    await tried.come(0, REPORT);
    await run;
    expect(list(intake).report).toEqual(REPORT);
  });

  test('keeps nothing of what was cancelled, and says what failed', async () => {
    let code: 'cancelled' | 'disk-full' = 'cancelled';
    const { intake } = open(LIST, { 'survey.importList': () => { throw new Refusal({ code }); } });
    await intake.choose();
    await intake.run(false);
    expect(intake.getState()).toMatchObject({ busy: null, failure: null });
    code = 'disk-full';
    await intake.run(false);
    expect(intake.getState().failure).toEqual({ code: 'disk-full' });
    expect(list(intake).report).toBeNull();
  });
});

describe('a workbook that came back', () => {
  test('is tried at once and written only when the person says so', async () => {
    const { intake, bridge } = open({ kind: 'template', ticket: 't', fileName: 'a.xlsx' }, { 'survey.importTemplate': ({ rehearse }) => ({ ...RETURNED, written: !rehearse }) });
    await intake.choose();
    await intake.prefer('draft');
    await intake.writeTemplate();
    expect(bridge.calls.filter(({ method }) => method === 'survey.importTemplate').map(({ args }) => args)).toEqual([
      { job: 'job', ticket: 't', precedence: 'file', rehearse: true }, { job: 'job', ticket: 't', precedence: 'draft', rehearse: true }, { job: 'job', ticket: 't', precedence: 'draft', rehearse: false },
    ]);
    expect(intake.getState().work).toMatchObject({ kind: 'template', report: { written: true } });
  });

  test('leaves everything as it was when nothing is chosen', async () => {
    const { intake } = open(null);
    await intake.choose();
    expect(intake.getState()).toMatchObject({ work: { kind: 'none' }, busy: null, failure: null });
  });
});

test('columns may answer questions outside tables, and those of the table whose rows the list holds', () => {
  const form = microelectronics();
  const paths = (repeat: string | null): readonly string[] => questionOptions(form, repeat, 'ru').map(({ value }) => value);
  expect(paths(null)).toContain('/C/C02');
  expect(paths(null)).not.toContain('/J/product/J02');
  expect(paths('/J/product')).toEqual(expect.arrayContaining(['/C/C02', '/J/product/J02']));
  expect(repeatsOf(form).map(({ path }) => path)).toContain('/J/product');
});
