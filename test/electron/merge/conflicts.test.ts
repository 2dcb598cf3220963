import { describe, expect, test } from 'vitest';
import { resolveConflict, listConflictRows } from '../../../electron/merge/decisions/conflicts.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { historyOf } from '../../../electron/merge/view/history.ts';
import { lastRoundValue } from '../../../electron/merge/view/lastRound.ts';
import { sendBack } from '../../../electron/merge/decisions/review.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { currentRegistry, saveRegistry } from '../../../electron/database/tables/registry.ts';
import { findRevision } from '../../../electron/database/tables/revision.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, newBody, newCommission, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

/** Lets another workspace judge bundles as the Commission does. */
function trustLike(reader: Workspace, commission: Workspace): void {
  const registry = currentRegistry(commission.db);
  if (registry) saveRegistry(reader.db, registry);
}

const BASE = { '/A/name': 'ООО «Кремень»', '/A/amount': 100, '/A/currency': 'RUB', '/F/line[k]': 1, '/F/line[k]/p': '90 нм', '/F/line[k]/q': 'да' };

/** Two bodies of one state that go on from the same company, each in its way; merged by the Commission. */
async function disagreement(left: Readonly<Record<string, Answer>>, right: Readonly<Record<string, Answer>>): Promise<
  Record<'a' | 'b' | 'commission', Workspace> & { readonly fromB: string }
> {
  const [a, b] = [newBody(1), newBody(2)];
  const commission = newCommission(a, b);
  trustLike(b, commission);
  state(a, 1, BASE);
  const first = await send(a);
  await merge(b, first);
  state(a, 1, left);
  state(b, 1, right);
  const fromB = await send(b);
  await merge(commission, first, await send(a), fromB);
  return { a, b, commission, fromB };
}

function resolve(workspace: Workspace, path: string, value: Answer | null, person = 0): { readonly revision: string } {
  const desk = deskOf(workspace, { now: () => NOON + person });
  return valueOf(resolveConflict(desk, { entity: entity(1), path, choice: { kind: 'value', value }, reason: 'по телефону' }));
}

const cellAt = (workspace: Workspace, path: string): CellView | undefined => valueOf(viewCompany(workspace.db, deskOf(workspace), entity(1))).cells.find((cell) => cell.path === path);
const conflicts = (workspace: Workspace): readonly string[] => listConflictRows(workspace.db, { after: null, limit: 50 }).rows.map((row) => row.path);

