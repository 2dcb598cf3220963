import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../electron/bundle/hash.ts';
import { createMerkleTree } from '../../../shared/bundle/merkle.ts';

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
