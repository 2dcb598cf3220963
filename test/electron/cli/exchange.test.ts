import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

const PASSPHRASE = { SVOD_PASSPHRASE: 'correct horse battery staple' };
const folder = temporaryFolder();
afterAll(folder.remove);

const ministry = folder.path('ministry');
const sent = folder.path('BY-1.svod.age');
let demo: { readonly commission: string; readonly ministries: readonly string[]; readonly bundles: readonly string[]; readonly registry: string; readonly passphrase: string };
let company = '';
let root = '';
const commissionPassphrase = (): Readonly<Record<string, string>> => ({ SVOD_PASSPHRASE: demo.passphrase });

/** A ministry with one approved company and keys of its own, in the registry of a Commission that has an encryption key. */
beforeAll(() => {
  demo = svodJson(['demo', folder.path('demo'), '--companies', '6']);
  svodJson(['answers', 'export', '--workspace', demo.ministries[2] as string, '--out', folder.path('answers.json')]);
  const [item] = JSON.parse(readFileSync(folder.path('answers.json'), 'utf8')) as [{ readonly company: string }];
  company = item.company;
  writeFileSync(folder.path('one.json'), JSON.stringify(item));
  svodJson(['init', ministry, '--role', 'ministry', '--country', 'BY', '--body', 'Министерство энергетики']);
  for (const usage of ['official', 'encrypt']) {
    const { keyId } = svodJson<{ readonly keyId: string }>(['key', 'new', '--usage', usage, '--holder', 'Н. Л.', '--workspace', ministry], 0, PASSPHRASE);
    svodJson(['key', 'public', keyId, '--out', folder.path(`${usage}.svodkey`), '--workspace', ministry]);
  }
  const made = svodJson<{ readonly keyId: string; readonly recipient: string }>(['key', 'new', '--usage', 'encrypt', '--holder', 'Р. И.', '--workspace', demo.commission], 0, commissionPassphrase());
  expect(made.recipient).toMatch(/^age1[a-z0-9]{58}$/);
  svodJson(['key', 'public', made.keyId, '--out', folder.path('commission.svodkey'), '--workspace', demo.commission]);
  const keys = ['official', 'encrypt', 'commission'].map((name) => folder.path(`${name}.svodkey`));
  ({ root } = svodJson<{ readonly root: string }>(['trust', 'add', ...keys, '--workspace', demo.commission], 0, commissionPassphrase()));
  svodJson(['trust', 'export', '--out', folder.path('registry.svodtrust'), '--workspace', demo.commission]);
  svodJson(['trust', 'install', folder.path('registry.svodtrust'), '--root', root, '--workspace', ministry]);
  svodJson(['answers', 'import', folder.path('one.json'), '--workspace', ministry]);
  svodJson(['complete', '--all', '--workspace', ministry]);
  svodJson(['approve', '--all', '--workspace', ministry]);
}, 240_000);

describe('an encrypted bundle and its receipt', () => {
  test('is encrypted for the Commission, opened with the passphrase of its key, and merged beside others', () => {
    const exported = svodJson<{ readonly manifest: string }>(['bundle', 'export', '--encrypt', '--out', sent, '--workspace', ministry], 0, PASSPHRASE);
    expect(readFileSync(sent).toString('latin1').startsWith('age-encryption.org/v1\n')).toBe(true);
    expect(svodJson(['bundle', 'inspect', sent], 1)).toMatchObject({ ok: false, error: { code: 'cannot-decrypt', values: { file: sent } } });
    expect(svodJson(['bundle', 'inspect', sent, '--workspace', demo.commission], 0, commissionPassphrase())).toMatchObject({ manifestSha256: exported.manifest });
    expect(svodJson(['bundle', 'verify', sent, '--workspace', demo.commission], 0, commissionPassphrase())).toMatchObject({ ok: true, manifest: exported.manifest });
    expect(svodJson(['bundle', 'verify', sent, '--workspace', ministry], 0, PASSPHRASE)).toMatchObject({ ok: true });

    const [other] = demo.bundles as readonly [string];
    const locked = svodJson<{ readonly files: readonly { readonly file: string; readonly verdict: string; readonly code: string | null; readonly message: string }[] }>(['merge', sent, other, '--workspace', demo.commission], 1);
    expect(locked.files).toMatchObject([{ file: sent, verdict: 'refused', code: 'cannot-decrypt' }, { verdict: 'merged', code: null }]);
    expect(locked.files[0]?.message).toContain('BY-1.svod.age');
    expect(svodJson(['merge', sent, '--workspace', demo.commission], 0, commissionPassphrase())).toMatchObject({ files: [{ verdict: 'merged' }] });
  });

  test('is signed for by the Commission; the ministry keeps the receipt and another refuses it', () => {
    const { receipts } = svodJson<{ readonly receipts: readonly { readonly file: string; readonly body: string; readonly verdict: string }[] }>(
      ['receipt', 'export', '--out', folder.path('receipts'), '--workspace', demo.commission], 0, commissionPassphrase(),
    );
    expect(receipts.map(({ verdict }) => verdict)).toEqual(['merged', 'merged']);
    expect(readdirSync(folder.path('receipts'))).toHaveLength(2);
    const mine = receipts.find(({ body }) => body === 'Министерство энергетики')?.file ?? '';
    expect(svodJson(['receipt', 'list', '--workspace', ministry])).toMatchObject({ bundles: [{ seq: 1, receipt: null }] });
    expect(svodJson(['receipt', 'install', mine, '--workspace', ministry])).toMatchObject({ seq: 1, verdict: 'merged', already: false });
    expect(svodJson(['receipt', 'list', '--workspace', ministry])).toMatchObject({ bundles: [{ seq: 1, receipt: { verdict: 'merged' } }] });
    expect(svodJson(['receipt', 'install', mine, '--workspace', demo.ministries[0] as string], 1)).toMatchObject({ error: { code: 'not-sent-here' } });
    expect(svod(['receipt', 'install', mine, '--workspace', demo.commission]).code).toBe(2);
  });
});

