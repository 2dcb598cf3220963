import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTrust } from '../../../electron/bundle/trust/trust.ts';
import { LOW_ORDER_ENCODINGS } from '../../../shared/bundle/signing/signing.ts';
import { FORM_HASH, fastFolder } from '../../helpers/bundles.ts';
import { container } from '../../helpers/hostile/case.ts';
import { hostileContainers } from '../../helpers/hostile/containers.ts';
import { hostileContents, hostileTrust } from '../../helpers/hostile/contents.ts';
import { ours, theirs } from '../../helpers/readers.ts';
import { valueOf } from '../../helpers/result.ts';
import { isGoodPoint, lowOrderYs } from '../../reader/curve.ts';

const place = join(fastFolder(), 'read.svod');
const vector = (name: string): Buffer => readFileSync(new URL(`../../vectors/bundle/${name}`, import.meta.url));

describe('a reader written from the text of the format alone', () => {
  test('reads in the frozen bundle what the program reads', async () => {
    const { registry } = valueOf(readTrust(vector('registry.svodtrust')));
    const { form } = JSON.parse(vector('expected.json').toString()) as { readonly form: string };
    const read = theirs(vector('ministry.svod'), registry, [form]);
    expect(read).toEqual(await ours(vector('ministry.svod'), place, { registry, knowsForm: (hash) => hash === form }));
    expect(read).toMatchObject({ lines: { length: 4 } });
  });

  test('reads an honest bundle', async () => {
    const honest = container();
    expect(theirs(honest, hostileTrust.registry, [FORM_HASH])).toEqual(await ours(honest, place, hostileTrust));
  });

  test.each([...hostileContainers, ...hostileContents].map((one) => [one.name, one] as const))('refuses like the program: %s', (_, { bytes, code, step }) => {
    expect(theirs(bytes(), hostileTrust.registry, [FORM_HASH])).toEqual({ code, step });
  }, 60_000);

  test('B11: finds by computing which points are of low order', () => {
    expect(lowOrderYs).toHaveLength(5);
    for (const encoding of LOW_ORDER_ENCODINGS) expect(isGoodPoint(Buffer.from(encoding, 'hex'))).toBe(false);
    for (const y of lowOrderYs) {
      const bytes = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
      expect(LOW_ORDER_ENCODINGS).toContain(bytes.toString('hex'));
    }
  });
});
