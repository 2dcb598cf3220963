import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createKey } from '../../../electron/bundle/keys/keystore.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { findRevision } from '../../../electron/database/tables/revision.ts';
import { applyRule, previewRule } from '../../../electron/merge/decisions/applyRule.ts';
import { listConflictRows, resolveConflict } from '../../../electron/merge/decisions/conflicts.ts';
import { identify } from '../../../electron/merge/decisions/identity.ts';
import { defineRule } from '../../../electron/merge/decisions/rules.ts';
import { applyMerge } from '../../../electron/merge/desk/apply.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { linkedWith, listCandidates } from '../../../electron/merge/view/links.ts';
import { listAudit } from '../../helpers/audit.ts';
import { entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, filesOf, merge, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';
import { mountSmallDisk } from '../../helpers/smallDisk.ts';

const ONE = entity(1);
const OTHER = entity(2);
const verdicts = (files: readonly { readonly verdict: string; readonly failure: { readonly code: string } | null }[]): unknown => files.map(({ verdict, failure }) => failure?.code ?? verdict);

describe('files that change under the desk', () => {
  test('one that vanishes between preview and merge is refused by name and stops no other; brought again it is merged', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    state(a, 1, { '/A/name': 'Завод 1' });
    state(b, 2, { '/A/name': 'Завод 2' });
    const commission = newCommission(a, b);
    const [first, second] = [await send(a), await send(b)];
    const kept = `${second}.kept`;
    expect(verdicts((await preview(commission, first, second)).files)).toEqual(['verified', 'verified']);
    cpSync(second, kept);
    rmSync(second);
    expect(verdicts((await merge(commission, first, second)).files)).toEqual(['merged', 'file-unreadable']);
    cpSync(kept, second);
    expect(verdicts((await merge(commission, first, second)).files)).toEqual(['already-merged', 'merged']);
  });

  test('another content under the same name is judged again from its bytes, not by what the preview said', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'Завод 1' });
    const commission = newCommission(body);
    const file = await send(body);
    expect(verdicts((await preview(commission, file)).files)).toEqual(['verified']);
    const stranger = newBody(3);
    state(stranger, 1, { '/A/name': 'Подмена' });
    cpSync(await send(stranger), file);
    expect(verdicts((await merge(commission, file)).files)).toEqual(['unknown-signer']);
    expect(stateHashes(commission.db).revisions).toBe(0);
  });

  test('the same file twice among those that are brought is merged once', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'Завод 1' });
    const commission = newCommission(body);
    const file = await send(body);
    expect(verdicts((await preview(commission, file, file)).files)).toEqual(['verified', 'already-merged']);
    expect(verdicts((await merge(commission, file, file)).files)).toEqual(['merged', 'already-merged']);
  });
});

test('a disk that fills up in the middle leaves whole bundles alone, and the same merge with room does the rest', async (context) => {
  const disk = mountSmallDisk(48);
  if (!disk) return context.skip();
  const bodies = Array.from({ length: 40 }, (_, index) => newBody(index + 1));
  const commission = newCommission(...bodies);
  const files: string[] = [];
  for (const [index, body] of bodies.entries()) {
    for (let company = 0; company < 5; company += 1) state(body, index * 5 + company + 1, { '/A/name': `Завод ${index}-${company}`, '/A/region': 'Тула '.repeat(400) });
    files.push(await send(body));
  }
  close(commission.db);
  const folder = join(disk.folder, 'workspace');
  try {
    cpSync(commission.folder, folder, { recursive: true });
    const small: Workspace = { ...commission, folder, db: valueOf(openWrite(folder)) };
    const filling = deskOf(small, { progress: ({ phase, done }) => { if (phase === 'merging' && done > 20) disk.fill(); } });
    const stopped = await applyMerge(filling, filesOf(files));
    expect(stopped.ok ? 'merged' : stopped.error.code).toBe('disk-full');
    expect(small.db.value('PRAGMA integrity_check')).toBe('ok');
    const halves = small.db.all<{ readonly manifest: string; readonly revisions: number }>('SELECT b.manifest, (SELECT count(*) FROM bundle_revision br WHERE br.bundle = b.manifest) AS revisions FROM bundle b');
    expect(halves.length).toBeLessThan(files.length);
    expect(halves.filter(({ revisions }) => revisions !== 5)).toEqual([]);

    disk.free();
    await merge(small, ...files);
    const unstopped = newCommission(...bodies);
    await merge(unstopped, ...files.toReversed());
    const { stateHash, viewHash } = stateHashes(small.db);
    expect(stateHashes(unstopped.db)).toMatchObject({ stateHash, viewHash });
    close(small.db);
  } finally {
    disk.remove();
  }
});