describe('the proof of one value', () => {
  const proof = folder.path('value.svodproof');

  test('is taken out of a bundle with the registry beside it and checked without any workspace', () => {
    const stick = folder.path('sticks', 'one');
    mkdirSync(stick, { recursive: true });
    const bundle = join(stick, 'bundle.svod');
    copyFileSync(demo.bundles[0] as string, bundle);
    expect(svodJson(['bundle', 'prove', bundle, '--company', company, '--out', proof], 1)).toMatchObject({ error: { code: 'no-trust' } });
    copyFileSync(demo.registry, join(stick, 'registry.svodtrust'));
    expect(svodJson(['bundle', 'prove', bundle, '--company', 'f'.repeat(64), '--out', proof], 1)).toMatchObject({ error: { code: 'company-unknown' } });
    expect(demo.bundles.some((file) => svod(['bundle', 'prove', file, '--company', company, '--out', proof]).code === 0)).toBe(true);
    expect(svodJson(['bundle', 'check-proof', proof, '--root', root])).toMatchObject({ ok: true, path: null, signer: { country: 'BY' } });
  });

  test('holds for the value that was signed, under the root that was compared, and for nothing else', () => {
    svodJson(['bundle', 'prove', sent, '--company', company, '--path', '/C/C02', '--out', proof, '--workspace', demo.commission], 0, commissionPassphrase());
    const [answers] = JSON.parse(readFileSync(folder.path('answers.json'), 'utf8')) as [{ readonly answers: { readonly C: { readonly C02: number } } }];
    const checked = svodJson<{ readonly chain: readonly { readonly link: string }[] }>(['bundle', 'check-proof', proof, '--root', root]);
    expect(checked).toMatchObject({ ok: true, path: '/C/C02', value: answers.answers.C.C02, signer: { country: 'BY', body: 'Министерство энергетики' } });
    expect(checked.chain.map(({ link }) => link)).toEqual(['value', 'revision', 'revisionsRoot', 'manifest', 'signature', 'registry', 'root']);
    expect(svodJson(['bundle', 'check-proof', proof, '--root', '0000 0000 0000 0000 0000'], 1)).toMatchObject({ ok: false, code: 'fingerprint-mismatch', step: 'root' });
    writeFileSync(proof, readFileSync(proof, 'utf8').replace(`"value":${answers.answers.C.C02}`, '"value":1'));
    expect(svodJson(['bundle', 'check-proof', proof, '--root', root], 1)).toMatchObject({ ok: false, code: 'hash-mismatch', step: 'value' });
  });
});

