import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printFixture } from '../../../build/fixtures/workbook.ts';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { makeRevision } from '../../../electron/bundle/container/revision.ts';
import { signStaged, stagedChanges } from '../../../electron/bundle/trust/registryDraft.ts';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { installRegistry, loadRegistry } from '../../../electron/bundle/trust/trust.ts';
import { writeBundle } from '../../../electron/bundle/container/write.ts';
import { listInvited, saveInvited } from '../../../electron/database/tables/invited.ts';
import { eachArrival } from '../../../electron/database/tables/arrival.ts';
import { currentRegistry } from '../../../electron/database/tables/registry.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { coverageHere, roundHere } from '../../../electron/insight/coverage.ts';
import { insightHandlers } from '../../../electron/insight/handlers.ts';
import { dropInvited, importInvited, previewInvited, setDeadline } from '../../../electron/insight/invited.ts';
import { listDebtors, noteReminded, writeReminders } from '../../../electron/insight/reminders.ts';
import { applyMerge } from '../../../electron/merge/desk/apply.ts';
import { identify } from '../../../electron/merge/decisions/identity.ts';
import { decideCompany } from '../../../electron/merge/decisions/review.ts';
import { caseOf } from '../../../electron/merge/view/thread.ts';
import { lastRun, undoRun } from '../../../electron/merge/desk/undo.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import type { Registry } from '../../../shared/bundle/trust/registry.ts';
import { parseRegistry, printRegistry } from '../../../shared/bundle/trust/registryText.ts';
import { entityOf } from '../../../shared/survey/identifiers/entity.ts';
import { CLOCK, entity, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { dice } from '../../helpers/dice.ts';
import { deskOf, filesOf, merge, MERGE_FORM, MERGE_FORM_HASH, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const DAY = 86_400_000;
/** Who came first when, told by all bundles that are here. */
const ALL_ARRIVALS = `SELECT entity, body, at FROM (
  SELECT r.entity, b.body, b.at, row_number() OVER (PARTITION BY r.entity ORDER BY b.at, b.body) AS place FROM bundle b JOIN bundle_revision br ON br.bundle = b.manifest JOIN revision r ON r.id = br.revision
  WHERE b.direction = 'in' AND b.country <> 'EAEU' AND r.form_id = ? AND r.round = ?) WHERE place = 1 ORDER BY entity`;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function file(name: string, content: string | Uint8Array): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

const invite = ({ db }: Workspace, company: number, country = 'RU', body = ''): void =>
  void saveInvited(db, '2026', { entity: entity(company), country, scheme: 'ru_inn', number: String(company), name: `Завод ${company}`, body, contact: `zavod${company}@example.test` }, NOON);
const rows = (commission: Workspace, now = NOON) => new Map(coverageHere(commission.db, now).companies.map((row) => [row.number, row]));

describe('the list of invited companies', () => {
  const LIST = 'Государство;ИНН;Наименование;Контакт\nРоссия;7735007358;АО «Микрон»;info@example.test\nРоссия;7735007359;Не тот номер;\n';

  test('is shown before it is taken in, and nothing is written', async () => {
    const commission = newCommission();
    const path = file('list.csv', LIST);
    expect(valueOf(await previewInvited(deskOf(commission), { path }))).toEqual({ fileName: 'list.csv', added: 1, updated: 0, unlisted: 0, deadline: null, refused: [{ line: 3, problem: 'wrong-number', shown: '7735007359' }] });
    expect(listInvited(commission.db, '2026')).toEqual([]);
  });

  test('is taken in by the identity that bundles will bring, added to or replaced, and written down', async () => {
    const commission = newCommission();
    const known = entityOf({ country: 'RU', scheme: 'ru_inn', number: '7735007358' }, sha256);
    expect(valueOf(await importInvited(deskOf(commission), { path: file('list.csv', LIST), replace: false }))).toMatchObject({ added: 1, updated: 0, removed: 0, refused: [{ line: 3 }] });
    expect(listInvited(commission.db, '2026')).toMatchObject([{ entity: known, name: 'АО «Микрон»', contact: 'info@example.test' }]);
    const next = 'state,identifier,name\nRU,7735007358,Mikron JSC\nBY,200988541,Integral\n';
    expect(valueOf(await importInvited(deskOf(commission), { path: file('next.csv', next), replace: false }))).toMatchObject({ added: 1, updated: 1, removed: 0 });
    expect(valueOf(await importInvited(deskOf(commission), { path: file('last.csv', 'state,identifier,name\nBY,200988541,Integral\n'), replace: true }))).toMatchObject({ added: 0, updated: 1, removed: 1 });
    expect(listInvited(commission.db, '2026').map(({ name }) => name)).toEqual(['Integral']);
    valueOf(dropInvited(deskOf(commission), { entity: listInvited(commission.db, '2026')[0]?.entity ?? '' }));
    expect(listInvited(commission.db, '2026')).toEqual([]);
    expect(brokenLink(commission.db, sha256)).toBeNull();
  });

  test('may be a workbook, on whichever of its sheets the headings stand, its numbers as numbers', async () => {
    const commission = newCommission();
    const book = await printFixture([{ name: 'Пояснение', rows: [['Приглашены приказом № 7']] }, { name: 'Перечень', rows: [['Перечень организаций'], ['Государство', 'ИНН', 'Наименование'], ['Россия', 7735007358, 'АО «Микрон»'], ['Россия', 'нет', 'Завод']] }]);
    expect(valueOf(await importInvited(deskOf(commission), { path: file('list.xlsx', book), replace: false }))).toMatchObject({ added: 1, refused: [{ line: 4, problem: 'wrong-number' }] });
    expect(listInvited(commission.db, '2026')).toMatchObject([{ number: '7735007358', name: 'АО «Микрон»' }]);
  });

  test('may be in the code page of Windows, as Excel in Russian writes it', async () => {
    const commission = newCommission();
    const plain = 'Страна;Номер;Название\nРФ;7735007358;Завод\n';
    const bytes = Uint8Array.from([...plain], (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 128 ? code : code - 0x410 + 0xc0;
    });
    valueOf(await importInvited(deskOf(commission), { path: file('list.csv', bytes), replace: false }));
    expect(listInvited(commission.db, '2026')).toMatchObject([{ country: 'RU', name: 'Завод' }]);
  });

  test('a file that is no list, or of which no line fits, is refused by name', async () => {
    const desk = deskOf(newCommission());
    expect(await importInvited(desk, { path: file('photo.csv', new Uint8Array([0, 1, 2])), replace: true })).toEqual({ ok: false, error: { code: 'invited-invalid', values: { file: 'photo.csv' } } });
    expect(await importInvited(desk, { path: file('notes.csv', 'просто текст\n'), replace: true })).toMatchObject({ ok: false, error: { code: 'invited-invalid' } });
    expect(await importInvited(desk, { path: file('bad.csv', 'state,identifier,name\nFR,1,X\n'), replace: true })).toMatchObject({ ok: false, error: { code: 'invited-empty' } });
    expect(await previewInvited(desk, { path: '/nowhere/list.csv' })).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
  });
});

describe('the response of a round at the Commission', () => {
  test('says of each company how far it is and who must act', async () => {
    const [ru, am] = [newBody(1), newBody(2, 'AM', 'Министерство Армении')];
    for (const company of [1, 2, 3]) state(ru, company, { '/A/name': `Завод ${company}` });
    const commission = newCommission(ru, am);
    for (const company of [1, 2, 4]) invite(commission, company);
    invite(commission, 9, 'AM');
    await merge(commission, await send(ru));
    valueOf(decideCompany(deskOf(commission), { entity: entity(1), decision: 'returned', reason: 'Уточните', due: '2026-12-01' }));
    valueOf(decideCompany(deskOf(commission), { entity: entity(2), decision: 'accepted', reason: '', quality: 'B' }));
    const before = rows(commission);
    expect([before.get('1'), before.get('2'), before.get('3'), before.get('4'), before.get('9')].map((row) => [row?.progress, row?.duty, row?.invited, row?.body])).toEqual([
      ['returned', 'send-back', true, 'Министерство 1'], ['accepted', 'send-back', true, 'Министерство 1'], ['received', 'review', false, 'Министерство 1'],
      ['invited', 'submit', true, 'Министерство 1'], ['invited', 'submit', true, 'Министерство Армении'],
    ]);
    expect([before.get('1')?.due, before.get('2')?.quality]).toEqual(['2026-12-01', 'B']);
    const back = valueOf(sealBundle(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров', personal: false, to: 'RU' }));
    valueOf(await writeBundle(commission.db, back, commission.key, join(newFolder(), 'back.svod')));
    const after = rows(commission);
    expect([after.get('1')?.duty, after.get('1')?.owes, after.get('2')?.duty]).toEqual(['correct', 'body', null]);
  });

  test('a bundle whose turn has not come leaves its companies waiting, not missing', async () => {
    const ru = newBody(1);
    state(ru, 1, { '/A/name': 'Завод 1' });
    await send(ru);
    state(ru, 2, { '/A/name': 'Завод 2' });
    const second = await send(ru);
    const commission = newCommission(ru);
    invite(commission, 1);
    invite(commission, 2);
    await merge(commission, second);
    const found = rows(commission);
    expect([found.get('1')?.progress, found.get('2')?.progress]).toEqual(['invited', 'waiting']);
    expect(valueOf(listDebtors(deskOf(commission)))).toMatchObject([{ country: 'RU', body: 'Министерство 1', awaited: 1, missingSeqs: [1] }]);
  });

  test('what its body has taken back is awaited again, and reminded of', async () => {
    const ru = newBody(1);
    state(ru, 1, { '/A/name': 'Завод 1' });
    const commission = newCommission(ru);
    invite(commission, 1);
    await merge(commission, await send(ru));
    expect(coverageHere(commission.db, NOON).total).toMatchObject({ answered: 1, progress: { received: 1 } });
    valueOf(makeRevision(ru.db, CLOCK, { entity: entity(1), form: { hash: MERGE_FORM_HASH, definition: MERGE_FORM }, round: '2026', op: 'retract', reason: 'Ликвидирована' }));
    await merge(commission, await send(ru));
    expect(coverageHere(commission.db, NOON)).toMatchObject({ total: { invited: 1, answered: 0, progress: { withdrawn: 1, received: 0 } }, companies: [{ duty: 'submit', owes: 'body' }] });
    expect(valueOf(listDebtors(deskOf(commission)))).toMatchObject([{ body: 'Министерство 1', awaited: 1 }]);
    expect(valueOf(caseOf(commission.db, entity(1)))).toMatchObject({ retracted: true });
    expect(commission.db.value('SELECT status FROM company WHERE entity = ?', entity(1))).toBe('withdrawn');
    state(ru, 1, { '/A/name': 'Завод 1 снова' });
    await merge(commission, await send(ru));
    expect(coverageHere(commission.db, NOON).total).toMatchObject({ answered: 1, progress: { withdrawn: 0 } });
    expect(commission.db.value('SELECT status FROM company WHERE entity = ?', entity(1))).toBe('received');
  });

  test('when each company first came is kept as bundles come and are taken back, as all bundles together say it', async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const roll = dice(seed);
      const bodies = [newBody(1), newBody(2), newBody(3, 'BY')];
      const paths: string[] = [];
      for (let count = 0; count < 9; count += 1) {
        const body = bodies[roll(3)] as Workspace;
        for (let company = 0; company <= roll(2); company += 1) state(body, 1 + roll(4), { '/A/region': `${count} ${company}` }, roll(3) === 0 ? { round: '2025' } : {});
        paths.push(await send(body));
      }
      const commission = newCommission(...bodies);
      const seen: unknown[] = [];
      for (let step = 0; step < 14; step += 1) {
        // Now and then at one moment; the clock of a PC goes back too.
        const desk = deskOf(commission, { now: () => NOON + 1000 * roll(5) });
        const run = roll(4) === 0 ? lastRun(desk) : null;
        if (run === null) valueOf(await applyMerge(desk, filesOf([paths[roll(paths.length)] as string, paths[roll(paths.length)] as string])));
        else valueOf(undoRun(desk, { run, reason: 'Ошибка' }));
        for (const round of ['2025', '2026']) {
          const kept = [...eachArrival(commission.db, 'merge', round)];
          expect(kept).toEqual(commission.db.all(ALL_ARRIVALS, 'merge', round));
          seen.push(...kept);
        }
      }
      expect(seen.length).toBeGreaterThan(20);
    }
  }, 120_000);

  test('what came after the deadline is late, what has not come is missing', async () => {
    const ru = newBody(1);
    state(ru, 1, { '/A/name': 'Завод 1' });
    const commission = newCommission(ru);
    invite(commission, 1);
    invite(commission, 2);
    valueOf(setDeadline(deskOf(commission), { deadline: dayOf(NOON - 2 * DAY) }));
    await merge(commission, await send(ru));
    expect(coverageHere(commission.db, NOON).total).toMatchObject({ invited: 2, answered: 1, late: 1, missing: 1 });
    valueOf(setDeadline(deskOf(commission), { deadline: null }));
    expect(coverageHere(commission.db, NOON).total).toMatchObject({ late: 0, missing: 0 });
  });

  test('the last day travels signed with the registry: nobody else knows it before, a body goes by it and cannot set another', () => {
    const ru = newBody(1);
    const commission = newCommission(ru);
    const act = { now: NOON, person: 'К. Комиссаров' };
    const registryOf = (workspace: Workspace): Uint8Array => currentRegistry(workspace.db)?.envelope as Uint8Array;
    const sign = (): void => void valueOf(signStaged(deskOf(commission), commission.signer, act));
    const install = (bytes: Uint8Array): ReturnType<typeof installRegistry> => installRegistry(ru.db, bytes, true, act);
    valueOf(install(registryOf(commission)));
    valueOf(setDeadline(deskOf(ru), { deadline: '2026-03-01' }));
    valueOf(setDeadline(deskOf(commission), { deadline: '2026-04-15' }));
    expect(roundHere(commission.db)).toEqual({ round: '2026', deadline: '2026-04-15', announced: null });
    expect(stagedChanges(commission.db)).toEqual([{ kind: 'deadline', form: 'merge', round: '2026', deadline: '2026-04-15' }]);
    expect(roundHere(ru.db)).toEqual({ round: '2026', deadline: '2026-03-01', announced: null });
    sign();
    const first = registryOf(commission);
    valueOf(install(first));
    for (const { db } of [commission, ru]) expect(roundHere(db)).toEqual({ round: '2026', deadline: '2026-04-15', announced: '2026-04-15' });
    expect(setDeadline(deskOf(ru), { deadline: '2027-01-01' })).toEqual({ ok: false, error: { code: 'wrong-role' } });

    valueOf(setDeadline(deskOf(commission), { deadline: '2026-05-01' }));
    valueOf(setDeadline(deskOf(commission), { deadline: '2026-04-15' }));
    expect(stagedChanges(commission.db)).toEqual([]);
    valueOf(setDeadline(deskOf(commission), { deadline: '2026-05-01' }));
    sign();
    valueOf(install(registryOf(commission)));
    expect(coverageHere(ru.db, NOON).deadline).toBe('2026-05-01');
    expect(install(first)).toMatchObject({ ok: false, error: { code: 'rolled-back' } });
    valueOf(setDeadline(deskOf(commission), { deadline: null }));
    expect(roundHere(commission.db)).toEqual({ round: '2026', deadline: null, announced: '2026-05-01' });
    sign();
    valueOf(install(registryOf(commission)));
    expect(loadRegistry(ru.db)).not.toHaveProperty('rounds');
    expect(roundHere(ru.db)).toEqual({ round: '2026', deadline: '2026-03-01', announced: null });
  });

  test('a list may name the last day: at the Commission it is prepared for the registry, at a body the registry counts', async () => {
    const ru = newBody(1);
    const commission = newCommission(ru);
    const list = file('list.csv', 'state,identifier,name,answers by\nRU,7735007358,Mikron JSC,20.04.2026\n');
    expect(valueOf(await importInvited(deskOf(commission), { path: list, replace: false })).deadline).toBe('2026-04-20');
    expect(stagedChanges(commission.db)).toMatchObject([{ kind: 'deadline', deadline: '2026-04-20' }]);
    valueOf(setDeadline(deskOf(commission), { deadline: '2026-04-15' }));
    valueOf(signStaged(deskOf(commission), commission.signer, { now: NOON, person: '' }));
    expect(valueOf(await importInvited(deskOf(ru), { path: list, replace: false })).deadline).toBe('2026-04-20');
    valueOf(installRegistry(ru.db, currentRegistry(commission.db)?.envelope as Uint8Array, true, { now: NOON, person: '' }));
    expect(valueOf(await importInvited(deskOf(ru), { path: list, replace: false })).deadline).toBeNull();
    expect(coverageHere(ru.db, NOON).deadline).toBe('2026-04-15');
  });

  test('a registry whose rounds are out of order, twice or none is refused', () => {
    const registry = loadRegistry(newCommission(newBody(1)).db) as Registry;
    const read = (rounds: unknown): unknown => {
      const parsed = parseRegistry(new TextDecoder().decode(printRegistry({ ...registry, rounds } as Registry)), sha256);
      return parsed.ok ? parsed.value.rounds : parsed.error.code;
    };
    const day = (form: string, round: string, deadline = '2026-04-15'): unknown => ({ form, round, deadline });
    expect(read([day('a', '2026'), day('b', '2025')])).toHaveLength(2);
    for (const rounds of [[], [day('b', '2025'), day('a', '2026')], [day('a', '2026'), day('a', '2026')], [day('a', '2026', '2026-02-30')], [day('a', 'год')]]) expect(read(rounds)).toBe('malformed');
  });

  test('a ministry sees its own side of the round', () => {
    const ru = newBody(1);
    invite(ru, 7);
    setSetting(ru.db, 'deadlines', { 2026: dayOf(NOON - 2 * DAY) });
    expect(coverageHere(ru.db, NOON).companies).toMatchObject([{ number: '7', progress: 'invited', missing: true, owes: 'body', duty: 'submit' }]);
    expect(listDebtors(deskOf(ru))).toEqual({ ok: false, error: { code: 'wrong-role' } });
  });
});

test('who was linked with a company that answers is not awaited under its other number, and nobody is reminded of it (M7)', async () => {
  const [ru, by] = [newBody(1), newBody(2, 'BY')] as const;
  const commission = newCommission(ru, by);
  state(ru, 1, { '/A/name': 'АО «Кристалл»' });
  state(by, 2, { '/A/name': 'ООО «Кристалл»' });
  await merge(commission, await send(ru), await send(by));
  invite(commission, 1, 'RU', ru.key.body);
  invite(commission, 2, 'BY', by.key.body);
  valueOf(makeRevision(ru.db, CLOCK, { entity: entity(1), form: { hash: MERGE_FORM_HASH, definition: MERGE_FORM }, round: '2026', op: 'retract', reason: 'Отвечает минская организация' }));
  await merge(commission, await send(ru));
  expect(rows(commission).get('1')).toMatchObject({ progress: 'withdrawn', owes: 'body' });
  expect(valueOf(listDebtors(deskOf(commission)))).toMatchObject([{ country: 'RU', awaited: 1 }]);

  valueOf(identify(deskOf(commission), { entities: [entity(1), entity(2)], word: 'same', reason: 'Один завод' }));
  expect(rows(commission).get('1')).toMatchObject({ progress: 'elsewhere', elsewhere: entity(2), owes: null });
  expect(coverageHere(commission.db, NOON).total).toMatchObject({ invited: 1, answered: 1, uninvited: 0 });
  expect(valueOf(listDebtors(deskOf(commission)))).toEqual([]);
});

describe('reminders', () => {
  test('are one letter and one list a body, in its language; the list can be taken in as a list of the invited', async () => {
    const [ru, am] = [newBody(1), newBody(2, 'AM', 'Ministry of Armenia')];
    state(ru, 1, { '/A/name': 'Завод 1' });
    const commission = newCommission(ru, am);
    for (const company of [1, 2]) invite(commission, company);
    saveInvited(commission.db, '2026', { entity: entityOf({ country: 'AM', scheme: 'am_tin', number: '01538354' }, sha256) ?? '', country: 'AM', scheme: 'am_tin', number: '01538354', name: '=Arev LLC', body: '', contact: '' }, NOON);
    await merge(commission, await send(ru));
    valueOf(decideCompany(deskOf(commission), { entity: entity(1), decision: 'returned', reason: 'Сверьте адрес', due: '2026-12-01' }));
    valueOf(await writeBundle(commission.db, valueOf(sealBundle(commission.db, commission.signer, { now: NOON, person: 'К', personal: false, to: 'RU' })), commission.key, join(newFolder(), 'back.svod')));
    valueOf(setDeadline(deskOf(commission), { deadline: dayOf(NOON + 20 * DAY) }));
    const debtors = valueOf(listDebtors(deskOf(commission)));
    expect(debtors.map(({ country, awaited, returned, language }) => [country, awaited, returned, language])).toEqual([['AM', 1, 0, 'ru'], ['RU', 1, 1, 'ru']]);
    const folder = newFolder();
    const letters = [{ country: 'AM', body: 'Ministry of Armenia', language: 'en' }, { country: 'RU', body: 'Министерство 1', language: 'ru' }] as const;
    const written = valueOf(writeReminders(deskOf(commission), { folder, letters }));
    expect(readdirSync(folder).sort()).toEqual(['Reminder AM Ministry of Armenia.csv', 'Напоминание RU Министерство 1.csv']);
    expect(written.map(({ letter }) => letter.tables.map(({ title, rows: lines }) => [title, lines.length]))).toEqual([
      [['Not received: 1 company', 1]], [['Не поступили: 1 организация', 1], ['Возвращены на исправление: 1 организация', 1]],
    ]);
    expect(written[1]?.letter.tables[1]?.rows[0]).toEqual(['1', '1', 'Завод 1', '01.12.2026', 'Сверьте адрес']);
    expect(readFileSync(join(folder, 'Reminder AM Ministry of Armenia.csv'), 'utf8')).toContain('\'=Arev LLC');
    expect(valueOf(await importInvited(deskOf(am), { path: join(folder, 'Reminder AM Ministry of Armenia.csv'), replace: false }))).toMatchObject({ added: 1, refused: [], deadline: dayOf(NOON + 20 * DAY) });
    expect(coverageHere(am.db, NOON).deadline).toBe(dayOf(NOON + 20 * DAY));
    expect(listInvited(am.db, '2026')).toMatchObject([{ name: '=Arev LLC', body: 'Ministry of Armenia' }]);
    expect(valueOf(listDebtors(deskOf(commission)))[0]?.language).toBe('ru');
    expect(noteReminded(deskOf(commission), { letters: written }).ok).toBe(true);
    expect(valueOf(listDebtors(deskOf(commission)))[0]?.language).toBe('en');
  });

  test('lists and letters say how far they are, and stopped leave nothing half done', async () => {
    const [ru, am] = [newBody(1), newBody(2, 'AM', 'Ministry of Armenia')];
    const commission = newCommission(ru, am);
    for (const company of [1, 2, 3]) invite(commission, company);
    saveInvited(commission.db, '2026', { entity: entityOf({ country: 'AM', scheme: 'am_tin', number: '01538354' }, sha256) ?? '', country: 'AM', scheme: 'am_tin', number: '01538354', name: 'Arev LLC', body: '', contact: '' }, NOON);
    const stopAfter = (steps: number) => {
      const told: number[] = [];
      const desk = { ...deskOf(commission), progress: ({ done }: { readonly done: number }) => void told.push(done), checkCancelled: () => { if (told.length > steps) throw new Cancelled(); } };
      return { desk, told };
    };
    const list = join(newFolder(), 'list.csv');
    writeFileSync(list, 'Государство;Идентификатор;Наименование\nRU;7735991209;А\nRU;7735007358;Б\n');
    const before = listInvited(commission.db, '2026');
    await expect(importInvited(stopAfter(3).desk, { path: list, replace: true })).rejects.toBeInstanceOf(Cancelled);
    expect(listInvited(commission.db, '2026')).toEqual(before);
    const { desk, told } = stopAfter(99);
    expect(valueOf(await importInvited(desk, { path: list, replace: false }))).toMatchObject({ added: 2 });
    expect(told).toEqual([0, 0, 1, 0, 1]);
    const folder = newFolder();
    const letters = [{ country: 'AM', body: 'Ministry of Armenia', language: 'en' }, { country: 'RU', body: 'Министерство 1', language: 'ru' }] as const;
    expect(() => writeReminders(stopAfter(0).desk, { folder, letters })).toThrow(Cancelled);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('who owes what, and how the round stands, is told with how far it is, and can be left before anything is told', async () => {
    const ru = newBody(1);
    const commission = newCommission(ru);
    state(ru, 1, { '/A/name': 'Завод 1' });
    await merge(commission, await send(ru));
    for (const company of [1, 2]) invite(commission, company);
    const told: string[] = [];
    const desk = { ...deskOf(commission), progress: ({ phase, done, total }: { readonly phase: string; readonly done: number; readonly total: number }) => void told.push(`${phase} ${done}/${total}`) };
    expect(valueOf(listDebtors(desk))).toMatchObject([{ awaited: 1 }]);
    expect(told).toEqual(['collecting 0/6']);
    const stopped = { ...desk, checkCancelled: () => { throw new Cancelled(); } };
    expect(() => listDebtors(stopped)).toThrow(Cancelled);
    expect(() => insightHandlers['insight.coverage'](stopped, undefined)).toThrow(Cancelled);
  });

  test('nobody is reminded who owes nothing', () => {
    const commission = newCommission(newBody(1));
    expect(writeReminders(deskOf(commission), { folder: newFolder(), letters: [{ country: 'RU', body: 'Министерство 1', language: 'ru' }] })).toEqual({ ok: false, error: { code: 'nothing-owed' } });
  });
});
