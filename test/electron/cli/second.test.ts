import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { lookUpCompany } from '../../../electron/cli/console/companies.ts';
import { close, openWrite } from '../../../electron/database/open.ts';
import type { Context } from '../../../electron/jobs/context.ts';
import { openSecond } from '../../../electron/survey/secondEntry.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';
import { valueOf } from '../../helpers/result.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 90_000 });

const PASSPHRASE = { SVOD_PASSPHRASE: 'correct horse battery staple' };
const [FIRST, SECOND] = ['Верас Наталья Леонидовна', 'Орлов Пётр Ильич'] as const;
const folder = temporaryFolder();
afterAll(folder.remove);

const ministry = folder.path('ministry');
const here = ['--workspace', ministry] as const;
const answers = folder.path('answers.json');

interface Item {
  readonly company: string;
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly justifications: Readonly<Record<string, string>>;
}
interface Standing {
  readonly standing: string;
  readonly open: number;
  readonly differences: readonly { readonly place: string; readonly first: unknown; readonly second: unknown; readonly settled: { readonly chosen: string; readonly person: string } | null }[];
}
let item: Item;
let company: string;

beforeAll(() => {
  const demo = svodJson<{ readonly ministries: readonly string[] }>(['demo', folder.path('demo'), '--companies', '6']);
  svodJson(['answers', 'export', '--workspace', demo.ministries[2] as string, '--out', answers]);
  [item] = JSON.parse(readFileSync(answers, 'utf8')) as [Item];
  ({ company } = item);
  svodJson(['init', ministry, '--role', 'ministry', '--country', 'BY', '--body', 'Министерство промышленности', '--person', FIRST, '--round', '2026']);
  svodJson(['key', 'new', '--usage', 'official', '--holder', FIRST, ...here], 0, PASSPHRASE);
  svodJson(['answers', 'import', answers, ...here]);
}, 120_000);

/** On the command line a second entry begins and ends at one blow; in a window it lasts. */
function beginInTheWindow(): void {
  const db = valueOf(openWrite(ministry));
  const context: Context = {
    folder: ministry, language: 'en', now: Date.now, uuid: () => globalThis.crypto.randomUUID(), random: Math.random, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined,
  };
  valueOf(openSecond({ ...context, db }, { entity: valueOf(lookUpCompany(db, company)).entity }));
  close(db);
}