describe('a body that two people sign for', () => {
  const unsealed = folder.path('BY-2-unsealed.svod');
  const sealed = folder.path('BY-2.svod');
  let id = '';

  test('exports what awaits the seal, countersigns it, and only then is it merged', () => {
    const { keyId } = svodJson<{ readonly keyId: string }>(['key', 'new', '--usage', 'seal', '--holder', 'Печать', '--workspace', ministry], 0, PASSPHRASE);
    svodJson(['key', 'public', keyId, '--out', folder.path('seal.svodkey'), '--workspace', ministry]);
    svodJson(['trust', 'add', folder.path('seal.svodkey'), '--workspace', demo.commission], 0, commissionPassphrase());
    const policy = ['trust', 'policy', '--country', 'BY', '--body', 'Министерство энергетики', '--workspace', demo.commission, '--require'];
    expect(svod([...policy, 'encrypt'], commissionPassphrase()).code).toBe(2);
    svodJson([...policy, 'official,seal'], 0, commissionPassphrase());
    svodJson(['trust', 'export', '--out', folder.path('registry.svodtrust'), '--workspace', demo.commission]);
    svodJson(['trust', 'install', folder.path('registry.svodtrust'), '--root', root, '--workspace', ministry]);

    svodJson(['answers', 'export', '--workspace', demo.ministries[0] as string, '--out', folder.path('others.json')]);
    const [other] = JSON.parse(readFileSync(folder.path('others.json'), 'utf8')) as [object];
    writeFileSync(folder.path('two.json'), JSON.stringify(other));
    svodJson(['answers', 'import', folder.path('two.json'), '--workspace', ministry]);
    svodJson(['complete', '--all', '--workspace', ministry]);
    svodJson(['approve', '--all', '--workspace', ministry]);
    const exported = svodJson<{ readonly manifest: string }>(['bundle', 'export', '--out', unsealed, '--workspace', ministry], 0, PASSPHRASE);
    id = exported.manifest.slice(0, 12);
    expect(exported).toMatchObject({ awaits: ['seal'] });
    expect(svodJson(['bundle', 'verify', unsealed, '--workspace', demo.commission], 1)).toMatchObject({ ok: false, code: 'policy-unmet', step: 4 });
    expect(svodJson(['bundle', 'countersign', unsealed, '--out', sealed, '--workspace', demo.commission], 1, commissionPassphrase())).toMatchObject({ error: { code: 'foreign-bundle' } });
    expect(svodJson(['bundle', 'countersign', unsealed, '--out', sealed, '--workspace', ministry], 0, PASSPHRASE)).toMatchObject({ manifest: exported.manifest, awaits: [], signer: { holder: 'Печать' } });
    expect(svodJson(['bundle', 'verify', sealed, '--workspace', demo.commission])).toMatchObject({ ok: true, manifest: exported.manifest });
  });

  test('carries a national signature that was made outside, and any file says what it is', () => {
    writeFileSync(folder.path('manifest.p7s'), Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x00]), Buffer.alloc(256, 7)]));
    svodJson(['bundle', 'manifest', id, '--out', folder.path('manifest.json'), '--workspace', ministry]);
    expect(svodJson(['bundle', 'attach', id, folder.path('manifest.p7s'), '--workspace', ministry])).toMatchObject({ nationalSignatures: ['signature-1.p7s'] });
    expect(svodJson(['bundle', 'write', id, '--out', sealed, '--workspace', ministry])).toMatchObject({ awaits: [] });
    expect(svodJson(['bundle', 'inspect', sealed, '--workspace', demo.commission])).toMatchObject({
      kind: 'bundle', belief: 'verified', failure: null, nationalSignatures: ['META-INF/signature-1.p7s'],
      keys: expect.arrayContaining([expect.objectContaining({ role: 'national', belief: 'unknown' })]) as unknown,
    });
    const { content } = svodJson<{ readonly content: { readonly total: number; readonly records: readonly { readonly code: string }[] } }>(['bundle', 'inspect', sealed, '--workspace', demo.commission]);
    const code = content.records[0]?.code ?? '';
    expect(svodJson(['bundle', 'inspect', sealed, '--workspace', demo.commission, '--code', code.toLowerCase()])).toMatchObject({ content: { total: content.total, found: 1, records: [{ code }] } });
    expect(svodJson(['bundle', 'inspect', sealed, '--code', 'xyz'], 2)).toMatchObject({ error: { code: 'usage' } });
    expect(svodJson(['bundle', 'inspect', folder.path('manifest.json')], 1)).toMatchObject({ kind: 'text', belief: 'unknown', error: { code: 'not-ours' } });
    expect(svodJson(['bundle', 'inspect', folder.path('registry.svodtrust'), '--workspace', ministry])).toMatchObject({ kind: 'registry', belief: 'verified' });
  });
});
