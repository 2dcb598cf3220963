import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportData } from '../../../electron/insight/export.ts';
import type { Audience, TableFormat } from '../../../shared/ipc/insight.ts';
import { CLOCK, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { installExportForm, say } from '../../helpers/exportForm.ts';
import { exported } from '../../helpers/exporting.ts';
import { merge, newBody, newCommission, send } from '../../helpers/merging.ts';
import { textIn } from '../../helpers/secondReaders.ts';

/** What each company permits, by its number. */
const SCOPES: Readonly<Record<number, readonly string[] | null>> = {
  1: ['own_state', 'eec_full', 'members', 'companies'], 2: ['eec'], 3: ['own_state'], 4: ['members'], 5: ['companies'], 6: null,
};
const ALL = [1, 2, 3, 4, 5, 6];
const FORMATS: readonly TableFormat[] = ['csv', 'xlsx', 'jsonl', 'parquet', 'datapackage'];

/** Which companies may be told of by name, in which restricted, in which personal answers; whether the offices and people are. */
const SEEN: Readonly<Record<Audience, { readonly named: readonly number[]; readonly restricted: readonly number[]; readonly personal: readonly number[]; readonly rows: readonly number[]; readonly people: boolean }>> = {
  own_state: { named: ALL, restricted: [1, 3], personal: [1, 3], rows: ALL, people: true },
  commission: { named: ALL, restricted: [1], personal: [1], rows: ALL, people: true },
  members: { named: [1, 4], restricted: [], personal: [], rows: [1, 4], people: false },
  companies: { named: [1, 5], restricted: [], personal: [], rows: [], people: false },
};

let commission: Workspace;
let ministry: Workspace;

beforeAll(async () => {
  ministry = newBody(1);
  commission = newCommission(ministry);
  for (const workspace of [ministry, commission]) installExportForm(workspace);
  for (const number of ALL) {
    const scope = SCOPES[number];
    say(ministry, number, {
      ...(scope ? { '/A/scope': scope } : {}), '/A/name': `Имя${number}`, '/A/supplier': `Тайна${number}`, '/A/phone': `Телефон${number}`,
      '/F/line[a]': 1, '/F/line[a]/node': `Норма${number}`, '/F/line[a]/buyer': `Скрытый${number}`, '/N/offer[o]': 1, '/N/offer[o]/subject': `Товар${number}`, '/N/offer[o]/contact': `Человек${number}`,
    }, { reason: `Основание${number}: сменился Тайна${number}` });
  }
  await merge(commission, await send(ministry, true));
}, 60_000);

describe.each(Object.keys(SEEN) as Audience[])('for %s', (audience) => {
  test.each(FORMATS.flatMap((format) => [[format, false], [format, true]] as const))('%s (people asked for: %j) holds what each company permits, in no file, no file name, no table beside the answers anything else', async (format, personal) => {
    const seen = SEEN[audience];
    const report = await exported(audience === 'own_state' ? ministry : commission, { format, audience, personal });
    const text = (await Promise.all(report.files.map(({ file }) => textIn(file)))).join('\n') + report.files.map(({ file }) => basename(file)).join('\n');
    const told = (word: string): readonly number[] => ALL.filter((number) => text.includes(`${word}${number}`));
    const reasons = seen.people ? ALL : [];
    expect({
      named: told('Имя'), offers: told('Товар'), rows: told('Норма'), hiddenInRows: told('Скрытый'), phones: told('Телефон'), peopleInRows: told('Человек'), reasons: told('Основание'), person: text.includes('И. Иванова'),
    }).toEqual({
      named: seen.named, offers: seen.named, rows: seen.rows, hiddenInRows: seen.restricted, phones: personal ? seen.personal : [], peopleInRows: personal ? seen.personal : [], reasons, person: seen.people,
    });
    // A reason is an official's own text: it goes where officials read it.
    expect(told('Тайна')).toEqual(reasons.length > 0 ? ALL : seen.restricted);
  });

  test.each(FORMATS)('sums as %s name no company and no person', async (format) => {
    const report = await exported(audience === 'own_state' ? ministry : commission, { format, audience, personal: true, aggregate: true });
    const text = (await Promise.all(report.files.map(({ file }) => textIn(file)))).join('\n');
    expect(text).not.toMatch(/Имя\d|Тайна|Телефон|Норма|Товар|Скрытый|Человек|Основание|Иванова/);
  });
});

test('what a company permits its own state is not for the Commission to take: only a ministry exports for it', async () => {
  expect(await exportData(
    { db: commission.db, now: () => NOON, random: () => 0.5, uuid: CLOCK.uuid, progress: () => undefined, checkCancelled: () => undefined },
    { folder: newFolder(), format: 'csv', audience: 'own_state', personal: true, aggregate: false },
  )).toEqual({ ok: false, error: { code: 'wrong-role' } });
});
