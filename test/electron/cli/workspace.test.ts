import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const PASSPHRASE = { SVOD_PASSPHRASE: 'correct horse battery staple' };
const folder = temporaryFolder();
afterAll(folder.remove);

const ministry = folder.path('ministry');
const commission = folder.path('commission');
const answers = folder.path('answers.json');

/** A company of the example as a file of answers. */
let item: { readonly company: string; readonly answers: Record<string, Record<string, unknown>>; readonly justifications: Record<string, string> };

beforeAll(() => {
  const demo = svodJson<{ readonly ministries: readonly string[] }>(['demo', folder.path('demo'), '--companies', '6']);
  svodJson(['answers', 'export', '--workspace', demo.ministries[2] as string, '--out', answers]);
  [item] = JSON.parse(readFileSync(answers, 'utf8')) as [typeof item];
  svodJson(['init', ministry, '--role', 'ministry', '--country', 'BY', '--body', 'Министерство промышленности', '--person', 'Верас Наталья Леонидовна']);
  svodJson(['init', commission, '--role', 'commission', '--body', 'Комиссия']);
}, 60_000);

describe('a script takes a company from a file of answers to the merged base', () => {
  test('keys are made, announced, vouched for, and the registry installed with its fingerprint compared', () => {
    const { keyId } = svodJson<{ readonly keyId: string }>(['key', 'new', '--usage', 'official', '--holder', 'Верас Н. Л.', '--workspace', ministry], 0, PASSPHRASE);
    svodJson(['key', 'public', keyId, '--out', folder.path('by.svodkey'), '--workspace', ministry]);
    svodJson(['key', 'new', '--usage', 'commission', '--holder', 'Тимофеев Р. И.', '--workspace', commission], 0, PASSPHRASE);
    svodJson(['trust', 'init', '--workspace', commission], 0, PASSPHRASE);
    const { root } = svodJson<{ readonly root: string }>(['trust', 'add', folder.path('by.svodkey'), '--workspace', commission], 0, PASSPHRASE);
    svodJson(['trust', 'export', '--out', folder.path('registry.svodtrust'), '--workspace', commission]);

    const unseen = svod(['trust', 'install', folder.path('registry.svodtrust'), '--workspace', ministry]);
    expect(unseen.code).toBe(1);
    expect(unseen.error).toContain(root);
    const { version } = svodJson<{ readonly version: number }>(['trust', 'install', folder.path('registry.svodtrust'), '--root', root, '--workspace', ministry]);
    expect(version).toBe(2);
  });

  test('answers are taken in, again without a change, and given back the same', () => {
    expect(svodJson(['answers', 'import', answers, '--form', 'microelectronics', '--workspace', ministry])).toMatchObject({ created: 1, updated: 0, refused: [] });
    expect(svodJson(['answers', 'import', answers, '--workspace', ministry])).toMatchObject({ created: 0, updated: 1, companies: [{ changes: 0 }] });
    svodJson(['answers', 'export', '--workspace', ministry, '--out', folder.path('back.json')]);
    expect((JSON.parse(readFileSync(folder.path('back.json'), 'utf8')) as (typeof item)[])[0]?.answers).toEqual(item.answers);
  });

  test('what does not fit the form is named by its place and nothing of it is taken', () => {
    writeFileSync(folder.path('wrong.json'), JSON.stringify({ ...item, answers: { ...item.answers, C: { C02: [1], product: [] }, Z: {} } }));
    const { refused } = svodJson<{ readonly refused: readonly { readonly problems: readonly { readonly path: string; readonly code: string }[] }[] }>(
      ['answers', 'import', folder.path('wrong.json'), '--workspace', ministry], 1,
    );
    expect(refused[0]?.problems.map(({ path, code }) => `${path} ${code}`)).toEqual(['/C/C02 not-an-answer', '/C/product unknown-name', '/Z unknown-name']);
  });

  test('a broken figure blocks completing, with the rule and the place; set right, it completes', () => {
    const broken = { ...item, answers: { ...item.answers, C: { ...item.answers.C, C18: 99, C17: 10 } } };
    writeFileSync(folder.path('broken.json'), JSON.stringify(broken));
    svodJson(['answers', 'import', folder.path('broken.json'), '--workspace', ministry]);
    const validated = svodJson<{ readonly findings: readonly { readonly rule: string; readonly level: string; readonly message: string }[] }>(['validate', '--workspace', ministry], 1);
    expect(validated.findings.find((finding) => finding.rule === 'R17')).toMatchObject({ level: 'error', paths: ['/C/C18', '/C/C17'] });
    const { blocked } = svodJson<{ readonly blocked: readonly { readonly number: string }[] }>(['complete', '--all', '--workspace', ministry], 1);
    expect(blocked.map((one) => one.number)).toEqual([item.company]);

    svodJson(['answers', 'import', answers, '--workspace', ministry]);
    const { revisions } = svodJson<{ readonly revisions: readonly string[] }>(['complete', '--all', '--workspace', ministry]);
    expect(revisions).toHaveLength(1);
    const locked = svod(['answers', 'import', answers, '--workspace', ministry]);
    expect(locked.code).toBe(1);
    expect(locked.out).toContain('Reopen it first');
  });

  test('what is approved leaves in a signed bundle, which verifies and merges', () => {
    expect(svodJson(['approve', '--all', '--workspace', ministry])).toMatchObject({ approved: 1, blocked: [] });
    const bundle = folder.path('by.svod');
    const exported = svodJson<{ readonly manifest: string; readonly seq: number; readonly counts: { readonly companies: number } }>(['bundle', 'export', '--out', bundle, '--workspace', ministry], 0, PASSPHRASE);
    expect(exported).toMatchObject({ seq: 1, counts: { companies: 1, revisions: 2 } });
    expect(svodJson(['bundle', 'inspect', bundle])).toMatchObject({ manifestSha256: exported.manifest, manifest: { seq: 1, issuer: { country: 'BY' } } });
    expect(svodJson(['bundle', 'verify', bundle, '--workspace', commission])).toMatchObject({ ok: true, signer: { holder: 'Верас Н. Л.' } });
    expect(svodJson(['merge', bundle, '--workspace', commission])).toMatchObject({ totals: { added: 2, conflicts: 0 } });
    expect(svod(['bundle', 'export', '--out', bundle, '--workspace', ministry], PASSPHRASE).code).toBe(1);
  });

  test('what was sent is withdrawn with a reason, once, and the Commission hears of it with the next bundle', () => {
    const company = ['--company', item.company, '--workspace', ministry];
    expect(svod(['withdraw', ...company]).code).toBe(2);
    expect(svod(['withdraw', ...company, '--reason', ' ']).code).toBe(2);
    const { revision } = svodJson<{ readonly revision: string }>(['withdraw', ...company, '--reason', 'Внесена по ошибке']);
    expect(svodJson<{ readonly error: { readonly code: string } }>(['withdraw', ...company, '--reason', 'Ещё раз'], 1).error.code).toBe('nothing-to-withdraw');
    expect(svodJson(['validate', '--workspace', ministry])).toMatchObject({ responses: 0 });
    const bundle = folder.path('withdrawn.svod');
    expect(svodJson(['bundle', 'export', '--out', bundle, '--workspace', ministry], 0, PASSPHRASE)).toMatchObject({ seq: 2, counts: { companies: 1, revisions: 1 } });
    expect(svodJson(['merge', bundle, '--workspace', commission])).toMatchObject({ totals: { added: 1, conflicts: 0 } });
    expect(svodJson(['insight', 'coverage', '--workspace', ministry])).toMatchObject({ total: { answered: 0, progress: { sent: 0 } } });
    const { entries } = svodJson<{ readonly entries: readonly { readonly revision: string; readonly op: string }[] }>(['history', '--company', item.company, '--workspace', commission]);
    expect(entries.at(-1)).toMatchObject({ revision, op: 'retract' });
  });
});

