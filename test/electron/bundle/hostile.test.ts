import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { REGISTRY_LIFE, revokeKey, trustOf } from '../../../electron/bundle/trust/trust.ts';
import { driverOf } from '../../../electron/database/db.ts';
import { beginRun } from '../../../electron/database/tables/run.ts';
import { listQuarantine } from '../../../electron/database/tables/quarantine.ts';
import { applyMerge, previewMerge } from '../../../electron/merge/desk/apply.ts';
import { mergeBundle } from '../../../electron/merge/desk/bundle.ts';
import { fastFolder, forge, NOON, revision, testKey, trusting, type Workspace } from '../../helpers/bundles.ts';
import { container, type Hostile } from '../../helpers/hostile/case.ts';
import { hostileContainers } from '../../helpers/hostile/containers.ts';
import { hostileContents, knownKeys } from '../../helpers/hostile/contents.ts';
import { deskOf, filesOf, merge, newCommission, preview } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const folder = fastFolder();
const place = join(folder, 'hostile.svod');
const hostile: readonly Hostile[] = [...hostileContainers, ...hostileContents];
const act = { now: NOON, person: 'К. Комиссаров' };
const commission = newCommission(...(knownKeys as unknown as readonly Workspace[]));
valueOf(revokeKey(commission.db, commission.signer, testKey(6).signer.keyId, 1, act));
const trust = trustOf(commission.db);
const run = beginRun(commission.db, { at: NOON, person: act.person });

/** All that a workspace holds: the bytes of its database, the names of its files. */
const holdings = ({ db, folder: place }: Workspace): string =>
  createHash('sha256').update(driverOf(db).serialize()).digest('hex') + readdirSync(place, { recursive: true }).sort().join();

const tally = { refused: 0, accepted: 0, crashed: 0, longest: 0, slowest: '', silent: 0 };
async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } catch (error) {
    tally.crashed += 1;
    throw error;
  } finally {
    const took = performance.now() - start;
    if (took > tally.longest) [tally.longest, tally.slowest] = [took, name];
  }
}
afterAll(() => {
  const { refused, accepted, silent, crashed, longest, slowest } = tally;
  console.log(`hostile files: refused ${refused}, accepted ${accepted} (and ${silent} with a filling bit flipped that says nothing), crashed ${crashed}, longest ${(longest / 1000).toFixed(2)} s (${slowest})`);
});

describe('B18, B19: a hostile file is refused with its code at its step, and leaves no trace', () => {
  test.each(hostile.map((one) => [one.name, one] as const))('%s', async (name, { bytes, code, step }) => {
    writeFileSync(place, bytes());
    const before = holdings(commission);
    const peak = process.resourceUsage().maxRSS;
    const outcome = await timed(name, () => mergeBundle(commission.db, { path: place, fileName: 'hostile.svod' }, trust, {}, { ...act, run, groups: new Map() }));
    const grown = (process.resourceUsage().maxRSS - peak) / 1024;
    if (outcome.kind === 'refused') tally.refused += 1;
    else tally.accepted += 1;
    expect(outcome.kind === 'refused' && { code: outcome.refused.failure.code, step: outcome.refused.step }).toEqual({ code, step });
    expect(holdings(commission)).toBe(before);
    expect(grown).toBeLessThan(150);
  }, 60_000);

  test('names are told apart: no two cases have one', () => {
    expect(new Set(hostile.map(({ name }) => name)).size).toBe(hostile.length);
  });
});

