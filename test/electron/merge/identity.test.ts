import { describe, expect, test } from 'vitest';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { sealBundle } from '../../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../../electron/bundle/container/write.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { identify } from '../../../electron/merge/decisions/identity.ts';
import { linkedWith, listCandidates, listLinks } from '../../../electron/merge/view/links.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { samePath, type Revision } from '../../../shared/bundle/revision/revision.ts';
import { entity, forge, newFolder, NOON, revision, testKey, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, merge, MERGE_FORM_HASH, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const ONE = entity(1);
const OTHER = entity(2);

/** A Commission that has merged one company twice: from Russia, and under another number from Armenia; and a third company. */
async function twice(): Promise<Workspace> {
  const [ru, am] = [newBody(1), newBody(2, 'AM')] as const;
  state(ru, 1, { '/A/name': 'ООО «Арев Электроникс»' });
  state(ru, 3, { '/A/name': 'АО «Восток»' });
  state(am, 2, { '/A/name': '«Արև Էլեկտրոնիքս» ՍՊԸ' });
  const commission = newCommission(ru, am);
  await merge(commission, await send(ru), await send(am));
  return commission;
}

const say = (commission: Workspace, word: 'same' | 'different' | null): ReturnType<typeof identify> =>
  identify(deskOf(commission), { entities: [ONE, OTHER], word, reason: 'Один завод, письмо от 3 ноября' });
const pairsOf = (commission: Workspace): unknown => listCandidates(commission.db).map(({ companies, reasons }) => [companies.map((one) => one.entity), reasons]);

describe('the same company twice (M7)', () => {
  test('is shown with the reason, in whatever letters its name is written; nothing is joined by itself', async () => {
    const commission = await twice();
    expect(pairsOf(commission)).toEqual([[[ONE, OTHER], ['same-name']]]);
    expect(linkedWith(commission.db, ONE)).toEqual([]);
  });

  test('is looked for company by company, with how far it is, and can be left', async () => {
    const commission = await twice();
    const told: number[] = [];
    const progress = (done: number, total: number): void => void told.push(done / total);
    expect(listCandidates(commission.db, { progress, checkCancelled: () => undefined })).toHaveLength(1);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect([told.length > 1, told.every((part) => part >= 0 && part <= 1)]).toEqual([true, true]);
    expect(() => listCandidates(commission.db, { progress, checkCancelled: () => { throw new Cancelled(); } })).toThrow(Cancelled);
  });

  test('is linked by a signed revision on each side, keeps its answers apart, and is no candidate any more', async () => {
    const commission = await twice();
    const { revisions } = valueOf(say(commission, 'same'));
    expect(revisions).toHaveLength(2);
    expect([linkedWith(commission.db, ONE), linkedWith(commission.db, OTHER)]).toEqual([[OTHER], [ONE]]);
    expect(valueOf(viewCompany(commission.db, deskOf(commission), ONE))).toMatchObject({ linked: [OTHER], company: { name: 'ООО «Арев Электроникс»' }, status: 'received' });
    expect(pairsOf(commission)).toEqual([]);
    expect(listLinks(commission.db)).toMatchObject([{ word: 'same', companies: [{ entity: ONE }, { entity: OTHER, country: 'AM' }] }]);
    expect(brokenLink(commission.db, sha256)).toBeNull();
  });

  test('a link is taken back: the pair is a candidate again', async () => {
    const commission = await twice();
    valueOf(say(commission, 'same'));
    valueOf(say(commission, null));
    expect([linkedWith(commission.db, ONE), pairsOf(commission)]).toEqual([[], [[[ONE, OTHER], ['same-name']]]]);
    expect(say(commission, null)).toMatchObject({ ok: false, error: { code: 'nothing-said' } });
  });

  test('"not the same" is remembered, and may be changed', async () => {
    const commission = await twice();
    valueOf(say(commission, 'different'));
    expect([pairsOf(commission), linkedWith(commission.db, ONE), listLinks(commission.db)[0]?.word]).toEqual([[], [], 'different']);
    valueOf(say(commission, 'same'));
    expect(linkedWith(commission.db, ONE)).toEqual([OTHER]);
  });

  test('companies are linked through others', async () => {
    const commission = await twice();
    valueOf(say(commission, 'same'));
    valueOf(identify(deskOf(commission), { entities: [OTHER, entity(3)], word: 'same', reason: 'Переименован' }));
    expect(linkedWith(commission.db, ONE)).toEqual([OTHER, entity(3)]);
  });

  test('is said by the Commission alone, with a reason, of two companies that are here', async () => {
    const body = newBody(1);
    expect(identify(deskOf(body), { entities: [ONE, OTHER], word: 'same', reason: 'x' })).toMatchObject({ ok: false, error: { code: 'wrong-role' } });
    const commission = await twice();
    const told = (entities: readonly [string, string], reason: string): unknown => identify(deskOf(commission), { entities, word: 'same', reason });
    expect(told([ONE, ONE], 'x')).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(told([ONE, OTHER], ' ')).toMatchObject({ ok: false, error: { code: 'usage' } });
    const before = stateHashes(commission.db);
    expect(told([ONE, entity(77)], 'x')).toMatchObject({ ok: false, error: { code: 'company-unknown' } });
    expect(stateHashes(commission.db)).toEqual(before);
  });

  test('a bundle of a body that links companies, or says how good answers are, is refused: that is not its word', async () => {
    const body = newBody(1, 'RU', 'Министерство');
    const commission = newCommission(body);
    const words: readonly Partial<Revision>[] = [{ op: 'link' }, ...[samePath(OTHER), '@quality', '@due'].map((path) => ({ set: { [path]: 'same' } }))];
    for (const [index, forged] of words.entries()) {
      const path = `${newFolder()}/${index}.svod`;
      const line = { ...revision(1), form: { id: 'merge', version: '1', hash: MERGE_FORM_HASH }, ...forged };
      await forge(path, { revisions: [line], manifest: (manifest) => ({ ...manifest, form: line.form }) });
      expect((await preview(commission, path)).files).toMatchObject([{ verdict: 'refused', step: 6, failure: { code: 'policy-unmet' } }]);
    }
  });

  test('what was said reaches the states in the bundles that go back to them', async () => {
    const commission = await twice();
    valueOf(say(commission, 'same'));
    const back = valueOf(sealBundle(commission.db, commission.signer, { now: NOON, person: 'К. Комиссаров', personal: false, to: 'AM' }));
    const path = `${newFolder()}/back.svod`;
    const written = valueOf(await writeBundle(commission.db, back, commission.key, path));
    expect(written.manifest.counts).toMatchObject({ companies: 1, revisions: 1 });
    expect(testKey(99).signer.keyId).toBe(commission.signer.keyId);
  });

  test('two people who do not agree leave the pair disputed, whatever the order', async () => {
    const commission = await twice();
    valueOf(say(commission, 'same'));
    const { view } = { view: listLinks(commission.db) };
    expect(view).toHaveLength(1);
    // The other side says otherwise.
    commission.db.run("UPDATE identity_word SET word = 'different' WHERE entity = ?", OTHER);
    expect(listLinks(commission.db)[0]?.word).toBe('disputed');
    expect(linkedWith(commission.db, ONE)).toEqual([]);
  });
});
