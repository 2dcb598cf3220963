import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { MergeDocument } from '../../../electron/merge/view/document.ts';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

interface Demo {
  readonly commission: string;
  readonly ministries: readonly string[];
  readonly bundles: readonly string[];
  readonly registry: string;
  readonly passphrase: string;
}
interface State {
  readonly revisions: number;
  readonly stateHash: string;
  readonly viewHash: string;
  readonly conflicts: number;
  readonly pending: number;
}
interface Merged extends State {
  readonly files: readonly { readonly verdict: string; readonly code: string | null; readonly missingSeq: number | null }[];
  readonly totals: { readonly added: number; readonly already: number; readonly pending: number; readonly conflicts: number };
}

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
afterAll(folder.remove);

let demo: Demo;
/** The Commission as the demo leaves it, copied for every test. */
let copies = 0;
const freshCommission = (): string => {
  const copy = folder.path(`commission-${(copies += 1)}`);
  cpSync(demo.commission, copy, { recursive: true });
  return copy;
};
const state = (workspace: string): State => svodJson<State>(['state', '--workspace', workspace]);

beforeAll(() => {
  demo = svodJson<Demo>(['demo', folder.path('demo'), '--companies', '13']);
}, 60_000);

describe('the example', () => {
  test('has a Commission that trusts six bodies, their workspaces, and several bundles of each', () => {
    expect(demo.ministries).toHaveLength(6);
    expect(demo.bundles.length).toBeGreaterThanOrEqual(12);
    expect(demo.passphrase.length).toBeGreaterThan(11);
    expect(state(demo.commission).revisions).toBe(0);
    expect(svodJson<{ readonly keys: readonly unknown[] }>(['trust', 'show', '--workspace', demo.commission]).keys).toHaveLength(7);
  });

  test('holds companies that nothing keeps from being completed', () => {
    for (const ministry of demo.ministries) {
      const found = svodJson<{ readonly blocked: number; readonly counts: { readonly error: number } }>(['validate', '--workspace', ministry]);
      expect(found.blocked).toBe(0);
      expect(found.counts.error).toBe(0);
    }
  });

  test('is the same byte for byte from the same seed, and another from another', () => {
    const again = svodJson<Demo>(['demo', folder.path('again'), '--companies', '13']);
    const other = svodJson<Demo>(['demo', folder.path('other'), '--companies', '13', '--seed', 'another']);
    const bytes = (one: Demo): string[] => one.bundles.map((file) => readFileSync(file).toString('base64'));
    expect(bytes(again)).toEqual(bytes(demo));
    expect(bytes(other)[0]).not.toBe(bytes(demo)[0]);
  });
});

