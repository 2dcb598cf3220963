import { writeFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

const folder = temporaryFolder();
afterAll(folder.remove);
const OLD = 'correct horse battery staple';
const NEW = 'ladder onion quartz river';
type Key = { readonly keyId: string; readonly signing: boolean; readonly standing: string; readonly usage: string };

test('a key gets another passphrase, and comes back elsewhere from its sheet and the name on it', () => {
  const [first, second] = [folder.path('first'), folder.path('second')] as const;
  for (const workspace of [first, second]) svodJson(['init', workspace, '--role', 'ministry', '--country', 'KG', '--body', 'Министерство']);
  const key = svodJson<Key>(['key', 'new', '--usage', 'official', '--holder', 'А. Асанов', '--workspace', first], 0, { SVOD_PASSPHRASE: OLD });
  writeFileSync(folder.path('new.txt'), `${NEW}\n`);
  const change = ['key', 'passphrase', key.keyId.slice(0, 8), '--new-passphrase-file', folder.path('new.txt'), '--workspace', first];
  expect(svodJson(change, 1, { SVOD_PASSPHRASE: NEW })).toMatchObject({ error: { code: 'wrong-passphrase' } });
  expect(svodJson<Key>(change, 0, { SVOD_PASSPHRASE: OLD })).toMatchObject({ keyId: key.keyId, signing: true, standing: 'no-registry' });

  svodJson(['key', 'sheet', key.keyId, '--out', folder.path('sheet.txt'), '--workspace', first]);
  const restore = ['key', 'restore', '--sheet', folder.path('sheet.txt'), '--workspace', second];
  expect(svodJson(restore, 2, { SVOD_PASSPHRASE: NEW })).toMatchObject({ error: { code: 'usage' } });
  expect(svodJson([...restore, '--holder', 'А. Асанов'], 1, { SVOD_PASSPHRASE: OLD })).toMatchObject({ error: { code: 'wrong-passphrase' } });
  expect(svodJson<Key>([...restore, '--holder', 'А. Асанов'], 0, { SVOD_PASSPHRASE: NEW })).toMatchObject({ keyId: key.keyId, signing: true, usage: 'official' });
});

test('another key of the same usage signs once it is chosen', () => {
  const workspace = folder.path('third');
  svodJson(['init', workspace, '--role', 'ministry', '--country', 'KG', '--body', 'Министерство']);
  const make = (usage: string): Key => svodJson<Key>(['key', 'new', '--usage', usage, '--holder', 'А. Асанов', '--workspace', workspace], 0, { SVOD_PASSPHRASE: OLD });
  const [old, next, seal] = [make('official'), make('official'), make('seal')];
  expect([old.signing, next.signing, seal.signing]).toEqual([true, false, false]);
  expect(svodJson(['key', 'use', seal.keyId, '--workspace', workspace], 1)).toMatchObject({ error: { code: 'no-key' } });
  expect(svodJson<Key>(['key', 'use', next.keyId, '--workspace', workspace])).toMatchObject({ keyId: next.keyId, signing: true });
  expect(svodJson<{ readonly keys: readonly Key[] }>(['key', 'list', '--workspace', workspace]).keys.filter(({ signing }) => signing)).toMatchObject([{ keyId: next.keyId }]);
});