/** The Commission with a signed rule that takes the region from the second of two bodies, who disagree about it. */
async function disputed(): Promise<{ readonly commission: Workspace; readonly rule: string }> {
  const [a, b] = [newBody(1), newBody(2)];
  state(a, 1, { '/A/name': 'Завод', '/A/region': 'Тверь' });
  state(b, 1, { '/A/name': 'Завод', '/A/region': 'Псков' });
  const commission = newCommission(a, b);
  const passphrase = 'кедр лампа север утро';
  valueOf(createKey(commission.folder, { usage: 'commission', country: 'EAEU', body: 'ЕЭК', holder: 'И. Иванова', passphrase, now: NOON, seed: new Uint8Array(32).fill(99) }));
  await merge(commission, await send(a), await send(b));
  const draft = { name: 'Регион', places: ['/A/region'], bodies: [{ country: 'RU', body: 'Министерство 2' }], reason: 'Орган ведёт реестр' };
  return { commission, rule: valueOf(defineRule(deskOf(commission), { draft, passphrase })).id };
}

test('a rule that meets a conflict which a person has settled since its preview leaves that as it is, and says that it has settled nothing', async () => {
  const { commission, rule } = await disputed();
  expect(valueOf(previewRule(deskOf(commission), { rule: { kind: 'kept', id: rule } }))).toMatchObject({ solves: 1 });
  const [row] = listConflictRows(commission.db, { after: null, limit: 10 }).rows;
  const own = row?.writes.find(({ value }) => value === 'Тверь')?.revision ?? '';
  const { revision } = valueOf(resolveConflict(deskOf(commission), { entity: ONE, path: '/A/region', choice: { kind: 'write', revision: own }, reason: 'По выписке' }));
  const before = stateHashes(commission.db);
  expect(valueOf(await applyRule(deskOf(commission), { id: rule }))).toEqual({ solved: 0, left: 0, stopped: false });
  expect(stateHashes(commission.db)).toEqual(before);
  expect(findRevision(commission.db, revision)?.revision.set).toEqual({ '/A/region': 'Тверь' });
  expect(listAudit(commission.db, 0, 10).some(({ entry }) => entry.act === 'merge.rule-applied')).toBe(false);
});

test('M7: a pair that was linked and parted stays parted when new revisions of both arrive, and is asked about again', async () => {
  const [ru, am] = [newBody(1), newBody(2, 'AM')];
  state(ru, 1, { '/A/name': 'ООО «Арев Электроникс»' });
  state(am, 2, { '/A/name': '«Արև Էլեկտրոնիքս» ՍՊԸ' });
  const commission = newCommission(ru, am);
  await merge(commission, await send(ru), await send(am));
  for (const word of ['same', null] as const) valueOf(identify(deskOf(commission), { entities: [ONE, OTHER], word, reason: 'Письмо от 3 ноября' }));
  state(ru, 1, { '/A/name': 'ООО «Арев Электроникс»', '/A/region': 'Тула' });
  state(am, 2, { '/A/name': '«Արև Էլեկտրոնիքս» ՍՊԸ', '/A/region': 'Ереван' });
  await merge(commission, await send(am), await send(ru));
  expect(linkedWith(commission.db, ONE)).toEqual([]);
  expect(listCandidates(commission.db).map(({ companies }) => companies.map((one) => one.entity))).toEqual([[ONE, OTHER]]);
});

test('M7: a company that moves to another state is another company there: nothing of the first is lost, and the pair is asked about', async () => {
  const [ru, am] = [newBody(1), newBody(2, 'AM')];
  state(ru, 1, { '/A/name': 'АО «Кристалл-Юг»', '/A/region': 'Сочи' });
  const commission = newCommission(ru, am);
  await merge(commission, await send(ru));
  state(am, 2, { '/A/name': 'ЗАО «Кристалл-Юг»', '/A/region': 'Гюмри' });
  await merge(commission, await send(am));
  expect(listCandidates(commission.db)).toMatchObject([{ companies: [{ entity: ONE, country: 'RU', region: 'Сочи' }, { entity: OTHER, country: 'AM', region: 'Гюмри' }], reasons: ['same-name'] }]);
  valueOf(identify(deskOf(commission), { entities: [ONE, OTHER], word: 'same', reason: 'Переехала: свидетельство от 1 марта' }));
  state(ru, 1, { '/A/name': 'АО «Кристалл-Юг»', '/A/region': 'Сочи, до переезда' });
  await merge(commission, await send(ru));
  expect(linkedWith(commission.db, ONE)).toEqual([OTHER]);
});
