import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillSurvey } from '../../../../electron/demo/company.ts';
import { createDice } from '../../../../electron/demo/dice.ts';
import { createProfile } from '../../../../electron/demo/profile.ts';
import type { Desk } from '../../../../electron/jobs/handler.ts';
import { formPage } from '../../../../electron/shell/paper/formPage.ts';
import { registerPage } from '../../../../electron/shell/paper/registerPage.ts';
import { approveCompanies, completeResponse, reopenResponse } from '../../../../electron/survey/complete.ts';
import { createCompany } from '../../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../../electron/survey/draft.ts';
import { formPaper, registerPaper } from '../../../../electron/survey/paper.ts';
import type { PrintedAnswer, PrintedItem } from '../../../../electron/survey/printed.ts';
import { answersFromJson } from '../../../../shared/survey/json.ts';
import { notePath } from '../../../../shared/survey/path.ts';
import type { AnswerChange, Path } from '../../../../shared/survey/response.ts';
import { nodesOf } from '../../../../shared/survey/shown.ts';
import { microelectronics } from '../../../helpers/forms.ts';
import { openMinistry } from '../../../helpers/ministry.ts';
import { failureOf, valueOf } from '../../../helpers/result.ts';

const profile = createProfile(createDice('handlers'), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
const LIST = { search: '', status: null, country: null, sort: 'name', descending: false } as const;
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

let desk: Desk;
let pass: (milliseconds: number) => void;
let remove: () => void;
let folder: string;
beforeEach(async () => {
  ({ desk, pass, remove } = await openMinistry());
  folder = mkdtempSync(join(tmpdir(), 'svod-paper-'));
  mkdirSync(join(folder, 'assets'));
});
afterEach(() => {
  remove();
  rmSync(folder, { recursive: true, force: true });
});

const write = (response: number, changes: readonly AnswerChange[]) => valueOf(saveAnswers(desk, { response, changes, progress: NOTHING }));

/** A company with a whole survey that nothing is wrong with. */
function addFilled(): { readonly entity: string; readonly response: number } {
  const { entity } = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: profile.number, name: 'АО «Пинега & <Реактив>»' }));
  const { response } = valueOf(openResponse(desk, { entity }));
  const answers = valueOf(answersFromJson(microelectronics(), fillSurvey(profile, createDice('answers'))) as never) as ReadonlyMap<Path, AnswerChange['value']>;
  write(response, [...answers].map(([path, value]) => ({ path, value: path.endsWith('/K12') ? 40 : value })));
  return { entity, response };
}
const codeOf = (entity: string): string => valueOf(formPaper(desk, { entity })).filled?.code ?? '';
const htmlOf = (entity: string | null, language: 'ru' | 'en' = 'ru') => formPage(valueOf(formPaper({ ...desk, language }, { entity })), language, folder);

