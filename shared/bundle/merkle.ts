import type { HashFunction, Sha256 } from '../base/hash.ts';

/**
 * The Merkle tree hash of RFC 6962 over revision ids in file order (B5): leaf = sha256(0x00 ‖ id), node =
 * sha256(0x01 ‖ left ‖ right), nothing = sha256(""). Grows leaf by leaf and keeps only the roots of full subtrees.
 */
export interface MerkleTree {
  add(id: Sha256): void;
  readonly size: number;
  root(): Sha256;
}

export function createMerkleTree(hash: HashFunction): MerkleTree {
  /** Roots of full subtrees, largest first; `height` of a leaf is 0. */
  const full: { readonly height: number; readonly root: Sha256 }[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(id) {
      let node = { height: 0, root: hash(prefixed(0, id)) };
      for (let last = full.at(-1); last?.height === node.height; last = full.at(-1)) {
        full.pop();
        node = { height: node.height + 1, root: hash(prefixed(1, last.root, node.root)) };
      }
      full.push(node);
      size += 1;
    },
    root() {
      if (full.length === 0) return hash(new Uint8Array());
      return full.map((node) => node.root).reduceRight((right, left) => hash(prefixed(1, left, right)));
    },
  };
}

function prefixed(prefix: number, ...digests: readonly Sha256[]): Uint8Array {
  const bytes = new Uint8Array(1 + digests.length * 32);
  bytes[0] = prefix;
  digests.forEach((digest, at) => {
    for (let index = 0; index < 32; index += 1) bytes[1 + at * 32 + index] = Number.parseInt(digest.slice(index * 2, index * 2 + 2), 16);
  });
  return bytes;
}
