import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TOOLS } from '../../../electron/bundle/trust/trust.ts';
import { printEnvelope, type Envelope } from '../../../shared/bundle/signing/dsse.ts';
import { parseRoot } from '../../../shared/bundle/trust/root.ts';
import { checkSuccession, openTrust, rootInForce, type TrustChain } from '../../../shared/bundle/trust/trustText.ts';
import { fc } from '../../helpers/properties.ts';
import { chainOf, fileOf, registryEnvelope, rootOf, signedBy } from '../../helpers/roots.ts';

const ROOT_KEYS = [10, 11, 12];
const root1 = rootOf(1, ROOT_KEYS, 2);
const first = signedBy(root1, 10, 11);
const registry = registryEnvelope(1, [50]);

const verdict = (text: string): string => {
  const opened = openTrust(text, TOOLS);
  return opened.ok ? 'holds' : opened.error.code;
};
const judge = (roots: readonly Envelope[], signed = registry): string => verdict(fileOf(roots, signed));

/** Made once. A change of these values is a change of the format. */
describe('B13: frozen files', () => {
  const read = (name: string): string => readFileSync(new URL(`../../vectors/trust/${name}`, import.meta.url), 'utf8');
  const expected = JSON.parse(read('expected.json')) as { readonly roots: readonly string[]; readonly registryVersion: number; readonly entry: string };

  test('a chain of two roots, two of three each, and the registry under it open with the ids of their time', () => {
    const opened = openTrust(read('two-of-three.svodtrust'), TOOLS);
    expect(opened).toMatchObject({ ok: true, value: { registry: { version: expected.registryVersion, entries: [{ keyId: expected.entry }] } } });
    expect(opened.ok && opened.value.roots.map(({ id }) => id)).toEqual(expected.roots);
    expect(parseRoot(read('root-1.svodroot'), TOOLS)).toMatchObject({ ok: true, value: { id: expected.roots[0], root: { version: 1 } } });
  });
});

describe('B13: a root', () => {
  test('holds when as many of its keys have signed as it demands, whichever they are', () => {
    for (const signers of [[10, 11], [10, 12], [11, 12], [12, 10, 11]]) expect(judge([signedBy(root1, ...signers)]), String(signers)).toBe('holds');
    expect(rootInForce(chainOf([first], registry)).root).toEqual(root1);
  });

  test('does not hold under its threshold, by nobody, or with a signature by a stranger', () => {
    expect(judge([signedBy(root1, 10)])).toBe('policy-unmet');
    expect(judge([signedBy(root1)])).toBe('unknown-signer');
    expect(judge([signedBy(root1, 10, 11, 13)])).toBe('unknown-signer');
    expect(judge([signedBy(root1, 10, 50)])).toBe('unknown-signer');
  });

  test('one key counts once: its signature repeated is refused, and it cannot be named twice', () => {
    const [signature] = first.signatures;
    const twice = { ...first, signatures: [signature, signature] as Envelope['signatures'] };
    expect(judge([twice])).toBe('malformed');
    const [id, , third] = root1.roles.root.keyIds as [string, string, string];
    for (const keyIds of [[id, id, third], [third, id]]) {
      const root = { ...root1, roles: { ...root1.roles, root: { keyIds, threshold: 2 } } };
      expect(judge([signedBy(root, 10, 11, 12)])).toBe('malformed');
    }
  });

  test('names its keys under their own ids, each that a role needs and no other, and a threshold that can be met', () => {
    const spoilt = [
      { ...root1, keys: root1.keys.slice(1) },
      { ...root1, keys: rootOf(1, [...ROOT_KEYS, 13], 2).keys },
      { ...root1, keys: root1.keys.map((key, index) => ({ ...key, publicKey: (root1.keys[(index + 1) % 4] as (typeof root1.keys)[number]).publicKey })) },
      { ...root1, roles: { ...root1.roles, root: { ...root1.roles.root, threshold: 4 } } },
      { ...root1, roles: { ...root1.roles, root: { ...root1.roles.root, threshold: 0 } } },
      { ...root1, note: 'x' },
      { ...root1, expiresAt: 'скоро' },
    ];
    for (const root of spoilt) expect(parseRoot(Buffer.from(printEnvelope(signedBy(root, 10, 11))).toString(), TOOLS)).toMatchObject({ error: { code: 'malformed' } });
    const newer = { ...root1, formatVersion: '2.0' as '1.0' };
    expect(judge([signedBy(newer, 10, 11)])).toBe('unsupported-version');
  });

  test('passes on to the next when enough of its own keys and of the next one’s sign', () => {
    const root2 = rootOf(2, [11, 12, 13], 2);
    expect(judge([first, signedBy(root2, 11, 12)])).toBe('holds');
    expect(judge([first, signedBy(root2, 10, 11, 13)])).toBe('holds');
    expect(judge([first, signedBy(root2, 12, 13)])).toBe('policy-unmet');
    expect(judge([first, signedBy(root2, 10, 11)])).toBe('policy-unmet');
    const strangers = rootOf(2, [20, 21, 22], 2);
    expect(judge([first, signedBy(strangers, 20, 21)])).toBe('policy-unmet');
    expect(judge([first, signedBy(strangers, 20, 21, 10, 12)])).toBe('holds');
  });

  test('is not left out and not repeated: versions rise by one from the first', () => {
    const third = signedBy(rootOf(3, ROOT_KEYS, 2), 10, 11);
    const second = signedBy(rootOf(2, ROOT_KEYS, 2), 10, 11);
    expect(judge([first, second, third])).toBe('holds');
    for (const roots of [[first, third], [second, third], [first, first], [first, third, second], [second]]) expect(judge(roots)).toBe('rolled-back');
    expect(judge([])).toBe('malformed');
  });
});

