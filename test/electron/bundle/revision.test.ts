import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { makeRevision } from '../../../electron/bundle/container/revision.ts';
import { findPersonal, findRevision, insertRevision, loadRevisions } from '../../../electron/database/tables/revision.ts';
import { loadView } from '../../../electron/database/tables/view.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { parsePersonal, parseRevision, personalCommitment, printRevision, revisionId } from '../../../shared/bundle/revision/revisionLine.ts';
import type { Revision } from '../../../shared/bundle/revision/revision.ts';
import { CLOCK, entity, FORM, newMinistry, put, revision, testKey, type Workspace } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const group = { entity: entity(1), formId: 'small', round: '2026' };
const stored = (workspace: Workspace, id: string): Revision => findRevision(workspace.db, id)?.revision as Revision;

describe('M2: a revision', () => {
  test('begins with everything, and then says only what changed', () => {
    const ministry = newMinistry();
    const first = put(ministry, 1, { '/A/A01': 'Кремний', '/B/B01': 5 });
    expect(stored(ministry, first)).toMatchObject({ parents: [], set: { '/A/A01': 'Кремний', '/B/B01': 5 }, unset: [], author: testKey(1).signer.keyId });
    const second = put(ministry, 1, { '/A/A01': 'Кремний-2', '/B/B02': 6 });
    expect(stored(ministry, second)).toMatchObject({ parents: [first], set: { '/A/A01': 'Кремний-2', '/B/B02': 6 }, unset: ['/B/B01'] });
    expect(put(ministry, 1, { '/A/A01': 'Кремний-2', '/B/B02': 6 })).toBe(second);
    expect(loadRevisions(ministry.db, group)).toHaveLength(2);
  });

  test('B6: is kept as its canonical line, from which its id comes', () => {
    const ministry = newMinistry();
    const id = put(ministry, 1, { '/A/A01': 'Кремний' });
    const row = findRevision(ministry.db, id);
    expect(revisionId(sha256, row?.body as Uint8Array)).toBe(id);
    expect(valueOf(parseRevision(Buffer.from(row?.body ?? []).toString(), false))).toEqual(row?.revision);
  });

  test('takes a row away by its marker alone (M6)', () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/F/line[a]': 1, '/F/line[a]/F01': 'x', '/F/line[b]': 2, '/F/line[b]/F01': 'y' });
    const second = put(ministry, 1, { '/F/line[b]': 2, '/F/line[b]/F01': 'y' });
    expect(stored(ministry, second)).toMatchObject({ set: {}, unset: ['/F/line[a]'] });
  });

  test('M5: joins all heads, and what it says settles a conflict', () => {
    const ministry = newMinistry();
    const base = put(ministry, 1, { '/A/A01': 'Кремний' });
    const other = revision(1, { parents: [base], set: { '/A/A01': 'Германий' }, installation: 'installation-2' });
    const body = printRevision(other);
    insertRevision(ministry.db, { id: revisionId(sha256, body), revision: other, body }, { pending: false, unsent: false });
    put(ministry, 1, { '/A/A01': 'Кремний-2' });
    expect(loadView(ministry.db, group).cells.get('/A/A01')?.state).toBe('clean');

    const rival = revision(1, { parents: [base], set: { '/A/A01': 'Арсенид' }, installation: 'installation-3' });
    const rivalBody = printRevision(rival);
    insertRevision(ministry.db, { id: revisionId(sha256, rivalBody), revision: rival, body: rivalBody }, { pending: false, unsent: false });
    expect(loadView(ministry.db, group).cells.get('/A/A01')?.state).toBe('conflict');
    const settled = put(ministry, 1, { '/A/A01': 'Кремний-2' });
    expect(stored(ministry, settled).parents).toHaveLength(2);
    expect(stored(ministry, settled).set).toEqual({ '/A/A01': 'Кремний-2' });
    expect(loadView(ministry.db, group)).toMatchObject({ heads: [settled] });
  });

  test('B7: keeps personal answers apart, behind a commitment', () => {
    const ministry = newMinistry();
    const id = put(ministry, 1, { '/A/A01': 'Кремний', '/A/A02': '+7 495 000-00-00' });
    expect(stored(ministry, id).set).toEqual({ '/A/A01': 'Кремний' });
    const line = valueOf(parsePersonal(Buffer.from(findPersonal(ministry.db, id) ?? []).toString(), false));
    expect(line).toMatchObject({ revision: id, set: { '/A/A02': '+7 495 000-00-00' } });
    expect(personalCommitment(sha256, line)).toBe(stored(ministry, id).personal);
    expect(put(ministry, 1, { '/A/A01': 'Кремний', '/A/A02': '+7 495 000-00-00' })).toBe(id);
    const changed = put(ministry, 1, { '/A/A01': 'Кремний', '/A/A02': '+7 495 111-11-11' });
    expect(stored(ministry, changed)).toMatchObject({ set: {}, unset: [] });
    expect(stored(ministry, changed).personal).not.toBe(stored(ministry, id).personal);
  });

  test('says a few words instead of everything where that is enough', () => {
    const ministry = newMinistry();
    const first = put(ministry, 1, { '/A/A01': 'Кремний', '@status': 'complete' });
    const approved = valueOf(makeRevision(ministry.db, CLOCK, { entity: entity(1), form: FORM, round: '2026', op: 'put', reason: '', set: { '@status': 'approved' } }));
    expect(stored(ministry, approved)).toMatchObject({ parents: [first], set: { '@status': 'approved' }, unset: [] });
  });

  test('B6: text typed in another normal form becomes NFC, and what no reader would accept is never made', () => {
    const ministry = newMinistry();
    const id = put(ministry, 1, { '/A/A01': 'ЗАО «Йод»'.normalize('NFD') }, { reason: 'Ёлка'.normalize('NFD') });
    expect(stored(ministry, id)).toMatchObject({ set: { '/A/A01': 'ЗАО «Йод»' }, reason: 'Ёлка' });
    const large = new Map(Array.from({ length: 30 }, (_, at) => [`/A/B${at}`, 'я'.repeat(60_000)] as const));
    for (const state of [large, new Map([['/A/A01', 'я'.repeat(65_537)]])]) {
      const made = makeRevision(ministry.db, CLOCK, { entity: entity(2), form: FORM, round: '2026', op: 'put', reason: '', state });
      expect(!made.ok && made.error.code).toBe('answers-invalid');
    }
  });

  test('cannot be made without a key', () => {
    const ministry = newMinistry();
    setSetting(ministry.db, 'signingKey', '');
    ministry.db.run("DELETE FROM setting WHERE key = 'signingKey'");
    const made = makeRevision(ministry.db, CLOCK, { entity: entity(1), form: FORM, round: '2026', op: 'put', reason: '', state: new Map() });
    expect(made).toEqual({ ok: false, error: { code: 'no-key' } });
  });
});