describe('among honest files', () => {
  test('all hostile ones are put aside with their codes, nothing of them is written, the honest ones go on', async () => {
    const paths = hostile.filter(({ name }) => !name.includes('a bomb that a key has signed')).map((one, index) => {
      const path = join(folder, `${index}.svod`);
      writeFileSync(path, one.bytes());
      return { path, code: one.code };
    });
    const [first, last] = [join(folder, 'first.svod'), join(folder, 'last.svod')];
    await forge(first);
    const head = await openBundle(first, trust);
    await forge(last, { revisions: [revision(3)], manifest: (made) => ({ ...made, seq: 2, prevBundle: valueOf(head).manifestHash }) });
    const files = [first, ...paths.map(({ path }) => path), last];
    const untouched = holdings(commission);
    await preview(commission, ...files);
    expect(holdings(commission)).toBe(untouched);
    const report = await merge(commission, ...files);
    expect(report.files.map((file) => file.failure?.code ?? file.verdict)).toEqual(['merged', ...paths.map(({ code }) => code), 'merged']);
    expect(report.totals).toMatchObject({ added: 3, pending: 0, conflicts: 0 });
    expect(listQuarantine(commission.db).map(({ failure }) => failure.code).reverse()).toEqual(paths.map(({ code }) => code));
  }, 300_000);

  test('B16: a replay changes nothing, another bundle under a used number is a fork, a number ahead waits', async () => {
    const reader = newCommission(...(knownKeys as unknown as readonly Workspace[]));
    const [one, other, third] = ['one', 'other', 'third'].map((name) => join(folder, `${name}.svod`)) as [string, string, string];
    await forge(one);
    await forge(other, { revisions: [revision(7)] });
    await forge(third, { revisions: [revision(8)], manifest: (made) => ({ ...made, seq: 3, prevBundle: 'a'.repeat(64) }) });
    const verdicts = async (path: string): Promise<unknown> => (await merge(reader, path)).files.map((file) => file.failure?.code ?? (file.missingSeq === null ? file.verdict : `${file.verdict}: ${file.missingSeq}`));
    expect(await verdicts(one)).toEqual(['merged']);
    const merged = driverOf(reader.db).prepare('SELECT count(*) FROM revision').pluck().get();
    expect(await verdicts(one)).toEqual(['already-merged']);
    expect(driverOf(reader.db).prepare('SELECT count(*) FROM revision').pluck().get()).toBe(merged);
    expect(await verdicts(third)).toEqual(['pending: 2']);
    expect(await verdicts(other)).toEqual(['fork']);
    expect(listQuarantine(reader.db).map(({ failure }) => failure.code)).toEqual(['fork', 'fork']);
  });

  test('B15: under an expired registry nothing is merged, neither hostile nor honest, and nothing is written', async () => {
    const reader = newCommission(...(knownKeys as unknown as readonly Workspace[]));
    const honest = join(folder, 'after-expiry.svod');
    await forge(honest);
    const hostileOne = join(folder, 'hostile-after-expiry.svod');
    writeFileSync(hostileOne, (hostile[0] as Hostile).bytes());
    const before = holdings(reader);
    const late = deskOf(reader, { now: () => NOON + REGISTRY_LIFE + 1 });
    const files = filesOf([honest, hostileOne]);
    for (const act of [previewMerge, applyMerge]) {
      const answer = await act(late, files);
      expect(!answer.ok && answer.error.code).toBe('trust-expired');
    }
    expect(holdings(reader)).toBe(before);
    expect((await merge(reader, honest)).files.map((file) => file.verdict)).toEqual(['merged']);
  });
});

describe('a damaged file', () => {
  const whole = Buffer.from(container({ revisions: [revision(1)] }));
  const against = trusting(testKey(1).entry);

  async function contentOf(bytes: Uint8Array): Promise<string> {
    writeFileSync(place, bytes);
    const bodies: string[] = [];
    const opened = await timed('a damaged file', () => openBundle(place, against, { revision: ({ body }) => void bodies.push(Buffer.from(body).toString()) }));
    if (opened.ok) return `${opened.value.manifestHash} ${bodies.join()}`;
    expect(['malformed', 'too-large', 'not-canonical', 'hash-mismatch', 'bad-signature', 'unknown-signer']).toContain(opened.error.failure.code);
    return 'refused';
  }

  test('with any one bit flipped is refused; only the bits that fill the last byte of a deflate stream say nothing', async () => {
    const honest = await contentOf(whole);
    const silent: number[] = [];
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << bit % 8);
      const content = await contentOf(flipped);
      if (content === 'refused') tally.refused += 1;
      else if (content === honest) silent.push(bit);
      else tally.accepted += 1;
    }
    tally.silent += silent.length;
    expect(tally.accepted).toBe(0);
    const lastBytes = new Set(silent.map((bit) => bit >> 3));
    expect(lastBytes.size).toBeLessThanOrEqual(3);
    for (const at of lastBytes) expect(whole.readUInt32LE(at + 1), 'a header follows').toSatisfy((magic: number) => magic === 0x04034b50 || magic === 0x02014b50);
  }, 300_000);

  test('cut at any length is refused', async () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(await contentOf(whole.subarray(0, length)), `${length} bytes`).toBe('refused');
      tally.refused += 1;
    }
  }, 300_000);

  test('that hangs together with others is refused', async () => {
    const other = Buffer.from(container({ revisions: [revision(2)] }));
    for (const [head, tail] of [[whole, other], [other, whole]] as const) {
      for (let at = 1; at < Math.min(head.length, tail.length); at += 1) {
        const spliced = Buffer.concat([head.subarray(0, at), tail.subarray(at)]);
        if (spliced.equals(head) || spliced.equals(tail)) continue;
        expect(await contentOf(spliced), `${at}`).toBe('refused');
        tally.refused += 1;
      }
    }
  }, 300_000);
});