describe('merging the example', () => {
  test('comes to the same state and the same view in any order, early bundles first or last', () => {
    const orders = [demo.bundles, [...demo.bundles].reverse(), [...demo.bundles.slice(5), ...demo.bundles.slice(0, 5)]];
    const states = orders.map((files) => {
      const workspace = freshCommission();
      svodJson(['merge', ...files, '--workspace', workspace]);
      return state(workspace);
    });
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    expect(states[0]?.pending).toBe(0);
  });

  test('in two calls, with a late bundle held until its predecessor arrives, is no refusal', () => {
    const workspace = freshCommission();
    const [first, second, ...rest] = demo.bundles as [string, string, ...string[]];
    const early = svodJson<Merged>(['merge', second, ...rest, '--workspace', workspace]);
    expect(early.files[0]?.verdict).toBe('pending');
    expect(early.files[0]?.missingSeq).toBe(1);
    expect(svodJson<Merged>(['merge', first, '--workspace', workspace]).files[0]?.verdict).toBe('merged');
    expect(state(workspace).pending).toBe(0);
  });

  test('has its conflict settled by a rule: shown first, named by the revision it makes, revoked in the end', () => {
    const workspace = freshCommission();
    svodJson(['merge', ...demo.bundles, '--workspace', workspace]);
    const { conflicts } = svodJson<{ readonly conflicts: readonly { readonly number: string; readonly writes: readonly { readonly value: number; readonly signer: { readonly body: string } }[] }[] }>(['conflicts', '--workspace', workspace]);
    const [write] = conflicts[0]?.writes ?? [];
    const passphrase = folder.path('rule-passphrase');
    writeFileSync(passphrase, `${demo.passphrase}\n`);
    const { rule } = svodJson<{ readonly rule: { readonly code: string } }>([
      'rule', 'define', '--name', 'Затраты', '--place', '/C', '--body', `RU=${write?.signer.body}`, '--reason', 'Ведёт отчётность', '--passphrase-file', passphrase, '--workspace', workspace,
    ]);
    expect(svodJson(['rule', 'preview', rule.code, '--workspace', workspace])).toMatchObject({ solves: 1, leaves: 0, conflicts: [{ outcome: { kind: 'takes' } }] });
    expect(svodJson(['rule', 'apply', rule.code, '--workspace', workspace])).toMatchObject({ solved: 1, left: 0, stopped: false });
    expect(state(workspace).conflicts).toBe(0);
    const history = svodJson<{ readonly entries: readonly { readonly revision: string; readonly reason: string; readonly current: boolean; readonly changes: readonly { readonly after: number }[] }[] }>(['history', '--company', conflicts[0]?.number ?? '', '--path', '/C/C15', '--workspace', workspace]);
    const settled = history.entries.find(({ current }) => current);
    expect(settled).toMatchObject({ reason: expect.stringContaining(rule.code), changes: [{ after: write?.value }] });
    expect(svodJson(['history', '--revision', settled?.revision.slice(0, 12) ?? '', '--workspace', workspace])).toMatchObject({ number: conflicts[0]?.number, entries: [{ revision: settled?.revision, op: 'resolve' }] });
    svodJson(['rule', 'revoke', rule.code, '--reason', 'Передано', '--workspace', workspace]);
    expect(svodJson(['rule', 'list', '--workspace', workspace])).toMatchObject({ rules: [{ code: rule.code, standing: 'revoked', solved: 1 }] });
  });

  test('can be reported: who sent what, what changed with the revision of each value, what is missing', () => {
    const workspace = freshCommission();
    const [first, ...rest] = demo.bundles as [string, ...string[]];
    const early = svodJson<Merged & { readonly run: number }>(['merge', ...rest, '--report', folder.path('early.json'), '--workspace', workspace]);
    const report = JSON.parse(readFileSync(folder.path('early.json'), 'utf8')) as MergeDocument;
    expect(report).toMatchObject({ format: 'svod-merge-report', run: early.run, totals: early.totals, missing: { seqs: [{ seqs: [1] }] } });
    svodJson(['merge', first, '--workspace', workspace]);
    svodJson(['merge', 'report', '--out', folder.path('late.json'), '--workspace', workspace]);
    const late = JSON.parse(readFileSync(folder.path('late.json'), 'utf8')) as MergeDocument;
    expect(svodJson(['merge', 'report', '--out', folder.path('late.pdf'), '--workspace', workspace], 2)).toMatchObject({ error: { code: 'no-paper' } });
    expect(late).toMatchObject({ run: early.run + 1, missing: { seqs: [] } });
    const company = late.companies.find(({ changes }) => changes.length > 0);
    const history = svodJson<{ readonly entries: readonly { readonly revision: string }[] }>(['history', '--company', company?.entity ?? '', '--path', company?.changes[0]?.place ?? '', '--workspace', workspace]);
    expect(history.entries.map(({ revision }) => revision)).toContain(company?.changes[0]?.revision);
  });

  test('of the same bundles again changes nothing', () => {
    const workspace = freshCommission();
    const once = svodJson<Merged>(['merge', ...demo.bundles, '--workspace', workspace]);
    const twice = svodJson<Merged>(['merge', ...demo.bundles, '--workspace', workspace]);
    expect(twice.files.map((file) => file.verdict)).toEqual(demo.bundles.map(() => 'already-merged'));
    expect(twice.totals.added).toBe(0);
    expect(twice.stateHash).toBe(once.stateHash);
  });

  test('leaves one conflict, of the two bodies of one state, with both values and their authors', () => {
    const workspace = freshCommission();
    svodJson(['merge', ...demo.bundles, '--workspace', workspace]);
    const { total, conflicts } = svodJson<{
      readonly total: number;
      readonly conflicts: readonly { readonly number: string; readonly path: string; readonly writes: readonly { readonly revision: string; readonly value: number; readonly signer: { readonly body: string } }[] }[];
    }>(['conflicts', '--workspace', workspace]);
    expect(total).toBe(1);
    expect(conflicts[0]?.path).toBe('/C/C15');
    expect(new Set(conflicts[0]?.writes.map((write) => write.signer.body)).size).toBe(2);

    const chosen = conflicts[0]?.writes[0] as { readonly revision: string; readonly value: number };
    svodJson(['resolve', '--workspace', workspace, '--path', '/C/C15', '--choose', chosen.revision, '--reason', 'Compared with the accounts']);
    expect(state(workspace).conflicts).toBe(0);
    const history = svodJson<{ readonly entries: readonly { readonly op: string; readonly reason: string; readonly current: boolean }[] }>([
      'history', '--workspace', workspace, '--company', conflicts[0]?.number ?? '', '--path', '/C/C15',
    ]);
    expect(history.entries.at(-1)).toMatchObject({ op: 'resolve', reason: 'Compared with the accounts', current: true });
  });

  test('rehearsed changes nothing', () => {
    const workspace = freshCommission();
    expect(svodJson<Merged>(['merge', ...demo.bundles, '--workspace', workspace, '--dry-run']).totals.added).toBeGreaterThan(0);
    expect(state(workspace).revisions).toBe(0);
  });

  test('of a bundle with one flipped byte is refused with its code and changes nothing; the others go on', () => {
    const workspace = freshCommission();
    const before = state(workspace);
    const bytes = readFileSync(demo.bundles[0] as string);
    const broken = folder.path('broken.svod');
    for (const at of [0, 200, Math.floor(bytes.length / 2), bytes.length - 40]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      writeFileSync(broken, changed);
      const verified = svodJson<{ readonly ok: boolean; readonly code: string; readonly step: number }>(['bundle', 'verify', broken, '--workspace', workspace], 1);
      expect(verified.ok).toBe(false);
      const merged = svodJson<Merged>(['merge', broken, '--workspace', workspace], 1);
      expect(merged.files[0]).toMatchObject({ verdict: 'refused', code: verified.code });
      expect(state(workspace)).toEqual(before);
    }
    const mixed = svodJson<Merged>(['merge', broken, demo.bundles[0] as string, '--workspace', workspace], 1);
    expect(mixed.files.map((file) => file.verdict)).toEqual(['refused', 'merged']);
  });
});