describe('an empty form on paper', () => {
  test.each(['ru', 'en'] as const)('asks every question of the form, with places to write (%s)', (language) => {
    const { html, foot } = htmlOf(null, language);
    const asked: string[] = [];
    const walk = (nodes: ReturnType<typeof microelectronics>['body']): void => nodes.forEach((node) => {
      if (node.kind !== 'question') walk(node.children);
      else if (!['hidden', 'metadata', 'note'].includes(node.type) && Object.keys(node.label).length > 0) asked.push(node.name);
    });
    walk(microelectronics().body);
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.filter((name) => !html.includes(`>${name}</span>`))).toEqual([]);
    expect(html).toContain('class="line"');
    expect(html).toContain('class="tick"');
    expect(foot).toContain(language === 'ru' ? 'Пустая анкета' : 'Empty form');
  });

  test('gives the choices of every question that has them: to tick, in columns where they are many, or by the number of a list at the end', () => {
    const { items, lists } = valueOf(formPaper(desk, { entity: null }));
    const { html } = htmlOf(null);
    const asked = new Map<string, PrintedAnswer | number | null>();
    const walk = (nodes: readonly PrintedItem[]): void => nodes.forEach((node) => {
      if (node.kind === 'question') asked.set(node.number, node.answer);
      if (node.kind === 'group') walk(node.items);
      if (node.kind === 'cards') node.cards.forEach(walk);
      if (node.kind === 'table') node.columns.forEach((column, index) => asked.set(column.number, node.rows[0]?.[index]?.kind === 'text' ? 0 : column.list));
    });
    walk(items);
    expect(asked.get('A12')).toMatchObject({ wide: false, list: null, choices: ['Бухгалтерская и статистическая отчётность', 'Управленческий учёт', 'Экспертная оценка'] });
    expect([asked.get('E01'), asked.get('B26')]).toMatchObject([{ wide: true, list: null }, { wide: true, list: null }]);
    const node = asked.get('E03');
    expect(node).toEqual({ kind: 'blank', lines: 1, choices: [], wide: false, list: expect.any(Number) as number });
    expect([asked.get('F07'), asked.get('J07')]).toEqual([node, node]);
    const [list] = lists.filter(({ number }) => typeof node === 'object' && node?.kind === 'blank' && number === node.list);
    expect(list).toMatchObject({ label: 'Проектная норма', asked: expect.arrayContaining(['E03', 'F07', 'J07']) as string[] });
    expect(list?.entries[0]).toEqual({ code: null, label: '7\u00a0нм' });
    expect(lists.map(({ number }) => number)).toEqual(lists.map((_, index) => index + 1));
    expect(html).toContain(`перечень ${list?.number}`);
    expect(html.slice(html.indexOf('Перечни ответов'))).toContain('>7\u00a0нм</p>');
    // Countries and regions are written in words, and so is what the company has written itself; all others are offered somehow.
    const nodes = [...nodesOf(microelectronics()).values()];
    const inWords = [...asked].filter(([number, answer]) => {
      const question = nodes.find((one) => one.kind === 'question' && (one.number ?? one.name) === number);
      return question?.kind === 'question' && question.list !== undefined && (answer === null || (typeof answer === 'object' && answer.kind === 'blank' && answer.choices.length === 0 && answer.list === null));
    }).map(([number]) => number);
    expect(inWords).toEqual(['B16', 'B22', 'B30', 'E06', 'F03', 'H03', 'J09', 'J10', 'K08', 'L04', 'N03', 'N14', 'N21']);
    expect(htmlOf(addFilled().entity).html).not.toContain('Перечни ответов');
  });

  test.each(['ru', 'en'] as const)('says a code only where people write it: of activities, products and units, not the names of the form for its choices (%s)', (language) => {
    const { html } = htmlOf(null, language);
    const printed = [...html.slice(html.indexOf('class="lists"')).matchAll(/<p>(?:<span class="n">(?<code>.*?)<\/span> – )?(?<label>.*?)<\/p>/g)].map(({ groups }) => groups ?? {});
    const coded = printed.filter(({ code }) => code !== undefined);
    expect(coded.filter(({ code }) => !/^[\d.]+$/.test(code ?? ''))).toEqual([]);
    expect(coded.map(({ code }) => code)).toEqual(expect.arrayContaining(['26.11', '796']));
    expect(printed).toContainEqual({ code: undefined, label: language === 'ru' ? 'КМОП' : 'CMOS' });
    const codes = new Set(Object.values(microelectronics().choices).flatMap((choices) => choices.map(({ value }) => value)).filter((value) => /[a-z]/.test(value)));
    expect(printed.filter(({ label }) => codes.has(label ?? ''))).toEqual([]);
  });

  test('says on which answer a section depends', () => {
    expect(htmlOf(null).html).toContain('зависит от ответа на B26');
  });
});

describe('a filled form on paper', () => {
  test('has what was answered, by its labels, and leaves out sections that are not asked', () => {
    const { entity } = addFilled();
    const { html } = htmlOf(entity);
    expect(html).toContain(profile.number);
    expect(html).toContain('Сведения об организации');
    expect(html).not.toContain('Кристальное производство</h2>');
    expect(html).not.toContain('class="line"');
  });

  test('gives the code of an activity with its name, and of other choices the name alone', () => {
    const { entity, response } = addFilled();
    write(response, [{ path: '/B/B24', value: '26.11' }, { path: '/A/A12', value: 'internal' }]);
    const { html, foot } = htmlOf(entity);
    expect(html).toMatch(/>B24<\/span>.*?26\.11 – Производство/s);
    expect(html).toContain('>Управленческий учёт<');
    expect(html).toContain(`<dd>Российская Федерация, ${profile.number}</dd>`);
    expect(foot).toContain(`>${profile.number}<`);
  });

  test('prints names as they are, whatever signs they hold', () => {
    const { entity, response } = addFilled();
    write(response, [{ path: '/B/B01', value: 'АО «Пинега & <b>Реактив</b>»' }]);
    const { html } = htmlOf(entity);
    expect(html).toContain('Пинега &amp; &lt;b&gt;Реактив&lt;/b&gt;');
    expect(html).not.toContain('<b>Реактив');
  });

  test('gives the reason where there is no answer', () => {
    const { entity, response } = addFilled();
    write(response, [{ path: '/C/C02', value: { missing: 'refused' } }]);
    expect(htmlOf(entity).html).toMatch(/>C02<\/span>.*?<i>Отказ<\/i>/s);
    expect(htmlOf(entity, 'en').html).toMatch(/>C02<\/span>.*?<i>Refused<\/i>/s);
  });

  test('lists what was noted after the answers, by question and row, of the short form what it asks; where nothing was, says nothing of notes', () => {
    const { entity, response } = addFilled();
    expect(htmlOf(entity).html).not.toContain('Примечания');
    const row = valueOf(openResponse(desk, { entity })).answers;
    const product = [...row.keys()].find((path) => /^\/J\/product\[[^\]]+\]$/.test(path)) as Path;
    write(response, [{ path: notePath(`${product}/J02`), value: 'снят с <выпуска>' }, { path: notePath('/C/C15'), value: 'с филиалом' }]);
    const { html } = htmlOf(entity);
    const after = html.slice(html.indexOf('<h2>Примечания</h2>'));
    expect(after).toMatch(/<b>C15<\/b>.*?с филиалом.*?<b>J02 \(1\)<\/b>.*?снят с &lt;выпуска&gt;/s);
    expect(htmlOf(entity, 'en').html).toContain('<h2>Notes</h2>');
    expect(valueOf(formPaper(desk, { entity, short: true })).filled?.notes.map(({ place }) => place)).not.toContain('C15');
  });

  test('is short where the short form is shown, and says so', () => {
    const { entity } = addFilled();
    for (const asked of [entity, null]) {
      const { html } = formPage(valueOf(formPaper(desk, { entity: asked, short: true })), 'ru', folder);
      expect(html).toContain('Краткая форма');
      expect(html).toMatch(/>A01<\/span>/);
      expect(html).not.toMatch(/>C15<\/span>/);
      expect(htmlOf(asked).html).toMatch(/>C15<\/span>/);
      expect(htmlOf(asked).html).not.toContain('Краткая форма');
    }
  });

  test('is refused for a company that is not there', () => {
    expect(failureOf(formPaper(desk, { entity: 'f'.repeat(64) }))).toBe('company-unknown');
  });
});

