import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeReportPage } from '../../../electron/shell/paper/mergeReportPage.ts';
import { notePath } from '../../../shared/survey/path.ts';
import { loadReport } from '../../../electron/database/tables/run.ts';
import { undoRun } from '../../../electron/merge/desk/undo.ts';
import { documentOfRun } from '../../../electron/merge/view/document.ts';
import { entity, newFolder, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const documentOf = (commission: Workspace, run: number) => valueOf(documentOfRun(deskOf(commission), run));

/** One body that goes on from what it has sent, another of which one number is missing, a third that is silent; a damaged file, and one of a body that nobody knows. */
async function desk(): Promise<{ readonly commission: Workspace; readonly first: string; readonly rest: readonly string[] }> {
  const [a, b, silent] = [newBody(1), newBody(2, 'KZ'), newBody(3, 'AM')];
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/phone': '+7 111' });
  const first = await send(a);
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков', '/A/phone': '+7 222' });
  const second = await send(a, true);
  state(b, 2, { '/A/name': 'ТОО «Жезказган»' });
  await send(b);
  state(b, 2, { '/A/name': 'ТОО «Сапфир»' });
  const damaged = `${first}.damaged.svod`;
  copyFileSync(first, damaged);
  const bytes = readFileSync(damaged);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 1;
  writeFileSync(damaged, bytes);
  const stranger = newBody(4, 'KG');
  state(stranger, 3, { '/A/name': 'ОсОО «Ош»' });
  return { commission: newCommission(a, b, silent), first, rest: [second, await send(b), damaged, await send(stranger)] };
}

describe('the report of a merge', () => {
  test('says who sent what and how each file ended', async () => {
    const { commission, first, rest } = await desk();
    await merge(commission, first);
    const { run } = await merge(commission, ...rest);
    expect(run).toBe(2);
    const { senders } = documentOf(commission, 2);
    expect(senders.map(({ country, files }) => [country, files.map(({ verdict, seq, code, missingSeq }) => [verdict, seq, code, missingSeq])])).toEqual([
      ['KZ', [['pending', 2, null, 1]]],
      ['RU', [['refused', 1, 'malformed', null], ['merged', 2, null, null]]],
      ['', [['refused', 1, 'unknown-signer', null]]],
    ]);
    expect(senders.at(-1)?.files[0]?.claims).toBe('Министерство 4 (KG)');
  });

  test('says what changed, each value with the revision that leads back to it, and nothing that is personal', async () => {
    const { commission, first, rest } = await desk();
    await merge(commission, first);
    await merge(commission, ...rest);
    const { companies } = documentOf(commission, 2);
    const changed = companies.find((company) => company.entity === entity(1));
    expect(changed).toMatchObject({
      kind: 'updated', changes: [{ place: '/A/region', question: 'region', before: 'Тверь', after: 'Псков', body: 'Министерство 1', revision: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(JSON.stringify(documentOf(commission, 2))).not.toContain('+7 222');
    expect(documentOf(commission, 1).companies).toMatchObject([{ kind: 'added', changes: [] }]);
  });

  test('lists what was noted on questions in the bundles of this merge, with who noted it, and nothing noted on what is personal', async () => {
    const a = newBody(1);
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', [notePath('/A/name')]: 'по уставу 2024 года' });
    const commission = newCommission(a);
    await merge(commission, await send(a));
    expect(documentOf(commission, 1)).toMatchObject({
      notes: [{ entity: entity(1), name: 'ООО «Кремень»', place: '/A/name', text: 'по уставу 2024 года', body: 'Министерство 1', revision: expect.stringMatching(/^[0-9a-f]{64}$/) as string }], justifications: [],
    });
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков', '/A/phone': '+7 111', [notePath('/A/name')]: 'по уставу 2024 года', [notePath('/A/region')]: 'переехали', [notePath('/A/phone')]: 'звонить утром' });
    await merge(commission, await send(a, true));
    // What came earlier stands in the report of that merge.
    expect(documentOf(commission, 2).notes.map(({ place, text }) => [place, text])).toEqual([['/A/region', 'переехали']]);
    const files = newFolder();
    mkdirSync(join(files, 'assets'));
    const { html } = mergeReportPage(documentOf(commission, 2), 'ru', files);
    expect(html).toMatch(/5\. Примечания.*переехали/s);
    expect(html).not.toContain('звонить утром');
  });

  test('lists of a company that came with this merge only what one of its bundles replaced, even where bodies disagree', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' });
    const first = await send(a);
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' });
    const second = await send(a);
    state(b, 1, { '/A/name': 'АО «Кремень»' });
    const commission = newCommission(a, b);
    await merge(commission, first, second, await send(b));
    expect(documentOf(commission, 1).companies).toMatchObject([{ kind: 'conflict', changes: [{ place: '/A/region', before: 'Тверь', after: 'Псков' }] }]);
  });

  test('says what is missing: numbers that have not come, bodies that are silent, bundles of another round', async () => {
    const { commission, first, rest } = await desk();
    await merge(commission, first, ...rest);
    const { missing } = documentOf(commission, 1);
    expect(missing).toEqual({ seqs: [{ country: 'KZ', body: 'Министерство 2', seqs: [1] }], bodies: [{ country: 'AM', body: 'Министерство 3' }], otherRounds: [] });
  });

  test('tells each round of a company by itself', async () => {
    const a = newBody(1);
    const commission = newCommission(a);
    for (const round of ['2025', '2026']) state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' }, { round });
    await merge(commission, await send(a));
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Клин' }, { round: '2025' });
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' }, { round: '2026' });
    await merge(commission, await send(a));
    const changed = documentOf(commission, 2).companies.map(({ round, changes }) => [round, changes.map(({ after }) => after)]);
    expect(changed.sort()).toEqual([['2025', ['Клин']], ['2026', ['Псков']]]);
  });

  test('is kept when the merge is taken back, and says so; a merge that brought nothing has none', async () => {
    const { commission, first } = await desk();
    const { totals } = await merge(commission, first);
    expect((await merge(commission, first)).run).toBeNull();
    expect(loadReport(commission.db, 2)).toBeNull();
    valueOf(undoRun(deskOf(commission), { run: 1, reason: 'по ошибке' }));
    expect(documentOf(commission, 1)).toMatchObject({ undoneAt: expect.any(String), totals, companies: [{ kind: 'added' }] });
    expect(documentOfRun(deskOf(commission), 7)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
  });
});
