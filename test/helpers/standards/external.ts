import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { decryptFile } from '../../../electron/bundle/crypto/age.ts';
import { verifyEd25519 } from '../../../electron/bundle/crypto/ed25519.ts';
import { isStrictKey, verifyStrictly } from '../../../shared/bundle/signing/signing.ts';
import { printCanonical } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import { holds } from '../../reader/curve.ts';

/** What came of the vectors of one source: a line for every one that was not judged as it should be, and all verdicts in one hash. */
export interface Outcome {
  readonly cases: number;
  readonly wrong: readonly string[];
  readonly verdicts: string;
}

/**
 * Vectors that others publish, in the folder that `SVOD_VECTORS` names, under the names they have there; none of them is copied into this project.
 * A source that is not in the folder is left out.
 */
export const sources: Readonly<Record<string, { readonly path: string; readonly judge: (path: string, scratch: string) => Outcome | Promise<Outcome> }>> = {
  'Wycheproof, Ed25519': { path: 'ed25519_test.json', judge: wycheproof },
  'C2SP CCTV, Ed25519': { path: 'ed25519vectors.json', judge: cctv },
  'C2SP CCTV, age': { path: 'age', judge: age },
  'RFC 8785, test data': { path: 'json-canonicalization', judge: canonicalisation },
};

export const presentIn = (folder: string | undefined): readonly string[] => (folder ? Object.keys(sources).filter((name) => existsSync(join(folder, sources[name]?.path ?? ''))) : []);

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

function tally(verdicts: readonly { readonly name: string; readonly verdict: string; readonly expected: string | null }[]): Outcome {
  return {
    cases: verdicts.length,
    wrong: verdicts.filter(({ verdict, expected }) => expected !== null && verdict !== expected).map(({ name, verdict, expected }) => `${name}: ${verdict}, not ${expected}`),
    verdicts: createHash('sha256').update(verdicts.map(({ name, verdict }) => `${name} ${verdict}\n`).join('')).digest('hex'),
  };
}

/** `valid` holds, `invalid` does not; both our readers say so. */
function wycheproof(path: string): Outcome {
  interface File {
    readonly testGroups: readonly { readonly publicKey: { readonly pk: string }; readonly tests: readonly { readonly tcId: number; readonly msg: string; readonly sig: string; readonly result: string }[] }[];
  }
  const { testGroups } = JSON.parse(readFileSync(path, 'utf8')) as File;
  return tally(testGroups.flatMap(({ publicKey, tests }) => tests.map(({ tcId, msg, sig, result }) => {
    const verdict = both(hex(publicKey.pk), hex(msg), hex(sig));
    return { name: String(tcId), verdict, expected: result === 'valid' ? 'holds' : 'does not' };
  })));
}

/** A key or an R of low order or not reduced is refused, whatever the equation says; for the others the runtimes agree. */
function cctv(path: string): Outcome {
  const vectors = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly Number: number; readonly A: string; readonly R: string; readonly S: string; readonly M: string }[];
  return tally(vectors.map(({ Number: number, A, R, S, M }) => {
    const [key, point] = [hex(A), hex(R)];
    const refused = !isStrictKey(key) || !isStrictKey(point);
    return { name: String(number), verdict: both(key, Buffer.from(M), Buffer.concat([point, hex(S)])), expected: refused ? 'does not' : null };
  }));
}

function both(key: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  const ours = verifyStrictly(verifyEd25519, key, message, signature);
  return ours === holds(key, message, signature) ? (ours ? 'holds' : 'does not') : 'two readers disagree';
}

/** Files for an X25519 identity, not armoured: what should open opens to the right content, all others stay closed. */
async function age(path: string, scratch: string): Promise<Outcome> {
  const verdicts: { name: string; verdict: string; expected: string }[] = [];
  for (const name of readdirSync(path).sort()) {
    const bytes = readFileSync(join(path, name));
    const end = bytes.indexOf('\n\n');
    const head = new Map(bytes.subarray(0, Math.max(end, 0)).toString().split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
    const identity = head.get('identity') ?? '';
    if (!identity.startsWith('AGE-SECRET-KEY-1') || head.has('armored') || head.has('passphrase')) continue;
    const body = bytes.subarray(end + 2);
    writeFileSync(join(scratch, 'in.age'), head.get('compressed') === 'zlib' ? inflateSync(body) : body);
    const [from, to] = [openSync(join(scratch, 'in.age'), 'r'), openSync(join(scratch, 'out'), 'w+')];
    const opened = await decryptFile(from, to, [identity], () => undefined);
    closeSync(from);
    closeSync(to);
    const content = createHash('sha256').update(readFileSync(join(scratch, 'out'))).digest('hex');
    verdicts.push({ name, verdict: opened.ok ? content : 'closed', expected: head.get('expect') === 'success' ? (head.get('payload') ?? '') : 'closed' });
  }
  return tally(verdicts);
}

/** `input/NAME` printed canonically is `output/NAME`; what is not NFC we refuse, and say so. */
function canonicalisation(path: string): Outcome {
  return tally(readdirSync(join(path, 'output')).filter((name) => existsSync(join(path, 'input', name))).sort().map((name) => {
    const expected = readFileSync(join(path, 'output', name), 'utf8').trimEnd();
    const nfc = expected.normalize('NFC') === expected;
    return { name, verdict: canonical(JSON.parse(readFileSync(join(path, 'input', name), 'utf8')) as Json), expected: nfc ? expected : 'refused' };
  }));
}

function canonical(value: Json): string {
  try {
    return printCanonical(value);
  } catch {
    return 'refused';
  }
}
