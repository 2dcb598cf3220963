import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

interface Demo {
  readonly commission: string;
  readonly ministries: readonly string[];
  readonly bundles: readonly string[];
}
interface Counts {
  readonly invited: number;
  readonly answered: number;
  readonly missing: number;
  readonly late: number;
  readonly uninvited: number;
}
interface Coverage {
  readonly deadline: string | null;
  readonly total: Counts;
  readonly states: readonly (Counts & { readonly country: string })[];
  readonly companies: readonly { readonly number: string; readonly progress: string; readonly owes: string | null; readonly quality: string | null; readonly due: string | null; readonly missing: boolean }[];
}

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const folder = temporaryFolder();
afterAll(folder.remove);

let demo: Demo;
let asked: readonly string[];
const coverage = (): Coverage => svodJson<Coverage>(['insight', 'coverage', '--workspace', demo.commission]);

beforeAll(() => {
  demo = svodJson<Demo>(['demo', folder.path('demo'), '--companies', '13']);
  svodJson(['merge', ...demo.bundles, '--workspace', demo.commission]);
  asked = coverage().companies.map(({ number }) => number);
}, 120_000);

describe('a round on the command line', () => {
  test('a list of the invited is tried, taken in, and counted state by state against the deadline', () => {
    const list = folder.path('invited.csv');
    // All but the last, and one that has sent nothing.
    const lines = [...asked.slice(0, -1), 'RU:7735007358'].map((name, index) => `${name.replace(':', ';')};Организация ${index}`);
    writeFileSync(list, ['Государство;Идентификатор;Наименование', ...lines, 'FR;1;Завод', ''].join('\n'));
    const tried = svodJson(['insight', 'invite', list, '--dry-run', '--workspace', demo.commission]);
    expect(tried).toMatchObject({ written: false, added: asked.length, refused: [{ line: asked.length + 2, problem: 'unknown-state' }] });
    expect(coverage().total).toMatchObject({ invited: 0, uninvited: asked.length });
    svodJson(['insight', 'invite', list, '--workspace', demo.commission]);
    svodJson(['insight', 'deadline', '2026-04-15', '--workspace', demo.commission]);
    const after = coverage();
    expect(after).toMatchObject({ deadline: '2026-04-15', total: { invited: asked.length, answered: asked.length - 1, missing: 1, uninvited: 1 } });
    expect(after.states.reduce((sum, state) => sum + state.invited, 0)).toBe(after.total.invited);
    expect(after.companies.filter(({ missing }) => missing)).toMatchObject([{ number: 'RU:7735007358', progress: 'invited', owes: 'body' }]);
  });

  test('the class and the day of a decision are counted with the company', () => {
    const [first, second] = coverage().companies.filter(({ progress }) => progress === 'received').map(({ number }) => number) as [string, string];
    svodJson(['review', '--company', first, '--accept', '--quality', 'A', '--workspace', demo.commission]);
    svodJson(['review', '--company', second, '--return', '--reason', 'Сверьте', '--due', '2026-12-01', '--quality', 'C', '--workspace', demo.commission]);
    const found = new Map(coverage().companies.map((company) => [company.number, company]));
    expect([found.get(first), found.get(second)]).toMatchObject([{ progress: 'accepted', quality: 'A', due: null }, { progress: 'returned', quality: 'C', due: '2026-12-01' }]);
    svodJson(['review', '--company', first, '--accept', '--due', '2026-12-01', '--workspace', demo.commission], 2);
    svodJson(['insight', 'deadline', 'завтра', '--workspace', demo.commission], 2);
  });

  test('each body that owes something is reminded in its language', () => {
    const out = folder.path('letters');
    const { letters } = svodJson<{ readonly letters: readonly { readonly body: string; readonly file: string; readonly code: string }[] }>(['insight', 'remind', '--out', out, '--letters', 'en', '--workspace', demo.commission]);
    const text = letters.map(({ file }) => readFileSync(file, 'utf8')).join('\n');
    expect(text).toContain('Not received: 1 company');
    expect(text).toContain('7735007358');
    expect(readdirSync(out).some((name) => name.endsWith('.csv'))).toBe(true);
    svodJson(['insight', 'remind', '--out', out, '--workspace', demo.ministries[0] ?? ''], 2);
  });
});
