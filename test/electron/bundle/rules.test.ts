import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTrust } from '../../../electron/bundle/trust/trust.ts';
import type { BundleFailureCode } from '../../../shared/base/failure.ts';
import { FORM_HASH, newFolder } from '../../helpers/bundles.ts';
import { theirs } from '../../helpers/readers.ts';
import { valueOf } from '../../helpers/result.ts';
import { judgeVector, vectorsIn } from '../../helpers/standards/frozen.ts';

const folder = new URL('../../vectors/rules/', import.meta.url).pathname;
const vectors = vectorsIn(folder);
const { registry } = valueOf(readTrust(readFileSync(join(folder, 'registry.svodtrust'))));

const CODES: Readonly<Record<BundleFailureCode, true>> = {
  malformed: true, 'too-large': true, 'not-canonical': true, 'unknown-signer': true, 'bad-signature': true, 'policy-unmet': true, revoked: true, 'wrong-country': true,
  'hash-mismatch': true, 'unsupported-version': true, 'unknown-form': true, 'rolled-back': true, fork: true, 'already-merged': true, 'cannot-decrypt': true,
};

/** The files were made once and are kept for ever: another outcome is another format. */
describe('frozen vectors', () => {
  test.each(vectors.map((vector) => [`${vector.rule}: ${vector.what} (${vector.files.join()})`, vector] as const))('%s', async (_, vector) => {
    expect(await judgeVector(vector, folder, newFolder())).toEqual(vector.outcome);
  }, 30_000);

  test.each(vectors.filter(({ kind, files }) => kind === 'bundle' && files[0]?.endsWith('.svod')).map((vector) => [`${vector.rule}: ${vector.what}`, vector] as const))(
    'the reader written from the text says the same of %s', (_, { files, outcome }) => {
      const verdict = theirs(readFileSync(join(folder, files[0] ?? '')), registry, [FORM_HASH]);
      expect('code' in verdict ? verdict : { code: 'verified' }).toEqual(outcome);
    },
  );

  test('there is one for every rule that speaks of bytes, and for every code', () => {
    // B19 lists the codes; B21 is about words, B22 about tables (its own tests), B23 about how a file is written.
    const rules = Array.from({ length: 24 }, (_, index) => `B${index + 1}`).filter((rule) => !['B19', 'B21', 'B22', 'B23'].includes(rule));
    expect([...new Set(vectors.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
    const outcomes = JSON.stringify(vectors.map(({ outcome }) => outcome));
    expect(Object.keys(CODES).filter((code) => !outcomes.includes(`"${code}"`))).toEqual([]);
  });
});
