import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

interface Demo {
  readonly commission: string;
  readonly ministries: readonly string[];
  readonly bundles: readonly string[];
  readonly passphrase: string;
}
interface Reviewed {
  readonly number: string;
  readonly decision: string | null;
  readonly revisions: readonly string[];
}
interface Merged {
  readonly files: readonly { readonly verdict: string }[];
  readonly totals: { readonly added: number; readonly pending: number };
}
interface Entry {
  readonly op: string;
  readonly reason: string;
  readonly revision: string;
}

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
afterAll(folder.remove);

let demo: Demo;
let ministry: string;
let number: string;
const secret = (): Record<string, string> => ({ SVOD_PASSPHRASE: demo.passphrase });

beforeAll(() => {
  demo = svodJson<Demo>(['demo', folder.path('demo'), '--companies', '13']);
  svodJson(['merge', ...demo.bundles, '--workspace', demo.commission]);
  ministry = demo.ministries.find((path) => path.includes('kz')) ?? (demo.ministries.at(-1) as string);
  const answers = folder.path('answers.json');
  svodJson(['answers', 'export', '--out', answers, '--workspace', ministry]);
  number = (JSON.parse(readFileSync(answers, 'utf8')) as readonly { readonly company: string }[])[0]?.company ?? '';
}, 120_000);

const history = (workspace: string): readonly Entry[] => svodJson<{ readonly entries: readonly Entry[] }>(['history', '--company', number, '--workspace', workspace]).entries;

describe('review', () => {
  test('returns a company with comments; the bundle for its state brings them to the ministry', () => {
    const said = svodJson<Reviewed>([
      'review', '--workspace', demo.commission, '--company', number, '--return', '--reason', 'Уточните сведения', '--comment', '/C/C02=Сверьте с отчётностью', '/=Проверьте всю анкету',
    ]);
    expect(said).toMatchObject({ decision: 'returned', number });
    expect(said.revisions).toHaveLength(2);
    const bundle = folder.path('back.svod');
    const exported = svodJson<{ readonly counts: { readonly revisions: number } }>(['bundle', 'export', '--workspace', demo.commission, '--out', bundle], 0, secret());
    expect(exported.counts.revisions).toBe(2);
    expect(svodJson<Merged>(['merge', bundle, '--workspace', ministry])).toMatchObject({ files: [{ verdict: 'merged' }], totals: { added: 2, pending: 0 } });
    expect(history(ministry).slice(-2).map(({ op, revision }) => [op, revision])).toEqual([['comment', said.revisions[0]], ['decide', said.revisions[1]]]);
  });

  test('the correction goes back and is accepted', () => {
    svodJson(['complete', '--company', number, '--workspace', ministry]);
    svodJson(['approve', '--company', number, '--workspace', ministry]);
    const again = folder.path('again.svod');
    svodJson(['bundle', 'export', '--workspace', ministry, '--out', again], 0, secret());
    svodJson(['merge', again, '--workspace', demo.commission]);
    expect(svodJson<Reviewed>(['review', '--workspace', demo.commission, '--company', number, '--accept'])).toMatchObject({ decision: 'accepted' });
    expect(history(demo.commission).slice(-4).map((entry) => entry.op)).toEqual(['decide', 'put', 'put', 'decide']);
  });

  test.each([
    ['a return without a reason', ['--return'], 'usage', 2],
    ['two decisions', ['--accept', '--return', '--reason', 'x'], 'usage', 2],
    ['nothing to say', [], 'usage', 2],
    ['a place the form has not', ['--comment', '/Z/Z99=Что это?'], 'unknown-path', 1],
  ] as const)('says no to %s', (_, words, code, exit) => {
    expect(svodJson<{ readonly error: { readonly code: string } }>(['review', '--workspace', demo.commission, '--company', number, ...words], exit).error.code).toBe(code);
  });

  test('is the Commission’s alone', () => {
    expect(svodJson<{ readonly error: { readonly code: string } }>(['review', '--workspace', ministry, '--company', number, '--accept'], 2).error.code).toBe('wrong-role');
  });
});