describe('a conflict', () => {
  test('is listed with both values, who wrote them, and the bundles they came in', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' });
    const page = listConflictRows(commission.db, { after: null, limit: 50 });
    expect(page).toMatchObject({ total: 1, rows: [{ entity: entity(1), name: 'ООО «Кремень»', country: 'RU', path: '/A/region' }] });
    const writes = [...(page.rows[0]?.writes ?? [])].sort((x, y) => (String(x.value) < String(y.value) ? -1 : 1));
    expect(writes).toMatchObject([
      { value: 'Псков', op: 'put', signer: { body: 'Министерство 2', country: 'RU' }, bundle: { seq: 1 } },
      { value: 'Тверь', op: 'put', signer: { body: 'Министерство 1', country: 'RU' }, bundle: { seq: 2 } },
    ]);
  });

  test('M5: is settled by choosing one of the writes, with a reason, and says who settled it', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' });
    const chosen = cellAt(commission, '/A/region')?.writes.find((write) => write.value === 'Псков')?.revision as string;
    const made = valueOf(resolveConflict(deskOf(commission), { entity: entity(1), path: '/A/region', choice: { kind: 'write', revision: chosen }, reason: 'по реестру' }));
    expect(cellAt(commission, '/A/region')).toMatchObject({ state: 'clean', value: 'Псков', writes: [{ revision: made.revision, op: 'resolve', reason: 'по реестру', bundle: null }] });
    expect([conflicts(commission), stateHashes(commission.db).conflicts]).toEqual([[], 0]);
  });

  test('of an earlier round is settled in that round, and returned there', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    const commission = newCommission(a, b);
    for (const [body, region] of [[a, 'Тверь'], [b, 'Псков']] as const) {
      state(body, 1, { ...BASE, '/A/region': region }, { round: '2025' });
      state(body, 1, BASE, { round: '2026' });
    }
    await merge(commission, await send(a), await send(b));
    const [row] = listConflictRows(commission.db, { after: null, limit: 50 }).rows;
    expect(row).toMatchObject({ path: '/A/region', round: '2025' });
    valueOf(sendBack(deskOf(commission), { entity: entity(1), round: '2025', path: '/A/region', reason: 'Какой?' }));
    expect(listConflictRows(commission.db, { after: null, limit: 50 }).rows).toMatchObject([{ round: '2025', returned: true }]);
    valueOf(resolveConflict(deskOf(commission), { entity: entity(1), round: '2025', path: '/A/region', choice: { kind: 'write', revision: row?.writes[0]?.revision ?? '' }, reason: 'по реестру' }));
    expect(conflicts(commission)).toEqual([]);
    expect(valueOf(viewCompany(commission.db, deskOf(commission), entity(1))).round).toBe('2026');
  });

  test('M5: settled alike by two is clean, settled differently is a conflict again', async () => {
    for (const [other, expected] of [['Псков', []], ['Остров', ['/A/region']]] as const) {
      const { a, commission, fromB } = await disagreement({ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' });
      trustLike(a, commission);
      await merge(a, fromB);
      expect(conflicts(a)).toEqual(['/A/region']);
      resolve(commission, '/A/region', 'Псков', 1);
      resolve(a, '/A/region', other, 2);
      await merge(commission, await send(a));
      expect(conflicts(commission)).toEqual(expected);
    }
  });

  test('M6: of an amount and a currency stays at the half that nobody has spoken of', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/amount': 120 }, { ...BASE, '/A/currency': 'USD' });
    expect(conflicts(commission)).toEqual(['/A/amount', '/A/currency']);
    resolve(commission, '/A/amount', 120);
    expect(conflicts(commission)).toEqual(['/A/currency']);
    resolve(commission, '/A/currency', 'RUB');
    expect(conflicts(commission)).toEqual([]);
  });

  test('M6: about a row taken away and edited is settled either way', async () => {
    const without = Object.fromEntries(Object.entries(BASE).filter(([path]) => !path.startsWith('/F')));
    for (const [value, left] of [[1, ['/F/line[k]', '/F/line[k]/p', '/F/line[k]/q']], [null, ['/F/line[k]']]] as const) {
      const { commission } = await disagreement(without, { ...BASE, '/F/line[k]/p': '65 нм' });
      expect(conflicts(commission)).toEqual(['/F/line[k]']);
      resolve(commission, '/F/line[k]', value);
      expect(conflicts(commission)).toEqual([]);
      const view = valueOf(viewCompany(commission.db, deskOf(commission), entity(1)));
      expect(view.cells.filter((cell) => cell.path.startsWith('/F')).map((cell) => cell.path)).toEqual(left);
      expect(cellAt(commission, '/F/line[k]')?.value).toBe(value);
    }
  });

  test('B7: about personal answers is settled by one side as a whole, and nothing of it goes into the open', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    const commission = newCommission(a, b);
    state(a, 1, { ...BASE, '/A/phone': '+7 495 111-11-11' });
    state(b, 1, { ...BASE, '/A/phone': '+7 495 222-22-22' });
    await merge(commission, await send(a, true), await send(b, true));
    expect(conflicts(commission)).toEqual(['/A/phone']);
    const side = cellAt(commission, '/A/phone')?.writes.find((write) => write.value === '+7 495 222-22-22')?.revision as string;
    const made = valueOf(resolveConflict(deskOf(commission), { entity: entity(1), path: '/A/phone', choice: { kind: 'write', revision: side }, reason: 'x' }));
    expect(conflicts(commission)).toEqual([]);
    expect(cellAt(commission, '/A/phone')).toMatchObject({ state: 'clean', value: '+7 495 222-22-22' });
    expect(Buffer.from(findRevision(commission.db, made.revision)?.body ?? []).includes('222')).toBe(false);
  });

  test('that is none, or a write that was never made, cannot be settled', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' });
    const settle = (path: string, revision: string): unknown => resolveConflict(deskOf(commission), { entity: entity(1), path, choice: { kind: 'write', revision }, reason: 'x' });
    expect(settle('/A/name', entity(7))).toMatchObject({ ok: false, error: { code: 'not-in-conflict' } });
    expect(settle('/A/region', entity(7))).toMatchObject({ ok: false, error: { code: 'revision-unknown' } });
  });
});

