import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listSent, previewExport } from '../../../electron/bundle/export/export.ts';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { manifestOf, sealBundle } from '../../../electron/bundle/container/seal.ts';
import { writeBundle } from '../../../electron/bundle/container/write.ts';
import { lastSealed, listBundles } from '../../../electron/database/tables/bundle.ts';
import { findCompany, listCompanies, saveCompany } from '../../../electron/database/tables/company.ts';
import { driverOf } from '../../../electron/database/db.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import { createResponse, currentResponse, setStatus } from '../../../electron/database/tables/response.ts';
import { brokenLink } from '../../../electron/database/tables/audit.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { Cancelled } from '../../../electron/jobs/context.ts';
import { entity, exportTo, FORM_HASH, newFolder, newMinistry, NOON, put, testKey, trusting, type Workspace } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

const seal = (workspace: Workspace, personal = false) => sealBundle(workspace.db, workspace.signer, { now: NOON, person: 'И. Иванова', personal });

describe('B23: exporting', () => {
  test('gives a bundle that opens under our own key and holds what was made here', async () => {
    const ministry = newMinistry();
    const ids = [put(ministry, 1, { '/A/A01': 'Кремний' }), put(ministry, 2, { '/A/A01': 'Пластина' })].sort();
    const path = join(ministry.folder, 'out.svod');
    const written = await exportTo(ministry, path);
    const found: string[] = [];
    const opened = valueOf(await openBundle(path, trusting(ministry.entry), { revision: ({ id }) => found.push(id) }));
    expect(found).toEqual(ids);
    expect(written.sha256).toBe(sha256(readFileSync(path)));
    expect(opened.manifest).toMatchObject({ seq: 1, prevBundle: null, counts: { companies: 2, revisions: 2, attachments: 0 } });
    expect(written.manifestHash).toBe(opened.manifestHash);
    expect(listSent(ministry.db)).toMatchObject([{ seq: 1, fileName: 'out.svod', companies: 2, revisions: 2 }]);
    expect(readdirSync(ministry.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('numbers bundles from 1, each naming the manifest before it, and sends every revision once', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'первое' });
    const one = await exportTo(ministry, join(ministry.folder, '1.svod'));
    expect(seal(ministry)).toEqual({ ok: false, error: { code: 'nothing-to-export' } });
    const second = put(ministry, 1, { '/A/A01': 'второе' });
    const two = await exportTo(ministry, join(ministry.folder, '2.svod'));
    expect(two.manifest).toMatchObject({ seq: 2, prevBundle: one.manifestHash, counts: { revisions: 1 } });
    const ids: string[] = [];
    await openBundle(join(ministry.folder, '2.svod'), trusting(ministry.entry), { revision: ({ id }) => ids.push(id) });
    expect(ids).toEqual([second]);
    expect(brokenLink(ministry.db, sha256)).toBeNull();
  });

  test('says how far looking and sealing are; left half way, nothing is sealed and no number is used', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'Кремний' });
    const told: string[] = [];
    const course = { progress: (done: number, total: number) => void told.push(`${done}/${total}`), checkCancelled: () => undefined };
    expect(previewExport(ministry.db, null, course)).toMatchObject({ companies: 1, revisions: 1, nextSeq: 1 });
    expect(told).toEqual(['0/1']);
    const left = { ...course, checkCancelled: () => { throw new Cancelled(); } };
    expect(() => previewExport(ministry.db, null, left)).toThrow(Cancelled);
    expect(() => sealBundle(ministry.db, ministry.signer, { now: NOON, person: 'И. Иванова', personal: false }, left)).toThrow(Cancelled);
    expect(ministry.db.all('SELECT * FROM bundle')).toEqual([]);
    expect((await exportTo(ministry, join(ministry.folder, 'out.svod'))).manifest.seq).toBe(1);
  });

  test('leaves companies that are not approved here, and marks the others as sent', async () => {
    const ministry = newMinistry();
    const company = (number: number): void =>
      saveCompany(ministry.db, { entity: entity(number), country: 'RU', scheme: 'ru_inn', number: String(number), name: `ООО ${number}`, shortName: '', region: '' });
    const respond = (number: number): number =>
      createResponse(ministry.db, { entity: entity(number), form: FORM_HASH, round: '2026', savedAt: NOON, person: 'И. Иванова' });
    for (const number of [1, 2]) {
      company(number);
      respond(number);
      put(ministry, number, { '/A/A01': 'x' });
    }
    const response = currentResponse(ministry.db, entity(1));
    if (response) setStatus(ministry.db, response, 'approved');
    expect(previewExport(ministry.db)).toMatchObject({ companies: 1, revisions: 1, left: 1, nextSeq: 1 });
    const written = await exportTo(ministry, join(ministry.folder, 'out.svod'));
    expect(written.manifest.counts.companies).toBe(1);
    expect(findCompany(ministry.db, entity(1))).not.toBeNull();
    const page = listCompanies(ministry.db, { search: '', status: null, country: null, sort: 'number', descending: false, offset: 0, limit: 10 });
    expect(page.rows.map((row) => row.status)).toEqual(['sent', 'draft']);
  });

  test('B10: only the key of this workspace seals', () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'x' });
    expect(sealBundle(ministry.db, testKey(5).signer, { now: NOON, person: '', personal: false })).toEqual({ ok: false, error: { code: 'no-key' } });
  });

  test('B7: personal answers go along only when the sender says so, and ids are the same either way', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'Кремний', '/A/A02': '+7 495 000-00-00' });
    const bare = join(ministry.folder, 'bare.svod');
    const full = join(ministry.folder, 'full.svod');
    await exportTo(ministry, bare);
    const other = newMinistry(1, join(newFolder(), 'other'));
    put(other, 1, { '/A/A01': 'Кремний', '/A/A02': '+7 495 000-00-00' });
    await exportTo(other, full, true);
    expect(readFileSync(bare).includes('495')).toBe(false);
    const read = async (path: string): Promise<{ ids: string[]; personal: string[]; bodies: string }> => {
      const seen = { ids: [] as string[], personal: [] as string[], bodies: '' };
      valueOf(
        await openBundle(path, trusting(ministry.entry), {
          revision: ({ id, body }) => {
            seen.ids.push(id);
            seen.bodies += Buffer.from(body).toString();
          },
          personal: (_, line) => seen.personal.push(Buffer.from(line).toString()),
        }),
      );
      return seen;
    };
    expect((await read(bare)).personal).toEqual([]);
    const withPersonal = await read(full);
    expect(withPersonal.bodies).not.toContain('495');
    expect(JSON.parse(withPersonal.personal[0] ?? '')).toMatchObject({ revision: withPersonal.ids[0], set: { '/A/A02': '+7 495 000-00-00' } });
  });
});