describe('the code of the content', () => {
  test('of a draft changes with its answers, and says that it is a draft', () => {
    const { entity, response } = addFilled();
    const first = codeOf(entity);
    expect(htmlOf(entity).foot).toContain(`черновик ${first}`);
    expect(codeOf(entity)).toBe(first);
    write(response, [{ path: '/B/B02', value: 'Пинега' }]);
    expect(codeOf(entity)).not.toBe(first);
  });

  test('of a completed form is that of its revision, stays when it is approved, and changes with a correction', () => {
    const { entity, response } = addFilled();
    const completed = valueOf(completeResponse(desk, { response }));
    if (completed.kind !== 'completed') throw new Error(JSON.stringify(completed.findings));
    const code = `${completed.revision.slice(0, 4)}-${completed.revision.slice(4, 8)}`.toUpperCase();
    expect(codeOf(entity)).toBe(code);
    expect(valueOf(openResponse(desk, { entity })).code).toBe(code);
    pass(1000);
    valueOf(approveCompanies(desk, { entities: [entity] }));
    expect(codeOf(entity)).toBe(code);
    expect(htmlOf(entity).foot).not.toContain('черновик');
    valueOf(reopenResponse(desk, { response, reason: 'Уточнение' }));
    expect(valueOf(openResponse(desk, { entity })).code).toBeNull();
    write(response, [{ path: '/B/B02', value: 'Пинега' }]);
    valueOf(completeResponse(desk, { response }));
    expect(codeOf(entity)).not.toBe(code);
  });
});

describe('the register of companies on paper', () => {
  test('lists what the list shows, with how many stand where', () => {
    addFilled();
    const { html, foot } = registerPage(valueOf(registerPaper(desk, LIST)), 'ru', folder);
    expect(html).toContain(profile.number);
    expect(html).toContain('1 (черновик – 1)');
    // Where it takes two lines it is parted between its parts.
    expect(foot?.split(' · ').map((part) => /^<span style="white-space: nowrap">.*<\/span>$/.test(part))).toEqual([true, true, true]);
    expect(foot).toContain('Министерство');
    expect(valueOf(registerPaper(desk, { ...LIST, status: 'approved' })).rows).toEqual([]);
  });

  test('has no column of regions where none is known, and none of states where all are of one: the names take the room', () => {
    addFilled();
    const register = valueOf(registerPaper(desk, LIST));
    const [row] = register.rows as [typeof register.rows[number]];
    const columns = (...rows: readonly (typeof row)[]): string => [...registerPage({ ...register, rows }, 'ru', folder).html.matchAll(/<th>(.*?)<\/th>/g)].map(([, head]) => head).join(' ');
    expect(columns(row)).toBe('№ Идентификатор Наименование Регион Состояние Заполнено');
    expect(columns({ ...row, region: '' })).toBe('№ Идентификатор Наименование Состояние Заполнено');
    expect(columns(row, { ...row, country: 'KZ' })).toBe('№ Государство Идентификатор Наименование Регион Состояние Заполнено');
    expect(registerPage(register, 'ru', folder).html).toContain('<dt>Государство</dt><dd>Российская Федерация</dd>');
  });

  test('names the region as the form does, in the language of the paper', () => {
    addFilled();
    const register = valueOf(registerPaper(desk, LIST));
    const code = register.rows[0]?.region ?? '';
    const name = microelectronics().choices['region']?.find(({ value }) => value === code)?.label ?? {};
    for (const language of ['ru', 'en'] as const) {
      const { html } = registerPage(register, language, folder);
      expect(html).toContain(`>${name[language]}</td>`);
      expect(html).not.toContain(`>${code}</td>`);
    }
  });
});