describe('what helps to decide', () => {
  const REGIONS = [{ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' }] as const;

  test('is what the company said there in the last round, and whether that was disputed', async () => {
    const { commission, a } = await disagreement(...REGIONS);
    expect(valueOf(lastRoundValue(deskOf(commission), { entity: entity(1), path: '/A/region' }))).toBeNull();
    state(a, 1, { ...BASE, '/A/region': 'Клин' }, { round: '2024' });
    state(a, 1, { ...BASE, '/A/region': 'Остров' }, { round: '2025' });
    await merge(commission, await send(a));
    expect(valueOf(lastRoundValue(deskOf(commission), { entity: entity(1), path: '/A/region' }))).toMatchObject({ round: '2025', value: 'Остров', disputed: false, writes: [{ value: 'Остров', signer: { body: 'Министерство 1' }, bundle: { seq: 3 } }] });
    expect(valueOf(lastRoundValue(deskOf(commission), { entity: entity(1), path: '/A/phone' }))).toBeNull();
  });

  test('or the ministry is asked: a comment on the place and the return, both or neither; the conflict stays', async () => {
    const { commission } = await disagreement(...REGIONS);
    expect(valueOf(sendBack(deskOf(commission), { entity: entity(1), path: '/A/region', reason: 'Какой регион?' })).revisions).toHaveLength(2);
    expect(cellAt(commission, '@comment:/A/region')?.value).toBe('Какой регион?');
    expect(cellAt(commission, '@decision')).toMatchObject({ value: 'returned', writes: [{ reason: 'Какой регион?' }] });
    expect(listConflictRows(commission.db, { after: null, limit: 50 }).rows).toMatchObject([{ path: '/A/region', returned: true }]);
    const before = stateHashes(commission.db);
    expect(sendBack(deskOf(commission), { entity: entity(1), path: '/Z/nowhere', reason: 'x' })).toMatchObject({ ok: false, error: { code: 'unknown-path' } });
    expect(stateHashes(commission.db)).toEqual(before);
  });
});

describe('a value (M10)', () => {
  test('tells its whole history: what stood before, what after, by whom, and which write counts now', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/region': 'Тверь' }, { ...BASE, '/A/region': 'Псков' });
    resolve(commission, '/A/region', 'Псков');
    const history = valueOf(historyOf(commission.db, entity(1), '/A/region'));
    expect(history.map((entry) => [entry.op, entry.changes[0]?.after, entry.current])).toHaveLength(3);
    expect(history.at(-1)).toMatchObject({ op: 'resolve', current: true, signer: null, changes: [{ path: '/A/region', after: 'Псков' }] });
    expect(history.slice(0, 2).every((entry) => !entry.current && entry.changes[0]?.before === null)).toBe(true);
  });

  test('of a company shows every revision with everything it changed', async () => {
    const { commission } = await disagreement({ ...BASE, '/A/amount': 120 }, { ...BASE, '/F/line[k]/p': '65 нм' });
    const history = valueOf(historyOf(commission.db, entity(1), null));
    expect(history[0]?.changes.map((change) => change.path)).toEqual(expect.arrayContaining(['/A/name', '@status', '/F/line[k]']));
    expect(history.slice(1).map((entry) => entry.changes).sort()).toEqual(
      expect.arrayContaining([[{ path: '/A/amount', before: 100, after: 120 }], [{ path: '/F/line[k]/p', before: '90 нм', after: '65 нм' }]]),
    );
  });

  test('that is personal is shown only where it came along', async () => {
    const a = newBody(1);
    const [told, untold] = [newCommission(a), newCommission(a)];
    state(a, 1, { ...BASE, '/A/phone': '+7 495 000-00-00' });
    const body = newBody(1);
    state(body, 1, { ...BASE, '/A/phone': '+7 495 000-00-00' });
    await merge(told, await send(a, true));
    await merge(untold, await send(body));
    expect(cellAt(told, '/A/phone')).toMatchObject({ state: 'clean', value: '+7 495 000-00-00', writes: [{ person: 'И. Иванова' }] });
    expect(valueOf(historyOf(told.db, entity(1), '/A/phone'))).toMatchObject([{ changes: [{ before: null, after: '+7 495 000-00-00' }], current: true }]);
    expect(cellAt(untold, '/A/phone')).toBeUndefined();
    expect(cellAt(untold, '@personal')).toBeUndefined();
  });
});

