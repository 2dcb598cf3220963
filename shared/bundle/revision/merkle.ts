import type { HashFunction, Sha256 } from '../../base/hash.ts';

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

/** The audit path of RFC 6962, § 2.1.1: with it the leaf `index` leads to the root, and no other leaf is shown. From the leaf upwards. */
export function inclusionPath(hash: HashFunction, ids: readonly Sha256[], index: number): readonly Sha256[] {
  if (ids.length <= 1) return [];
  const split = 2 ** Math.ceil(Math.log2(ids.length) - 1);
  const [left, right] = [ids.slice(0, split), ids.slice(split)];
  return index < split
    ? [...inclusionPath(hash, left, index), rootOf(hash, right)]
    : [...inclusionPath(hash, right, index - split), rootOf(hash, left)];
}

/** The root that a leaf at `index` of `size` leaves leads to along a path (RFC 9162, § 2.1.3.2); null when the path is of another length. */
export function rootOfPath(hash: HashFunction, id: Sha256, index: number, size: number, path: readonly Sha256[]): Sha256 | null {
  let at = index;
  let last = size - 1;
  let root = hash(prefixed(0, id));
  if (at > last) return null;
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = hash(prefixed(1, sibling, root));
      // The last node of a level without a sibling is carried up as it is.
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = hash(prefixed(1, root, sibling));
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

function rootOf(hash: HashFunction, ids: readonly Sha256[]): Sha256 {
  const tree = createMerkleTree(hash);
  for (const id of ids) tree.add(id);
  return tree.root();
}

function prefixed(prefix: number, ...digests: readonly Sha256[]): Uint8Array {
  const bytes = new Uint8Array(1 + digests.length * 32);
  bytes[0] = prefix;
  let at = 1;
  for (const digest of digests) for (let index = 0; index < 64; index += 2) bytes[at++] = (digitAt(digest, index) << 4) | digitAt(digest, index + 1);
  return bytes;
}

/** The value of a small hexadecimal digit. */
function digitAt(digest: Sha256, index: number): number {
  const code = digest.charCodeAt(index);
  return code < 58 ? code - 48 : code - 87;
}
