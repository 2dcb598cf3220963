import { describe, expect, test } from 'vitest';
import { previewFields } from '../../../electron/merge/desk/fields.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import type { CompanyFields } from '../../../shared/ipc/mergeDesk.ts';
import { entity, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, filesOf, merge, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const fieldsOf = async (commission: Workspace, ...paths: readonly string[]): Promise<readonly CompanyFields[]> =>
  valueOf(await previewFields(deskOf(commission), { files: filesOf(paths), entity: entity(1) }));

/** What is said of a place: before, after, and in which bundle the values of after came. */
const told = (rounds: readonly CompanyFields[], path: string) => rounds[0]?.fields
  .filter((field) => field.path === path)
  .map(({ before, after, fresh }) => ({
    before: before.value, after: after.writes.map((write) => write.value).sort(), state: after.state, fresh: fresh.length,
    bundles: after.writes.map((write) => `${write.signer?.body} ${write.bundle?.seq}`).sort(),
  }));

describe('the preview of a company by field', () => {
  test('says what each field holds, what it would hold, whether it would be disputed, and which bundle brings it', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    const commission = newCommission(a, b);
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/amount': 5 });
    await merge(commission, await send(a));
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь', '/A/amount': 7 });
    state(b, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' });
    const [fromA, fromB] = [await send(a), await send(b)];
    const before = stateHashes(commission.db);
    const rounds = await fieldsOf(commission, fromA, fromB);
    expect(rounds).toMatchObject([{ round: '2026', formId: 'merge' }]);
    expect(told(rounds, '/A/amount')).toEqual([{ before: 5, after: [7], state: 'clean', fresh: 1, bundles: ['Министерство 1 2'] }]);
    expect(told(rounds, '/A/region')).toEqual([{ before: 'Тверь', after: ['Псков', 'Тверь'], state: 'conflict', fresh: 1, bundles: ['Министерство 1 1', 'Министерство 2 1'] }]);
    expect(told(rounds, '/A/name')).toEqual([]);
    expect(stateHashes(commission.db)).toEqual(before);
  });

  test('a company that is new holds nothing before', async () => {
    const a = newBody(1);
    const commission = newCommission(a);
    state(a, 1, { '/A/name': 'ООО «Кремень»' });
    const file = await send(a);
    expect(told(await fieldsOf(commission, file), '/A/name')).toEqual([{ before: null, after: ['ООО «Кремень»'], state: 'clean', fresh: 1, bundles: ['Министерство 1 1'] }]);
    expect((await preview(commission, file)).companies).toMatchObject([{ kind: 'added', round: '2026', tickets: ['t0'] }]);
  });

  test('of a company whose bundle waits nothing would be seen, of any other nothing is said', async () => {
    const a = newBody(1);
    const commission = newCommission(a);
    state(a, 1, { '/A/name': 'ООО «Кремень»' });
    await send(a);
    state(a, 1, { '/A/name': 'ООО «Сапфир»' });
    const second = await send(a);
    expect(await fieldsOf(commission, second)).toMatchObject([{ formHash: '', fields: [] }]);
    expect(valueOf(await previewFields(deskOf(commission), { files: filesOf([second]), entity: entity(2) }))).toEqual([]);
  });
});
