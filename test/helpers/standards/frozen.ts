import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBundle } from '../../../electron/bundle/container/open.ts';
import { identityOf } from '../../../electron/bundle/crypto/age.ts';
import { verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { decodeUtf8, sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { readPublicKey } from '../../../electron/bundle/handlers.ts';
import { restoreFromSheet } from '../../../electron/bundle/keys/keystore.ts';
import { openForm } from '../../../electron/bundle/trust/formPack.ts';
import { readTrust, rootIdOf } from '../../../electron/bundle/trust/trust.ts';
import { checkProof } from '../../../shared/bundle/evidence/proof.ts';
import { openReceipt } from '../../../shared/bundle/evidence/receipt.ts';
import { fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import { checkSuccession } from '../../../shared/bundle/trust/trustText.ts';
import { FORM_HASH, testKey, type Workspace } from '../bundles.ts';
import { knownKeys } from '../hostile/contents.ts';
import { merge, newCommission } from '../merging.ts';
import { valueOf } from '../result.ts';

/** A frozen vector of `test/vectors/rules`: a rule, what stands in the files, what must come of them. */
export interface RuleVector {
  readonly rule: string;
  readonly what: string;
  readonly kind: 'bundle' | 'trust' | 'form' | 'merge' | 'receipt' | 'sheet' | 'key' | 'proof';
  readonly files: readonly string[];
  readonly outcome: unknown;
}

export const vectorsIn = (folder: string): readonly RuleVector[] => JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly RuleVector[];

type Judged = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } };
const codeOf = (judged: Judged): { readonly code: string } => ({ code: judged.ok ? 'verified' : judged.error.code });
const TOOLS = { hash: sha256, decode: decodeUtf8, verify: verifyEd25519 };

/** What comes of a vector, in the words of its `outcome`. `scratch`: an empty folder. */
export async function judgeVector({ kind, files }: RuleVector, folder: string, scratch: string): Promise<unknown> {
  const place = join(folder, files[0] ?? '');
  const bytes = readFileSync(place);
  const trust = valueOf(readTrust(readFileSync(join(folder, 'registry.svodtrust'))));
  switch (kind) {
    case 'bundle': {
      const decrypt = { identities: [identityOf(new Uint8Array(32).fill(4))], folder: scratch };
      const opened = await openBundle(place, { registry: trust.registry, knowsForm: (hash) => hash === FORM_HASH, decrypt });
      return opened.ok ? { code: 'verified' } : { code: opened.error.failure.code, step: opened.error.step };
    }
    case 'trust': {
      const next = readTrust(bytes);
      return codeOf(next.ok ? checkSuccession(trust, next.value, TOOLS) : next);
    }
    case 'form':
      return codeOf(openForm(bytes, trust.registry));
    case 'merge': {
      const report = await merge(newCommission(...(knownKeys as unknown as readonly Workspace[])), ...files.map((name) => join(folder, name)));
      return report.files.map((file) => file.failure?.code ?? file.verdict);
    }
    case 'receipt':
      return codeOf(openReceipt(bytes.toString(), trust.registry, decodeUtf8, verifyEd25519));
    case 'sheet':
      return { keyId: valueOf(restoreFromSheet(scratch, testKey(1).key, bytes.toString(), 'четыре слова на память')).keyId };
    case 'key':
      return codeOf(readPublicKey(bytes));
    case 'proof': {
      const checked = checkProof(bytes.toString(), fingerprintOf(rootIdOf(valueOf(readTrust(readFileSync(join(folder, '../bundle/registry.svodtrust')))))).hex, TOOLS);
      return checked.ok ? { code: 'verified' } : { code: checked.error.code, step: checked.error.step };
    }
  }
}
