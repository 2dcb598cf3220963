import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenLink, auditHead } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { listCopies } from '../../../electron/database/copies/backups.ts';
import { listCompanies } from '../../../electron/database/tables/company.ts';
import { countUnsettled } from '../../../electron/database/tables/merged.ts';
import { close, databasePath, openWrite } from '../../../electron/database/open.ts';
import { saveInvited } from '../../../electron/database/tables/invited.ts';
import { listQuarantine } from '../../../electron/database/tables/quarantine.ts';
import { loadRevisions } from '../../../electron/database/tables/revision.ts';
import { hasOpenRun } from '../../../electron/database/tables/run.ts';
import { getSetting, setSetting } from '../../../electron/database/tables/setting.ts';
import { write } from '../../../electron/database/transaction.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { applyMerge, previewMerge } from '../../../electron/merge/desk/apply.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { listMerged } from '../../../electron/merge/view/lists.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { undoRun } from '../../../electron/merge/desk/undo.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Revision } from '../../../shared/bundle/revision/revision.ts';
import { viewHash, viewsHash } from '../../../shared/merge/hash.ts';
import { rulesOf } from '../../../shared/merge/rules.ts';
import { computeView } from '../../../shared/merge/view.ts';
import { entity, forge, newFolder, NOON, type Workspace } from '../../helpers/bundles.ts';
import { deskOf, filesOf, merge, MERGE_FORM, newBody, newCommission, preview, send, state } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const verdicts = (report: { readonly files: readonly { readonly verdict: string; readonly failure: { readonly code: string } | null; readonly missingSeq: number | null }[] }): unknown =>
  report.files.map((file) => file.failure?.code ?? (file.missingSeq === null ? file.verdict : `${file.verdict}: ${file.missingSeq}`));

/** Two bodies of one state and one of another: a clean join, a conflict, a correction, in six bundles. */
async function sixBundles(): Promise<{ readonly bodies: readonly Workspace[]; readonly paths: readonly string[] }> {
  const [a, b, c] = [newBody(1), newBody(2), newBody(3, 'BY')] as const;
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/amount': 100, '/A/currency': 'RUB', '/F/line[k]': 1, '/F/line[k]/p': '90 нм' });
  const first = await send(a);
  await merge(withTrust(b, a), first);
  state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/amount': 120, '/A/currency': 'RUB', '/F/line[k]': 1, '/F/line[k]/p': '90 нм' });
  state(a, 4, { '/A/name': 'ООО «Сапфир»' });
  const second = await send(a);
  state(b, 1, { '/A/name': 'ООО «Кремень»', '/A/amount': 100, '/A/currency': 'USD', '/A/region': 'Тверь', '/F/line[k]': 1, '/F/line[k]/p': '90 нм' });
  const third = await send(b);
  state(b, 2, { '/A/name': 'АО «Кристалл»' });
  const fourth = await send(b);
  state(c, 3, { '/A/name': 'ОАО «Полупроводник»' });
  const fifth = await send(c);
  state(c, 3, { '/A/name': 'ОАО «Полупроводник»', '/A/region': 'Минск' });
  return { bodies: [a, b, c], paths: [first, second, third, fourth, fifth, await send(c)] };
}

/** Lets a ministry judge the bundles of another, as the Commission does. */
function withTrust(reader: Workspace, ...bodies: readonly Workspace[]): Workspace {
  const { db } = newCommission(...bodies);
  const envelope = db.get<{ envelope: Uint8Array; version: number }>('SELECT version, envelope FROM registry ORDER BY version DESC LIMIT 1');
  reader.db.run('INSERT OR REPLACE INTO registry (version, envelope, installed_at) VALUES (?, ?, 0)', envelope?.version ?? 1, envelope?.envelope ?? null);
  return reader;
}

/** A copy as a workspace of its own. */
function openRestored(file: string): ReturnType<typeof openWrite> {
  const folder = newFolder();
  copyFileSync(file, databasePath(folder));
  return openWrite(folder);
}