describe('the safety of a workspace', () => {
  test('doctor finds a merged workspace whole, and names a revision whose bytes were changed', async () => {
    const workspace = freshCommission();
    svodJson(['merge', ...demo.bundles, '--workspace', workspace]);
    expect(svodJson<{ readonly ok: boolean }>(['doctor', '--workspace', workspace]).ok).toBe(true);

    const { openWrite, close } = await import('../../../electron/database/open.ts');
    const opened = openWrite(workspace);
    if (!opened.ok) throw new Error(opened.error.code);
    const id = opened.value.value<string>('SELECT id FROM revision LIMIT 1') as string;
    opened.value.run('UPDATE revision SET body = CAST(replace(CAST(body AS TEXT), ?, ?) AS BLOB) WHERE id = ?', '"v":1', '"v":1 ', id);
    close(opened.value);
    const found = svodJson<{ readonly damaged: readonly { readonly revision: string; readonly bundles: readonly string[] }[] }>(['doctor', '--workspace', workspace], 1);
    expect(found.damaged.map((one) => one.revision)).toEqual([id]);
    expect(found.damaged[0]?.bundles).toHaveLength(1);
  });

  test('a backup brings back what was there', () => {
    const workspace = freshCommission();
    const { file } = svodJson<{ readonly file: string }>(['backup', '--workspace', workspace]);
    svodJson(['merge', ...demo.bundles, '--workspace', workspace]);
    svodJson(['restore', file, '--workspace', workspace]);
    expect(state(workspace).revisions).toBe(0);
    expect(svod(['restore', demo.registry, '--workspace', workspace]).code).toBe(1);
    expect(state(workspace).revisions).toBe(0);
  });
});

describe('tables', () => {
  test('hold every company and every row, and a dictionary', () => {
    const workspace = freshCommission();
    svodJson(['merge', ...demo.bundles, '--workspace', workspace]);
    const { files } = svodJson<{ readonly files: readonly { readonly file: string; readonly rows: number }[] }>(['export', '--workspace', workspace, '--format', 'csv', '--out', folder.path('csv')]);
    const rows = new Map(files.map(({ file, rows: count }) => [file.split('/').at(-1), count]));
    expect(rows.get('companies.csv')).toBe(13);
    expect(rows.get('product.csv')).toBeGreaterThan(13);
    expect(readFileSync(folder.path('csv', 'dictionary.csv'), 'utf8')).toContain('companies,C02,decimal');
    // M10: from a number of a table to who signed it.
    const [entity = '', path = '', revision = ''] = (readFileSync(folder.path('csv', 'provenance.csv'), 'utf8').split('\r\n').find((line) => line.includes(',/C/C02,')) ?? '').split(',');
    expect(svodJson(['history', '--revision', revision, '--path', path, '--workspace', workspace])).toMatchObject({
      company: entity, entries: [{ revision, signer: { keyId: expect.any(String), body: expect.any(String) }, bundle: { seq: expect.any(Number) }, changes: [{ path }] }],
    });
    // Personal answers have no column (B7).
    expect(readFileSync(folder.path('csv', 'companies.csv'), 'utf8').split('\r\n')[0]).not.toContain('A05');
  });
});
