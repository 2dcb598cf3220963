import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { createMerkleTree, inclusionPath, rootOfPath } from '../../../shared/bundle/revision/merkle.ts';
import { fc } from '../../helpers/properties.ts';

/** RFC 6962, section 2.1, word for word: split at the largest power of two below n. */
function byTheBook(leaves: readonly string[]): string {
  const hex = (...parts: readonly string[]): string => sha256(Buffer.from(parts.join(''), 'hex'));
  if (leaves.length === 0) return hex('');
  if (leaves.length === 1) return hex('00', leaves[0] as string);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hex('01', byTheBook(leaves.slice(0, split)), byTheBook(leaves.slice(split)));
}

describe('B5: the root over revision ids', () => {
  test('is the Merkle tree hash of RFC 6962, leaf by leaf', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 70 }), (items) => {
      const ids = items.map((item) => Buffer.from(item).toString('hex'));
      const tree = createMerkleTree(sha256);
      for (const id of ids) tree.add(id);
      expect(tree.root()).toBe(byTheBook(ids));
      expect(tree.size).toBe(ids.length);
    }));
  });

  test('of nothing is the hash of nothing', () => {
    expect(createMerkleTree(sha256).root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('B24: the path from a leaf to the root', () => {
  const trees = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 }).map((items) => items.map((item) => Buffer.from(item).toString('hex')));
  const leaves = trees.chain((ids) => fc.record({ ids: fc.constant(ids), index: fc.nat(ids.length - 1) }));

  test('leads there from every leaf of every tree, and has the length that RFC 6962 gives it', () => {
    fc.assert(fc.property(leaves, ({ ids, index }) => {
      const path = inclusionPath(sha256, ids, index);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(ids.length)));
      expect(rootOfPath(sha256, ids[index] as string, index, ids.length, path)).toBe(byTheBook(ids));
    }));
  });

  test('leads nowhere near it from another leaf, another place, or along another path', () => {
    const other = 'f'.repeat(64);
    fc.assert(fc.property(leaves, fc.nat(80), fc.nat(80), ({ ids, index }, place, at) => {
      const [id, path, root] = [ids[index] as string, inclusionPath(sha256, ids, index), byTheBook(ids)];
      expect(rootOfPath(sha256, other, index, ids.length, path)).not.toBe(root);
      if (place !== index) expect(rootOfPath(sha256, id, place, ids.length, path)).not.toBe(root);
      expect(rootOfPath(sha256, id, index, ids.length, [...path, other])).toBeNull();
      if (path.length === 0) return;
      expect(rootOfPath(sha256, id, index, ids.length, path.slice(1))).not.toBe(root);
      expect(rootOfPath(sha256, id, index, ids.length, path.with(at % path.length, other))).not.toBe(root);
    }));
  });
});