describe('merging', () => {
  test('six bundles in any order, together or one by one, ends in the same state and view, equal to the view from nothing', async () => {
    const { bodies, paths } = await sixBundles();
    const orders = [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 5, 0, 3, 1, 4], [3, 1, 4, 5, 2, 0]];
    const ends: unknown[] = [];
    for (const [index, order] of orders.entries()) {
      const commission = newCommission(...bodies);
      const given = order.map((place) => paths[place] as string);
      if (index % 2 === 0) await merge(commission, ...given);
      else for (const path of given) await merge(commission, path);
      const end = stateHashes(commission.db);
      ends.push(end);
      const groups = commission.db.all<{ entity: string; formId: string; round: string }>('SELECT DISTINCT entity, form_id AS formId, round FROM revision');
      const rules = rulesOf(MERGE_FORM);
      const fresh = groups.map((group) => ({ entity: group.entity, hash: viewHash(sha256, computeView(group, loadRevisions(commission.db, group).map(({ id, revision }) => ({ ...revision, id })), rules), rules) }));
      expect(end.viewHash).toBe(viewsHash(sha256, fresh));
      expect(brokenLink(commission.db, sha256)).toBeNull();
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(ends[0]).toMatchObject({ revisions: 7, conflicts: 2, pending: 0 });
  });

  test('joins what two ministries of one state changed apart, and names what they changed against each other', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const report = await merge(commission, ...paths);
    expect(report.totals).toEqual({ added: 7, already: 0, pending: 0, conflicts: 2, companiesAdded: 3, companiesUpdated: 1, companiesUnchanged: 0 });
    expect(report.companies.map(({ kind, name }) => [kind, name])).toEqual([
      ['conflict', 'ООО «Кремень»'], ['added', 'АО «Кристалл»'], ['added', 'ОАО «Полупроводник»'], ['added', 'ООО «Сапфир»'],
    ]);
    const company = valueOf(viewCompany(commission.db, deskOf(commission), entity(1)));
    const shown = Object.fromEntries(company.cells.map((cell) => [cell.path, cell.state === 'conflict' ? cell.writes.map((write) => write.value) : cell.value]));
    expect(shown['/A/region']).toBe('Тверь');
    expect((shown['/A/amount'] as number[]).sort()).toEqual([100, 120]);
    expect((shown['/A/currency'] as string[]).sort()).toEqual(['RUB', 'USD']);
    expect(company).toMatchObject({ status: 'conflict', approvedBy: 'И. Иванова', company: { country: 'RU', number: '1', name: 'ООО «Кремень»' } });
  });

  test('the same files again changes nothing', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const first = await merge(commission, ...paths);
    const again = await merge(commission, ...paths);
    expect(verdicts(again)).toEqual(Array(6).fill('already-merged'));
    expect(again.totals).toEqual({ added: 0, already: 7, pending: 0, conflicts: 0, companiesAdded: 0, companiesUpdated: 0, companiesUnchanged: 0 });
    expect([again.stateHash, again.viewHash]).toEqual([first.stateHash, first.viewHash]);
    expect(listQuarantine(commission.db)).toEqual([]);
  });

  test('a damaged copy of a merged bundle is refused as damaged', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    await merge(commission, ...paths);
    const report = await merge(commission, damagedCopy(paths[0] as string).path);
    expect(report.files[0]).toMatchObject({ verdict: 'refused', step: 5 });
  });

  test('a preview says what merging will, and writes nothing', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    await merge(commission, paths[0] as string);
    const before = [stateHashes(commission.db), auditHead(commission.db), listMerged(commission.db).length];
    const planned = await preview(commission, ...paths);
    expect([stateHashes(commission.db), auditHead(commission.db), listMerged(commission.db).length]).toEqual(before);
    const report = await merge(commission, ...paths);
    expect(report.totals).toEqual(planned.totals);
    expect(report.companies).toEqual(planned.companies);
    expect(verdicts(planned)).toEqual(['already-merged', ...Array(5).fill('verified')]);
    expect(verdicts(report)).toEqual(['already-merged', ...Array(5).fill('merged')]);
  });

  test('while a preview runs others write to the workspace, and the preview is of the moment when it began', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    await merge(commission, paths[0] as string);
    const other = valueOf(openWrite(commission.folder));
    const planned = await preview(commission, ...paths);
    let written = 0;
    const desk = deskOf(commission, {
      step: ({ step, state }) => {
        if (step !== 7 || state !== 'running') return;
        written += 1;
        valueOf(write(other, () => ok(setSetting(other, 'person', `Кто-то ${written}`))));
      },
    });
    expect(valueOf(await previewMerge(desk, filesOf(paths)))).toEqual(planned);
    expect(written).toBe(5);
    expect(getSetting(commission.db, 'person')).toBe('Кто-то 5');
    close(other);
  });

  test('a preview of a refused file beside a good one of the same company says what merging both will', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    await merge(commission, paths[0] as string);
    const { signer, key } = bodies[0] as Workspace;
    // Everything of it holds but that it names another root than its lines have: that is seen when they have all been taken in.
    const spoilt = join(newFolder(), 'spoilt.svod');
    const line = { ...loadRevisions(commission.db, { entity: entity(1), formId: 'merge', round: '2026' })[0]?.revision as Revision, parents: [], reason: 'другая' };
    await forge(spoilt, {
      revisions: [line], signers: [signer],
      manifest: (manifest) => ({ ...manifest, issuer: { country: key.country, body: key.body, installation: 'installation-7' }, form: line.form, revisionsRoot: '0'.repeat(64) }),
    });
    const files = [spoilt, ...paths];
    expect((await preview(commission, spoilt)).files[0]).toMatchObject({ verdict: 'refused', step: 6 });
    const planned = await preview(commission, ...files);
    const report = await merge(commission, ...files);
    expect([report.totals, report.companies]).toEqual([planned.totals, planned.companies]);
  });

  test('one damaged file is refused with its code and changes nothing, the others go on', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const { path: damaged, bytes } = damagedCopy(paths[0] as string);
    const before = stateHashes(commission.db);
    const alone = await merge(commission, damaged);
    expect(alone.files[0]?.verdict).toBe('refused');
    expect(stateHashes(commission.db)).toEqual(before);
    const report = await merge(commission, damaged, paths[4] as string);
    expect(report.files.map((file) => file.verdict)).toEqual(['refused', 'merged']);
    expect(listQuarantine(commission.db)).toMatchObject([{ sha256: sha256(bytes) }, { sha256: sha256(bytes) }]);
  });

  test('B16: a bundle whose turn has not come is held, the missing one named; its arrival releases it', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const early = await merge(commission, paths[5] as string, paths[1] as string);
    expect(verdicts(early)).toEqual(['pending: 1', 'pending: 1']);
    expect(early.totals).toMatchObject({ added: 3, pending: 3 });
    expect(early.companies.map((company) => company.kind)).toEqual(['pending', 'pending', 'pending']);
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 3, pending: 3, conflicts: 0 });
    expect(viewCompany(commission.db, deskOf(commission), entity(3))).toMatchObject({ ok: false, error: { code: 'company-unknown' } });
    expect(early.companies).toContainEqual(expect.objectContaining({ country: 'RU', number: '4', name: 'ООО «Сапфир»' }));
    const page = { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 10 } as const;
    expect(listCompanies(commission.db, page).rows).toEqual([]);
    const late = await merge(commission, paths[4] as string);
    expect(late.companies).toMatchObject([{ name: 'ОАО «Полупроводник»', kind: 'added' }]);
    expect(listCompanies(commission.db, page).rows).toMatchObject([{ country: 'BY', number: '3', name: 'ОАО «Полупроводник»', status: 'received' }]);
    expect(listMerged(commission.db).map(({ country, seq, state: turn }) => [country, seq, turn]).sort()).toEqual([['BY', 1, 'merged'], ['BY', 2, 'merged'], ['RU', 2, 'pending']]);
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 4, pending: 2 });
  });

  test('a company that waits is named in the preview by what its bundle says, else as the list of the invited has it', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' });
    await send(body);
    state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Псков' });
    state(body, 2, { '/A/name': 'ООО «Сапфир»' });
    const second = await send(body);
    const commission = newCommission(body);
    const named = async (): Promise<unknown> => (await preview(commission, second)).companies.map(({ name, number, kind }) => [name, number, kind]).sort();
    expect(await named()).toEqual([['', '', 'pending'], ['ООО «Сапфир»', '2', 'pending']]);
    saveInvited(commission.db, '2026', { entity: entity(1), country: 'RU', scheme: 'ru_inn', number: '1', name: 'Кремень', body: '', contact: '' }, NOON);
    expect(await named()).toEqual([['Кремень', '1', 'pending'], ['ООО «Сапфир»', '2', 'pending']]);
  });

  test('M4: a revision whose parent came nowhere is held, though its bundle is merged', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const report = await merge(commission, paths[2] as string);
    expect(verdicts(report)).toEqual(['merged']);
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 1, pending: 1 });
    await merge(commission, paths[0] as string);
    expect(stateHashes(commission.db)).toMatchObject({ revisions: 2, pending: 0 });
  });

  test('B16: two contents under one number put both aside, whichever came first', async () => {
    const one = newBody(1);
    const other = newBody(1);
    state(one, 1, { '/A/name': 'ООО «Один»' });
    state(other, 1, { '/A/name': 'ООО «Другой»' });
    const [left, right] = [await send(one), await send(other)];
    state(one, 2, { '/A/name': 'ООО «Следующий»' });
    const next = await send(one);
    const ends: unknown[] = [];
    for (const order of [[left, next, right], [right, left, next], [next, right, left]]) {
      const commission = newCommission(one);
      const report = await merge(commission, ...order);
      expect(verdicts(report)).toContain('fork');
      expect(listMerged(commission.db).map((bundle) => bundle.state).sort()).toEqual(['forked', 'forked', 'pending']);
      expect(listQuarantine(commission.db).filter((entry) => entry.failure.code === 'fork').length).toBeGreaterThanOrEqual(2);
      ends.push(stateHashes(commission.db));
    }
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
    expect(ends[0]).toMatchObject({ pending: 3 });
  });

  test('cancelling keeps the bundles that were merged whole and nothing of the next; merging the same files again does the rest', async () => {
    const { bodies, paths } = await sixBundles();
    const whole = newCommission(...bodies);
    await merge(whole, ...paths);
    const commission = newCommission(...bodies);
    let steps = 0;
    const desk = deskOf(commission, {
      step: ({ step, state: how }) => {
        if (step === 7 && how === 'running') steps += 1;
      },
      checkCancelled: () => {
        if (steps === 2) throw new Cancelled();
      },
    });
    const report = valueOf(await applyMerge(desk, filesOf(paths)));
    expect([report.stopped, verdicts(report), report.totals.added]).toEqual([true, ['merged', 'merged'], 3]);
    expect([listMerged(commission.db).length, hasOpenRun(commission.db), countUnsettled(commission.db)]).toEqual([2, false, 0]);
    expect(brokenLink(commission.db, sha256)).toBeNull();
    expect((await merge(commission, ...paths)).stopped).toBe(false);
    expect(stateHashes(commission.db)).toEqual(stateHashes(whole.db));
  });

  test('cancelled before the first bundle is in, nothing is merged', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const desk = deskOf(commission, {
      checkCancelled: () => {
        throw new Cancelled();
      },
    });
    await expect(applyMerge(desk, filesOf(paths))).rejects.toBeInstanceOf(Cancelled);
    expect(listMerged(commission.db)).toEqual([]);
  });

  test('copies the workspace before every merge, as its first step, and the report names the copy', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    const told: string[] = [];
    const desk = deskOf(commission, { progress: ({ phase }) => void told.push(phase) });
    const states: unknown[] = [];
    const copies: unknown[] = [];
    for (const path of paths.slice(0, 3)) {
      states.push(stateHashes(commission.db));
      const report = valueOf(await applyMerge(desk, filesOf([path])));
      const copy = valueOf(openRestored(report.backup as string));
      copies.push(stateHashes(copy));
      close(copy);
    }
    expect(copies).toEqual(states);
    expect(told[0]).toBe('backing-up');
  });

  test('cancelled while the copy is being made, neither a copy nor anything of the merge is there', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    let copying = false;
    const desk = deskOf(commission, {
      progress: ({ phase }) => void (copying = phase === 'backing-up'),
      checkCancelled: () => { if (copying) throw new Cancelled(); },
    });
    for (let row = 0; row < 400; row += 1) commission.db.run('INSERT INTO setting (key, value) VALUES (?, ?)', `fill ${row}`, JSON.stringify('х'.repeat(20_000)));
    await expect(applyMerge(desk, filesOf(paths))).rejects.toBeInstanceOf(Cancelled);
    expect([listMerged(commission.db), listCopies(commission.folder)]).toEqual([[], []]);
  });

  test('shows every verification step of every file as it passes', async () => {
    const { bodies, paths } = await sixBundles();
    const seen: string[] = [];
    const desk = deskOf(newCommission(...bodies), { step: ({ ticket, step, state: how }) => seen.push(`${ticket} ${step} ${how}`) });
    await applyMerge(desk, filesOf([paths[0] as string]));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].flatMap((step) => [`t0 ${step} running`, `t0 ${step} passed`]));
  });

  test('names a company as its latest round does, in whatever order the rounds came, and as the others do when that one is taken back', async () => {
    const [a, b] = [newBody(1), newBody(2)];
    state(a, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' }, { round: '2025' });
    state(b, 1, { '/A/name': 'АО «Кремень»' }, { round: '2026' });
    const [earlier, later] = [await send(a), await send(b)];
    const listed = ({ db }: Workspace) => listCompanies(db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 10 }).rows.map(({ name, region }) => [name, region]);
    for (const order of [[earlier, later], [later, earlier]]) {
      const commission = newCommission(a, b);
      for (const path of order) await merge(commission, path);
      expect(listed(commission)).toEqual([['АО «Кремень»', 'Тверь']]);
    }
    const commission = newCommission(a, b);
    await merge(commission, earlier);
    await merge(commission, later);
    valueOf(undoRun(deskOf(commission), { run: 2, reason: 'по ошибке' }));
    expect(listed(commission)).toEqual([['ООО «Кремень»', 'Тверь']]);
  });

  test('calls a company in the preview as the merge will, by its earlier round too where the one that arrives is silent', async () => {
    const body = newBody(1);
    state(body, 1, { '/A/name': 'ООО «Кремень»', '/A/region': 'Тверь' }, { round: '2025' });
    const earlier = await send(body);
    state(body, 1, { '/A/region': 'Псков' }, { round: '2026' });
    const later = await send(body);
    const commission = newCommission(body);
    await merge(commission, earlier);
    const { companies } = await preview(commission, later);
    expect(companies).toMatchObject([{ name: 'ООО «Кремень»', kind: 'added' }]);
    expect((await merge(commission, later)).companies).toEqual(companies);
  });

  test('lists merged companies where people look for them', async () => {
    const { bodies, paths } = await sixBundles();
    const commission = newCommission(...bodies);
    await merge(commission, ...paths);
    const page = listCompanies(commission.db, { search: 'крем', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 10 });
    expect(page.rows).toMatchObject([{ name: 'ООО «Кремень»', status: 'conflict', conflicts: 2, region: 'Тверь' }]);
  });
});

/** The same file with one bit flipped in the middle. */
function damagedCopy(path: string): { readonly path: string; readonly bytes: Uint8Array } {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 1;
  const copy = `${path}.damaged.svod`;
  writeFileSync(copy, bytes);
  return { path: copy, bytes };
}