describe('two people on the command line', () => {
  test('what is demanded is said, shown, and stops completing', () => {
    expect(svodJson(['second', 'demand', '--sections', 'C,D', '--approval', 'yes', ...here])).toEqual({ approval: true, sections: ['C', 'D'] });
    expect(svodJson(['second', 'demand', ...here])).toEqual({ approval: true, sections: ['C', 'D'] });
    svodJson(['second', 'demand', '--sections', 'ZZ', ...here], 2);
    expect(svodJson<{ readonly entries: readonly Standing[] }>(['second', 'show', ...here]).entries).toMatchObject([{ standing: 'none', sections: ['/C', '/D'], differences: [] }]);
    const { blocked } = svodJson<{ readonly blocked: readonly { readonly findings: readonly { readonly rule: string }[] }[] }>(['complete', '--company', company, ...here], 1);
    expect(blocked[0]?.findings.filter(({ rule }) => rule === 'second-entry')).toHaveLength(2);
  });

  test('the second entry is for another person; what it says otherwise is told place by place', () => {
    const again = { ...item, answers: { ...item.answers, C: { ...item.answers['C'], C02: 4711 }, B: { B01: 'nobody reads this here' } } };
    // As `answers export` writes it: of several companies the one that is named counts.
    writeFileSync(folder.path('again.json'), JSON.stringify([{ company: 'BY:100000007', answers: {} }, again]));
    const enter = ['second', 'enter', folder.path('again.json'), '--company', company, ...here];
    writeFileSync(folder.path('other.json'), JSON.stringify([{ company: 'BY:100000007', answers: {} }]));
    expect(svodJson(['second', 'enter', folder.path('other.json'), '--company', company, ...here], 2)).toMatchObject({ error: { code: 'usage' } });
    expect(svodJson(enter, 1)).toMatchObject({ error: { code: 'same-person' } });
    expect(svodJson(['person', 'use', SECOND, ...here])).toEqual({ person: SECOND, people: [SECOND, FIRST] });
    writeFileSync(folder.path('wrong.json'), JSON.stringify({ C: { C99: 1 } }));
    expect(svodJson(['second', 'enter', folder.path('wrong.json'), '--company', company, ...here], 1)).toMatchObject({ problems: [{ path: '/C/C99', code: 'unknown-name' }] });
    expect(svodJson<Standing>(enter, 1)).toMatchObject({ standing: 'open', open: 1, person: SECOND, firstPeople: [FIRST], differences: [{ place: '/C/C02', second: 4711, settled: null }] });
    const said = svod(['second', 'show', '--company', company, ...here]);
    expect(said.out).toContain('✗ /C/C02');
    expect(svodJson(enter, 1)).toMatchObject({ error: { code: 'second-done' } });
  });

  test('what was entered first is kept from whoever enters a second time, in the words of the window; whoever read it before is told not to be blind', () => {
    expect(svodJson<{ readonly entries: readonly unknown[] }>(['second', 'show', '--company', company, ...here]).entries).toMatchObject([{ person: SECOND, readAt: null }]);
    svodJson(['second', 'drop', '--company', company, ...here]);
    svodJson(['answers', 'export', '--company', company, '--out', folder.path('read.json'), ...here]);
    beginInTheWindow();
    writeFileSync(folder.path('one.json'), JSON.stringify([(JSON.parse(readFileSync(folder.path('again.json'), 'utf8')) as readonly Item[])[1]]));
    const [out, book] = [folder.path('kept.json'), folder.path('kept.xlsx')];
    const refusal = { error: { code: 'second-blind', message: printFailure('en', { code: 'second-blind' }) } };
    expect(svodJson(['answers', 'export', '--company', company, '--out', out, ...here], 1)).toMatchObject(refusal);
    expect(svodJson(['answers', 'template', '--company', company, '--out', book, ...here], 1)).toMatchObject(refusal);
    expect(svodJson(['history', '--company', company, ...here], 1)).toMatchObject(refusal);
    for (const command of ['validate', 'complete']) expect(svodJson([command, '--company', company, ...here], 1)).toMatchObject(refusal);
    expect(svodJson(['validate', ...here], 1)).toMatchObject({ responses: 0, findings: [], refused: [{ company, message: refusal.error.message }] });
    expect(svodJson(['complete', '--all', ...here], 1)).toMatchObject({ completed: [], blocked: [], refused: [{ company, message: refusal.error.message }] });
    expect(existsSync(out) || existsSync(book)).toBe(false);
    expect(svodJson(['answers', 'export', '--out', out, ...here], 1)).toMatchObject({ companies: 0, refused: [{ company, message: refusal.error.message }] });
    expect(svodJson(['answers', 'import', folder.path('one.json'), ...here], 1)).toMatchObject({ refused: [{ company, message: refusal.error.message }] });
    expect(svodJson(['second', 'enter', folder.path('again.json'), '--company', company, ...here], 1)).toMatchObject({ standing: 'open', open: 1, readAt: expect.stringMatching(/^20/) as string });
    expect(svod(['second', 'show', '--company', company, ...here]).out).toContain('not blind');
  });

  test('a difference is settled for either entry; then the form completes with what was settled', () => {
    svodJson(['second', 'settle', '--company', company, '--take', 'second', ...here], 2);
    svodJson(['second', 'settle', '--company', company, '--take', 'second', '--place', '/C/C03', ...here], 1);
    expect(svodJson<Standing>(['second', 'settle', '--company', company, '--take', 'first', '--all', ...here])).toMatchObject({ standing: 'settled', open: 0, differences: [{ place: '/C/C02', settled: { chosen: 'first', person: SECOND } }] });
    writeFileSync(folder.path('justified.json'), JSON.stringify(item.justifications));
    expect(svodJson(['complete', '--company', company, '--justify', folder.path('justified.json'), ...here])).toMatchObject({ blocked: [] });
  });

  test('approving says why it refuses: completed by the same person, or not completed', () => {
    const { refused } = svodJson<{ readonly refused: readonly { readonly number: string; readonly reason: string; readonly message: string }[] }>(['approve', '--company', company, ...here], 1);
    expect(refused).toMatchObject([{ number: company, reason: 'same-person' }]);
    expect(refused[0]?.message).toContain(SECOND);
    expect(svod(['approve', '--company', company, ...here]).out).toContain(`✗ ${company}`);
    svodJson(['person', 'use', FIRST, ...here]);
    expect(svodJson(['approve', '--company', company, ...here])).toMatchObject({ approved: 1, refused: [], blocked: [] });
    expect(svodJson(['approve', '--company', company, ...here], 1)).toMatchObject({ refused: [{ number: company, reason: 'not-complete' }] });
  });

  test('withdrawing takes two as well: one asks, another confirms for the reason asked with, anybody lets it go', () => {
    const about = ['--company', company, ...here];
    svodJson(['withdraw', ...about], 2);
    const asked = { person: FIRST, reason: 'Внесена по ошибке' };
    expect(svodJson(['withdraw', ...about, '--reason', asked.reason])).toMatchObject({ number: company, revision: null, asked });
    expect(svodJson(['withdraw', ...about], 1)).toMatchObject({ error: { code: 'same-person' } });
    expect(svodJson(['withdraw', ...about, '--drop'])).toMatchObject({ revision: null, asked: null });
    svodJson(['withdraw', ...about, '--drop'], 1);
    svodJson(['withdraw', ...about, '--reason', asked.reason]);
    svodJson(['person', 'use', SECOND, ...here]);
    expect(svodJson(['withdraw', ...about])).toMatchObject({ number: company, revision: expect.stringMatching(/^[0-9a-f]{64}$/) as string, asked: null });
  });

  test('what was withdrawn, completed or approved is reopened for a reason, and a draft is not', () => {
    const about = ['--company', company, ...here];
    svodJson(['reopen', ...about], 2);
    svodJson(['reopen', ...about, '--reason', ' '], 2);
    expect(svodJson(['reopen', ...about, '--reason', 'Представляется снова'])).toMatchObject({ number: company });
    expect(svodJson(['reopen', ...about, '--reason', 'Ещё раз'], 1)).toMatchObject({ error: { code: 'response-locked' } });
    expect(svodJson(['complete', ...about])).toMatchObject({ blocked: [] });
    const { entries } = svodJson<{ readonly entries: readonly { readonly reason: string }[] }>(['history', ...about]);
    expect(entries.at(-1)?.reason).toBe('Представляется снова');
  });
});

