import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../../electron/cli.ts';
import { temporaryFolder } from '../../helpers/commandLine.ts';
import { VALID_FAB } from '../../helpers/microelectronics.ts';

// Every key is behind a passphrase that takes its time on purpose.
vi.setConfig({ testTimeout: 180_000 });

const folder = temporaryFolder();
afterAll(folder.remove);
const commission = folder.path('commission');
const ministry = folder.path('ministry');
const media = ['red', 'blue', 'green'].map((name) => folder.path('media', name)) as [string, string, string];

/** One command of the command line, in this process, with its JSON. */
async function svod<T = Record<string, unknown>>(words: readonly string[], expected = 0): Promise<T> {
  let out = '';
  let error = '';
  const code = await runCommandLine([...words, '--json'], {
    out: { write: (text: string) => (out += text) } as never, error: { write: (text: string) => (error += text) } as never,
    environment: { SVOD_PASSPHRASE: 'кедр лампа север утро', SVOD_LANGUAGE: 'ru' },
  });
  expect(code, `${words.join(' ')}\n${error}${out}`).toBe(expected);
  return JSON.parse(out) as T;
}

const at = (place: string, ...words: readonly string[]): readonly string[] => [...words, '--workspace', place];

describe('the ceremony on the command line', () => {
  let fingerprint = '';

  test('root: three keys on media of their own, two of them sign', async () => {
    await svod(['init', commission, '--role', 'commission', '--body', 'ЕЭК', '--person', 'Р. Тимофеев', '--round', '2026']);
    await svod(at(commission, 'key', 'new', '--usage', 'commission', '--holder', 'Р. Тимофеев'));
    for (const [index, medium] of media.entries()) await svod(at(commission, 'trust', 'root', 'key', '--on', medium, '--holder', `Хранитель ${index + 1}`));
    expect(await svod(at(commission, 'trust', 'root', 'key', '--on', media[0], '--holder', 'Х'), 1)).toMatchObject({ error: { code: 'medium-taken', values: { folder: 'red' } } });
    expect(await svod(at(commission, 'trust', 'root', 'make', '--threshold', '5'), 1)).toMatchObject({ error: { code: 'threshold' } });
    const file = folder.path('root.svodroot');
    expect(await svod(at(commission, 'trust', 'root', 'make', '--threshold', '2', '--out', file))).toMatchObject({ next: { version: 1, ready: false } });
    expect(await svod(at(commission, 'trust', 'root', 'rotate'), 1)).toMatchObject({ error: { code: 'policy-unmet' } });
    await svod(at(commission, 'trust', 'root', 'sign', '--on', media[0]));
    expect(await svod(['trust', 'root', 'sign', file, '--on', media[2]])).toMatchObject({ version: 1, threshold: 2, signatures: [expect.any(String)] });
    expect(await svod(at(commission, 'trust', 'root', 'combine', file))).toMatchObject({ next: { ready: true } });
    const { root } = await svod<{ readonly root: { readonly fingerprint: string } }>(at(commission, 'trust', 'root', 'rotate'));
    fingerprint = root.fingerprint;
    expect(await svod(at(commission, 'trust', 'show'))).toMatchObject({ version: 1, root: fingerprint, rootVersion: 1, rootKeys: { threshold: 2, count: 3 }, standing: 'in-force', keys: [{ usage: 'commission' }] });
  });

  test('registry: the keys of a ministry, installed once the fingerprint has been compared', async () => {
    await svod(['init', ministry, '--role', 'ministry', '--country', 'RU', '--body', 'Минпромторг', '--person', 'О. Заречная', '--round', '2026']);
    const { keyId } = await svod<{ readonly keyId: string }>(at(ministry, 'key', 'new', '--usage', 'official', '--holder', 'О. Заречная'));
    await svod(at(ministry, 'key', 'public', keyId, '--out', folder.path('ru.svodkey')));
    await svod(at(commission, 'trust', 'add', folder.path('ru.svodkey')));
    await svod(at(commission, 'trust', 'export', '--out', folder.path('registry.svodtrust')));
    expect(await svod(at(ministry, 'trust', 'install', folder.path('registry.svodtrust')), 1)).toMatchObject({ error: { code: 'fingerprint-mismatch' } });
    expect(await svod(at(ministry, 'trust', 'install', folder.path('registry.svodtrust'), '--root', fingerprint))).toMatchObject({ version: 2, rootVersion: 1 });
  });

  test('bundle, verify, receipt, and back', async () => {
    writeFileSync(folder.path('answers.json'), JSON.stringify({ answers: VALID_FAB }));
    await svod(at(ministry, 'answers', 'import', folder.path('answers.json')));
    writeFileSync(folder.path('why.json'), JSON.stringify(Object.fromEntries((await svod<{ readonly findings: readonly { readonly rule: string; readonly level: string }[] }>(at(ministry, 'validate'))).findings.filter(({ level }) => level === 'warning').map(({ rule }) => [rule, 'Сверено с отчётностью организации']))));
    await svod(at(ministry, 'complete', '--all', '--justify', folder.path('why.json')));
    await svod(at(ministry, 'approve', '--all'));
    await svod(at(ministry, 'bundle', 'export', '--out', folder.path('ru-1.svod')));
    expect(await svod(at(commission, 'bundle', 'verify', folder.path('ru-1.svod')))).toMatchObject({ ok: true, signer: { body: 'Минпромторг' } });
    expect(await svod(at(commission, 'merge', folder.path('ru-1.svod')))).toMatchObject({ files: [{ verdict: 'merged' }] });
    const { receipts } = await svod<{ readonly receipts: readonly [{ readonly file: string }] }>(at(commission, 'receipt', 'export', '--out', folder.path('receipts')));
    expect(await svod(at(ministry, 'receipt', 'install', receipts[0].file))).toMatchObject({ verdict: 'merged' });
    await svod(at(commission, 'review', '--company', 'RU:7735991209', '--return', '--reason', 'Уточните выручку'));
    await svod(at(commission, 'bundle', 'export', '--out', folder.path('eec-ru-1.svod')));
    expect(await svod(at(ministry, 'merge', folder.path('eec-ru-1.svod')))).toMatchObject({ files: [{ verdict: 'merged', signer: { country: 'EAEU' } }] });
  });

  test('rotation: a medium is lost; the two that are left and a new one make the next root, and nobody compares again', async () => {
    const { root } = await svod<{ readonly root: { readonly keys: readonly { readonly holder: string; readonly keyId: string }[] } }>(at(commission, 'trust', 'root', 'show'));
    expect(root.keys.map(({ holder }) => holder).sort()).toEqual(['Хранитель 1', 'Хранитель 2', 'Хранитель 3']);
    await svod(at(commission, 'trust', 'root', 'key', '--on', folder.path('media', 'white'), '--holder', 'Хранитель 4'));
    await svod(at(commission, 'trust', 'root', 'take', media[0], media[2]));
    await svod(at(commission, 'trust', 'root', 'make'));
    await svod(at(commission, 'trust', 'root', 'sign', '--on', media[0]));
    await svod(at(commission, 'trust', 'root', 'sign', '--on', media[2]));
    expect(await svod(at(commission, 'trust', 'root', 'rotate'))).toMatchObject({ root: { version: 2 } });
    await svod(at(commission, 'trust', 'export', '--out', folder.path('next.svodtrust')));
    expect(await svod(at(ministry, 'trust', 'install', folder.path('next.svodtrust')))).toMatchObject({ version: 3, rootVersion: 2 });
    expect(await svod(at(ministry, 'trust', 'install', folder.path('registry.svodtrust'), '--root', fingerprint), 1)).toMatchObject({ error: { code: 'rolled-back' } });
  });

  test('revocation: bundles up to the last trusted one hold, a later one and any of another installation do not', async () => {
    const { keys } = await svod<{ readonly keys: readonly { readonly keyId: string; readonly usage: string; readonly installation: string }[] }>(at(commission, 'trust', 'show'));
    const key = keys.find(({ usage }) => usage === 'official');
    const revoked = await svod<{ readonly keys: readonly unknown[] }>(at(commission, 'trust', 'revoke', key?.keyId ?? '', '--last-seq', '1'));
    expect(revoked.keys).toContainEqual(expect.objectContaining({ keyId: key?.keyId, status: 'revoked', lastTrustedSeq: 1, trustedUpTo: { [key?.installation ?? '']: 1 } }));
    expect(await svod(at(commission, 'bundle', 'verify', folder.path('ru-1.svod')))).toMatchObject({ ok: true });
    await svod(at(commission, 'trust', 'revoke', key?.keyId ?? '', '--last-seq', '1', '--installation', `${key?.installation ?? ''}=0`));
    expect(await svod(at(commission, 'bundle', 'verify', folder.path('ru-1.svod')), 1)).toMatchObject({ ok: false, code: 'revoked' });
    expect(readFileSync(folder.path('registry.svodtrust'), 'utf8').startsWith('{"format":"svod-trust"')).toBe(true);
  });
});