describe('B13: a registry', () => {
  test('is signed by a key that the root names for it; a root key does not do', () => {
    expect(judge([first], registryEnvelope(1, [10]))).toBe('unknown-signer');
    expect(judge([first], registryEnvelope(1, [1]))).toBe('unknown-signer');
    expect(judge([first], registryEnvelope(1, []))).toBe('unknown-signer');
    expect(judge([first], registryEnvelope(1, [50, 10]))).toBe('unknown-signer');
  });

  test('by a key that an earlier root named is not enough', () => {
    const second = signedBy(rootOf(2, ROOT_KEYS, 2, [51]), 10, 11);
    expect(judge([first, second], registryEnvelope(1, [50]))).toBe('unknown-signer');
    expect(judge([first, second], registryEnvelope(1, [51]))).toBe('holds');
  });

  test('with a threshold of its own waits for every signature', () => {
    const two = { ...rootOf(1, ROOT_KEYS, 2, [50, 51]) };
    const root = { ...two, roles: { ...two.roles, registry: { ...two.roles.registry, threshold: 2 } } };
    const signed = signedBy(root, 10, 12);
    expect(judge([signed], registryEnvelope(1, [50]))).toBe('policy-unmet');
    expect(judge([signed], registryEnvelope(1, [50, 51]))).toBe('holds');
  });

  test('with any byte of its file changed is refused', () => {
    const text = Buffer.from(fileOf([signedBy(root1, 10, 11, 12), signedBy(rootOf(2, [11, 12, 13], 2), 10, 11, 12, 13)], registry));
    for (let at = 0; at < text.length; at += 1) expect(verdict(Buffer.from(text.with(at, (text[at] as number) ^ (1 << at % 8))).toString('latin1')), `byte ${at}`).not.toBe('holds');
  });
});

describe('B13: trust only moves forward', () => {
  const second = signedBy(rootOf(2, ROOT_KEYS, 2), 10, 11);
  const ours = chainOf([first, second], registryEnvelope(3, [50]));
  const go = (roots: readonly Envelope[], signed: Envelope, from: TrustChain | null = ours): string => {
    const succession = checkSuccession(from, chainOf(roots, signed), TOOLS);
    return succession.ok ? `${succession.value.kind}${succession.value.newRoot ? ', new root' : ''}` : succession.error.code;
  };

  test('the first is compared by a person; a later one under the same roots is not', () => {
    expect(go([first], registry, null)).toBe('next, new root');
    expect(go([first, second], registryEnvelope(4, [50]))).toBe('next');
    expect(go([first, second, signedBy(rootOf(3, [11, 12, 13], 2), 11, 12)], registryEnvelope(4, [50]))).toBe('next');
    expect(go([first, second], registryEnvelope(3, [50]))).toBe('same');
    expect(go([first, second, signedBy(rootOf(3, [11, 12, 13], 2), 11, 12)], registryEnvelope(3, [50]))).toBe('next');
  });

  test('a lower version of registry or root is refused, and the same version with other content', () => {
    expect(go([first, second], registryEnvelope(2, [50]))).toBe('rolled-back');
    expect(go([first, second], registryEnvelope(3, [50], { policies: [{ country: 'RU', body: 'x', required: ['seal'] }] }))).toBe('rolled-back');
    expect(go([first], registryEnvelope(9, [50]))).toBe('rolled-back');
    expect(go([first, signedBy(rootOf(2, [11, 12, 13], 2), 11, 12)], registryEnvelope(9, [50]))).toBe('rolled-back');
  });

  test('another chain of roots is another Commission: told, and never with a lower registry', () => {
    const stranger = signedBy(rootOf(1, [20, 21, 22], 2), 20, 21);
    expect(go([stranger], registryEnvelope(4, [50]))).toBe('next, new root');
    expect(go([stranger], registryEnvelope(2, [50]))).toBe('rolled-back');
    expect(go([stranger], registryEnvelope(3, [50]))).toBe('next, new root');
  });

  test('whatever is offered in whatever order, versions in force never fall and the root in force is never exchanged', () => {
    const chains = [1, 2, 3, 4].flatMap((count) => {
      const roots = [first, ...[2, 3, 4].slice(0, count - 1).map((version) => signedBy(rootOf(version, ROOT_KEYS, 2), 10, 12))];
      return [1, 2, 3].map((version) => chainOf(roots, registryEnvelope(version, [50])));
    });
    const forks = [chainOf([first, signedBy(rootOf(2, [13, 10, 11], 2), 10, 11)], registryEnvelope(4, [50])), chainOf([signedBy(rootOf(1, [20, 21], 2), 20, 21)], registryEnvelope(5, [50]))];
    fc.assert(fc.property(fc.array(fc.constantFrom(...chains, ...forks), { maxLength: 12 }), (offered) => {
      let current = chains[0] as TrustChain;
      for (const next of offered) {
        const succession = checkSuccession(current, next, TOOLS);
        if (!succession.ok || succession.value.newRoot) continue;
        expect(next.registry.version).toBeGreaterThanOrEqual(current.registry.version);
        expect(next.roots.slice(0, current.roots.length).map(({ id }) => id)).toEqual(current.roots.map(({ id }) => id));
        current = next;
      }
    }), { numRuns: 200 });
  });
});