describe('warnings are justified from a file', () => {
  test('by rule, or by rule and place', () => {
    const doubtful = structuredClone(item) as { answers: Record<string, Record<string, unknown>>; company: string; justifications: Record<string, string> };
    doubtful.answers.C = { ...doubtful.answers.C, C03: Math.round(Number(doubtful.answers.C?.C02) / 5) };
    doubtful.justifications = {};
    const workspace = folder.path('doubtful');
    svodJson(['init', workspace, '--role', 'ministry', '--country', 'BY', '--body', 'Министерство']);
    svodJson(['key', 'new', '--usage', 'official', '--holder', 'Н', '--workspace', workspace], 0, PASSPHRASE);
    writeFileSync(folder.path('doubtful.json'), JSON.stringify([doubtful]));
    svodJson(['answers', 'import', folder.path('doubtful.json'), '--workspace', workspace]);
    const { blocked } = svodJson<{ readonly blocked: readonly { readonly findings: readonly { readonly rule: string; readonly paths: readonly string[] }[] }[] }>(['complete', '--all', '--workspace', workspace], 1);
    const texts = Object.fromEntries((blocked[0]?.findings ?? []).map((finding, index) => [index % 2 === 0 ? finding.rule : `${finding.rule}:${finding.paths[0]}`, 'Сверено с отчётностью.']));
    expect(Object.keys(texts)).toContain('R14');
    writeFileSync(folder.path('texts.json'), JSON.stringify({ [doubtful.company]: texts }));
    svodJson(['complete', '--company', doubtful.company, '--justify', folder.path('texts.json'), '--workspace', workspace]);
  });
});