describe('trouble while exporting', () => {
  test('a bundle whose file could not be written waits, and is the one that the next export writes', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'x' });
    const sealed = valueOf(seal(ministry));
    const nowhere = join(ministry.folder, 'no', 'such', 'folder', 'out.svod');
    expect(await writeBundle(ministry.db, sealed, ministry.key, nowhere)).toEqual({ ok: false, error: { code: 'file-unwritable' } });
    put(ministry, 2, { '/A/A01': 'y' });
    expect(previewExport(ministry.db)).toMatchObject({ companies: 1, nextSeq: 1 });
    const written = await exportTo(ministry, join(ministry.folder, 'out.svod'));
    expect(written.manifestHash).toBe(sealed.manifest);
    expect(previewExport(ministry.db)).toMatchObject({ companies: 1, nextSeq: 2 });
  });

  test('cancelling leaves no part of the file behind', async () => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'x' });
    const stick = join(ministry.folder, 'stick');
    mkdirSync(stick);
    const sealed = valueOf(seal(ministry));
    const cancelled = writeBundle(ministry.db, sealed, ministry.key, join(stick, 'out.svod'), {
      checkCancelled: () => {
        throw new Cancelled();
      },
    });
    await expect(cancelled).rejects.toThrow(Cancelled);
    expect(readdirSync(stick)).toEqual([]);
  });

  test('a full disk while sealing keeps everything as it was', () => {
    const ministry = newMinistry();
    for (let company = 1; company <= 50; company += 1) put(ministry, company, { '/A/A01': 'x'.repeat(100) });
    const pages = driverOf(ministry.db).pragma('page_count', { simple: true }) as number;
    driverOf(ministry.db).pragma(`max_page_count = ${pages}`);
    expect(seal(ministry)).toEqual({ ok: false, error: { code: 'disk-full' } });
    expect(lastSealed(ministry.db, 'installation-1')).toBeNull();
    driverOf(ministry.db).pragma('max_page_count = 1000000');
    expect(valueOf(seal(ministry)).seq).toBe(1);
  });

  test.each(['sealed', 'part written', 'part verified', 'written'])('B16: killed when %s: no half file under its name, no seq used twice', async (moment) => {
    const ministry = newMinistry();
    put(ministry, 1, { '/A/A01': 'x' });
    close(ministry.db);
    const stick = join(newFolder(), 'stick');
    mkdirSync(stick);
    const path = join(stick, 'out.svod');
    const script = new URL('../../helpers/killedExport.ts', import.meta.url).pathname;
    const child = spawnSync(process.execPath, [script, ministry.folder, path, moment], { encoding: 'utf8' });
    expect(child.signal, child.stderr).toBe('SIGKILL');
    expect(existsSync(path)).toBe(moment === 'written');

    const again: Workspace = { ...ministry, db: valueOf(openWrite(ministry.folder)) };
    const [sealed] = listBundles(again.db, 'out');
    expect(sealed).toMatchObject({ seq: 1, state: moment === 'written' ? 'sent' : 'sealed' });
    if (moment !== 'written') expect((await exportTo(again, path)).manifestHash).toBe(sealed?.manifest);
    put(again, 1, { '/A/A01': 'y' });
    const next = await exportTo(again, join(stick, 'next.svod'));
    expect(next.manifest).toMatchObject({ seq: 2, prevBundle: sealed?.manifest });
    expect(readdirSync(stick).sort()).toEqual(['next.svod', 'out.svod']);
    expect(sealed && manifestOf(sealed).seq).toBe(1);
  });
});