test('the help of a family is in the language of the reader alone', () => {
  const { out } = svod(['second', '--help', '--language', 'ru']);
  expect(out).toContain('settle');
  expect(out.replaceAll(/svod|--?\w+|<\w+>|\b(second|demand|show|enter|settle|drop|FILE)\b/g, '')).not.toMatch(/[a-z]{3}/i);
});

describe('rounds on the command line', () => {
  test('the next round begins with the answers of the last, and there is a way back', () => {
    expect(svodJson(['round', 'list', ...here])).toEqual({ rounds: [{ round: '2026', companies: 1, current: true }] });
    expect(svodJson(['round', 'open', '2025', ...here], 1)).toMatchObject({ error: { code: 'round-earlier' } });
    svodJson(['round', 'open', 'год 2027', ...here], 2);
    expect(svodJson(['round', 'open', '2027', ...here])).toEqual({ round: '2027', begun: 1, carried: 1 });
    expect(svodJson(['round', 'open', '2027', ...here])).toMatchObject({ begun: 0, carried: 0 });
    const { blocked } = svodJson<{ readonly blocked: readonly { readonly findings: readonly { readonly rule: string }[] }[] }>(['complete', '--company', company, ...here], 1);
    expect(blocked[0]?.findings.filter(({ rule }) => rule === 'last-round').length).toBeGreaterThan(20);
    expect(svodJson(['round', 'open', '2026', ...here])).toMatchObject({ round: '2026', begun: 0 });
    expect(svodJson(['round', 'list', ...here])).toEqual({ rounds: [{ round: '2027', companies: 1, current: false }, { round: '2026', companies: 1, current: true }] });
  });
});