describe('the contract of a call', () => {
  test.each([
    ['no command', [], 2],
    ['an unknown command', ['melt'], 2],
    ['a missing option', ['state'], 2],
    ['an unknown option', ['state', '--workspace', ministry, '--loud'], 2],
    ['a folder that is no workspace', ['state', '--workspace', folder.path('nowhere')], 2],
    ['a file that is not there', ['form', 'check', folder.path('nowhere.xlsx')], 2],
    ['a missing passphrase', ['key', 'new', '--usage', 'seal', '--holder', 'N', '--workspace', ministry], 2],
    ['a workbook that is none', ['form', 'check', answers], 1],
    ['a company that is not there', ['history', '--company', 'RU:7735007358', '--workspace', commission], 1],
    ['help', ['--help'], 0],
  ])('%s', (_, words, code) => {
    const called = svod([...words]);
    expect(called.code).toBe(code);
    expect(called.error + called.out).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });

  test('form check counts what people answer, and each rule once', () => {
    expect(svodJson(['form', 'check', 'shared/forms/microelectronics.xlsx'])).toMatchObject({ ok: true, questions: 231, repeats: 18, rules: 76, unsupported: [], errors: [] });
  });

  test('help in Russian is Russian to its frame', () => {
    const { out } = svod(['key', 'new', '--help', '--language', 'ru']);
    expect(out).toContain('Вызов: svod key new [параметры]');
    expect(out).not.toMatch(/Usage|Options|choices/);
  });

  test('with --json a failure is one document too, with its code and a sentence in the language asked for', () => {
    const english = svodJson<{ readonly error: { readonly code: string; readonly message: string } }>(['state', '--workspace', folder.path('nowhere')], 2);
    const russian = svodJson<{ readonly error: { readonly code: string; readonly message: string } }>(['state', '--workspace', folder.path('nowhere'), '--language', 'ru'], 2);
    expect(english.error.code).toBe('not-a-workspace');
    expect(english.error.message).toContain('is not a workspace');
    expect(russian.error.message).toContain('не является рабочей папкой');
  });

  test('a wrong passphrase is refused, and no passphrase is ever printed', () => {
    const secret = 'quite another passphrase of mine';
    const called = svod(['trust', 'sign', '--workspace', commission], { SVOD_PASSPHRASE: secret });
    expect(called.code).toBe(1);
    expect(called.out + called.error).not.toContain(secret);
    writeFileSync(folder.path('pass.txt'), `${PASSPHRASE.SVOD_PASSPHRASE}\n`);
    svodJson(['trust', 'sign', '--passphrase-file', folder.path('pass.txt'), '--workspace', commission]);
  });

  test('the shipped workbook compiles, builds, and is installed when the Commission signed it', () => {
    const workbook = new URL('../../../shared/forms/microelectronics.xlsx', import.meta.url).pathname;
    const checked = svodJson<{ readonly ok: boolean; readonly hash: string; readonly errors: readonly unknown[] }>(['form', 'check', workbook]);
    expect(checked).toMatchObject({ ok: true, formId: 'microelectronics', repeats: 18, errors: [] });
    svodJson(['form', 'build', workbook, '--out', folder.path('f.svodform'), '--workspace', commission], 0, PASSPHRASE);
    expect(svodJson(['form', 'install', folder.path('f.svodform'), '--workspace', ministry])).toMatchObject({ formId: 'microelectronics', hash: checked.hash });
    writeFileSync(folder.path('one.json'), JSON.stringify(item.answers));
    const evaluated = svodJson<{ readonly values: Record<string, unknown>; readonly relevant: Record<string, boolean>; readonly findings: readonly unknown[] }>(['form', 'eval', workbook, '--answers', folder.path('one.json')]);
    expect(evaluated.values['/C/C02']).toBe(item.answers.C?.C02);
    expect(evaluated.relevant['/B/B05']).toBe(false);
  });
});
