import type { FailureCode } from '../../../shared/base/failure.ts';
import { printCanonicalBytes } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import { PAYLOAD, printEnvelope, type EnvelopeSignature } from '../../../shared/bundle/signing/dsse.ts';
import { ENTRY, LIMITS } from '../../../shared/bundle/canonical/limits.ts';
import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import { sealReceipt, type Receipt } from '../../../shared/bundle/evidence/receipt.ts';
import type { Revision } from '../../../shared/bundle/revision/revision.ts';
import { printPersonal, printRevision, personalCommitment } from '../../../shared/bundle/revision/revisionLine.ts';
import { LOW_ORDER_ENCODINGS } from '../../../shared/bundle/signing/signing.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import type { VerifyStep } from '../../../electron/bundle/container/opening.ts';
import { forged, revision, testKey, trusting, type Forgery } from '../bundles.ts';
import { container, type Hostile } from './case.ts';

type Case = readonly [string, Forgery | (() => Forgery), FailureCode, VerifyStep];

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const deep = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

/** The one line of a bundle with a part of its text replaced. */
const line = (from: string, to: string | Uint8Array): Forgery => {
  const [before = '', after] = text(printRevision(revision(1))).split(from);
  if (after === undefined) throw new Error(`No ${from} in the line.`);
  return { lines: [Buffer.concat([Buffer.from(before), Buffer.from(to), Buffer.from(after)])] };
};
const says = (more: Partial<Revision> | Record<string, unknown>): Forgery => ({ lines: [printCanonicalBytes({ ...revision(1), ...more } as unknown as Json)] });
const manifest = (more: (made: Manifest) => object): Forgery => ({ manifest: (made) => ({ ...made, ...more(made) }) });
const manifestText = (from: string, to: string): Forgery => ({ manifestBytes: (bytes) => Buffer.from(text(bytes).replace(from, to)) });
const envelopeText = (change: (envelope: string) => string): Forgery => ({ envelope: (bytes) => Buffer.from(change(text(bytes))) });

/** The envelope with its first signature changed. */
const signature = (change: (signature: EnvelopeSignature) => EnvelopeSignature): Forgery => ({
  envelope: (bytes) => {
    const { signatures } = JSON.parse(text(bytes)) as { signatures: { keyid: string; sig: string }[] };
    return printEnvelope({ payloadType: PAYLOAD.manifest, payload: null, signatures: signatures.map(({ keyid, sig }) => change({ keyid, sig: Buffer.from(sig, 'base64') })) });
  },
});
const official = testKey(1);
const commission = testKey(99, 'commission', 'EAEU', 'ЕЭК');

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
function plusOrder(sig: Uint8Array): Uint8Array {
  const s = sig.subarray(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + ORDER;
  return Uint8Array.from([...sig.subarray(0, 32), ...Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n))]);
}

function receipt(): Receipt {
  const issuer = { country: 'EAEU', body: 'ЕЭК', installation: 'installation-99' };
  return {
    format: 'svod-receipt', formatVersion: '1.0', suite: 'S1', issuer, createdAt: '2026-11-23T09:00:00.000Z',
    bundle: { manifest: 'a'.repeat(64), issuer, seq: 1 }, verdict: 'merged', missingSeq: null, counts: { companies: 1, revisions: 1, conflicts: 0 },
    conflicts: [], registryVersion: 1, auditHead: { count: 1, hash: 'b'.repeat(64) },
  };
}
const receiptEnvelope = (): Uint8Array => sealReceipt(receipt(), commission.signer).envelope;

/** A revision with a commitment, and the personal line that is said to open it. */
function personal(change: (line: { revision: string; salt: string; set: Record<string, string> }) => object): Forgery {
  const apart = { salt: '0'.repeat(32), set: { '/A/A02': '+7 495 000-00-00' } };
  const bare = printRevision(revision(1, { personal: personalCommitment(sha256, apart) }));
  const id = sha256(Buffer.concat([Buffer.from('svod-revision-v1\0'), bare]));
  const changed = change({ revision: id, ...apart });
  return { lines: [bare], more: { [ENTRY.personal]: Buffer.concat([printPersonal(changed as never), Buffer.from('\n')]) } };
}

const json: readonly Case[] = [
  ['B3: a manifest 100,000 deep', { manifestBytes: () => Buffer.from(deep(100_000)) }, 'not-canonical', 3],
  ['B3: a manifest 100,000 objects deep', { manifestBytes: () => Buffer.from(deep(100_000, '{"a":', '}').replace('}', '1}')) }, 'not-canonical', 3],
  ['B3: an envelope 100,000 deep', { envelope: () => Buffer.from(deep(100_000)) }, 'not-canonical', 4],
  ['B3: a line 100,000 deep', { lines: [Buffer.from(deep(100_000))] }, 'not-canonical', 6],
  ['B3: an answer 40 deep', says({ set: { '/A/A01': JSON.parse(deep(40)) as Json } }), 'not-canonical', 6],
  ['B3: 100,000 brackets that never close', { lines: [Buffer.from('['.repeat(100_000))] }, 'not-canonical', 6],
  ['B6: a key twice in the manifest', manifestText('"seq":1', '"seq":1,"seq":1'), 'not-canonical', 3],
  ['B6: a key twice in the envelope', envelopeText((made) => made.replace('"payloadType"', '"payloadType":"x","payloadType"')), 'not-canonical', 4],
  ['B6: a key twice in a line', line('"reason":""', '"reason":"","reason":""'), 'not-canonical', 6],
  ['B6: a key twice, once as an escape', line('"reason":""', '"reason":"","\\u0072eason":""'), 'not-canonical', 6],
  ['B6: an integer beyond 2^53', line('"v":1', '"v":9007199254740993'), 'not-canonical', 6],
  ['B6: a number of a thousand digits', line('"v":1', `"v":1${'0'.repeat(1000)}`), 'not-canonical', 6],
  ['B6: a number of a million digits', { lines: [Buffer.from(`1${'0'.repeat(1_000_000)}`)] }, 'not-canonical', 6],
  ['B6: 1e400', line('"v":1', '"v":1e400'), 'not-canonical', 6],
  ['B6: 1.0', line('"v":1', '"v":1.0'), 'not-canonical', 6],
  ['B6: -0', line('"v":1', '"v":-0'), 'not-canonical', 6],
  ['B6: NaN', line('"v":1', '"v":NaN'), 'not-canonical', 6],
  ['B6: seq as 1.5', manifestText('"seq":1', '"seq":1.5'), 'malformed', 3],
  ['B6: seq beyond all', manifestText('"seq":1', '"seq":1e+21'), 'malformed', 3],
  ['B6: __proto__ out of its place', line('"reason":""', '"reason":"","__proto__":{"v":2}'), 'not-canonical', 6],
  ['B6: __proto__ in its place', line('{"author"', '{"__proto__":{"v":2},"author"'), 'malformed', 6],
  ['B6: __proto__ among the answers', line('"set":{', '"set":{"__proto__":{"/A/A01":"x"},'), 'not-canonical', 6],
  ['B6: __proto__ in its place in the manifest', manifestText('"auditHead"', '"__proto__":{},"auditHead"'), 'malformed', 3],
  ['B6: constructor', line('"claimedAt"', '"constructor":{},"claimedAt"'), 'not-canonical', 6],
  ['B6: toString as a path', line('"set":{', '"set":{"toString":"x",'), 'not-canonical', 6],
  ['B6: a lone surrogate as an escape', line('"reason":""', '"reason":"\\ud800"'), 'not-canonical', 6],
  ['B6: a lone surrogate as bytes', line('"reason":""', Buffer.from('"reason":"\xed\xa0\x80"', 'latin1')), 'not-canonical', 6],
  ['B6: a pair of surrogates as escapes', line('"reason":""', '"reason":"\\ud83d\\ude00"'), 'not-canonical', 6],
  ['B6: overlong UTF-8', line('"reason":""', Buffer.from('"reason":"\xc0\xaf"', 'latin1')), 'not-canonical', 6],
  ['B6: a byte order mark', { lines: [Buffer.concat([Buffer.from('\ufeff'), printRevision(revision(1))])] }, 'not-canonical', 6],
  ['B6: UTF-16', { lines: [Buffer.from(text(printRevision(revision(1))), 'utf16le')] }, 'not-canonical', 6],
  ['B6: NFD', line('"reason":""', '"reason":"и\u0306"'), 'not-canonical', 6],
  ['B6: NFD in the manifest', manifestText('Министерство', 'Министерствои\u0306'), 'not-canonical', 3],
  ['B6: a key in NFD', line('"set":{', '"set":{"/A/и\u0306":"x",'), 'not-canonical', 6],
  ['B6: a Kelvin sign', line('"reason":""', '"reason":"\u212a"'), 'not-canonical', 6],
  ['B6: a carriage return before the line feed', { lines: [Buffer.concat([printRevision(revision(1)), Buffer.from('\r')])] }, 'not-canonical', 6],
  ['B6: an empty line', { lines: [new Uint8Array()] }, 'not-canonical', 6],
  ['B6: a comment', line('"reason":""', '"reason":"" /* */'), 'not-canonical', 6],
  ['B6: null for a line', { lines: [Buffer.from('null')] }, 'malformed', 6],
  ['B6: a list for a manifest', { manifestBytes: () => Buffer.from('[]') }, 'malformed', 3],
  ['B6: bidi in the name of a body', manifest((made) => ({ issuer: { ...made.issuer, body: 'Министерство\u202e' } })), 'malformed', 3],
  ['B6: a space of no width in the name of a body', manifest((made) => ({ issuer: { ...made.issuer, body: 'Министерст\u200bво' } })), 'malformed', 3],
  ['B6: bidi in the name of a form', manifest((made) => ({ form: { ...made.form, id: 'small\u2066' } })), 'malformed', 3],
  ['B6: bidi in the name of a person', says({ person: 'И. Иванова\u202e' }), 'malformed', 6],
  ['B6: a NUL in a path', says({ set: { '/A/\0': 'x' } }), 'malformed', 6],
  ['B3: a text beyond the limit', says({ set: { '/A/A01': 'я'.repeat(LIMITS.text + 1) } }), 'not-canonical', 6],
  ['B3: a line beyond the limit', { lines: [Buffer.alloc(LIMITS.line + 1, 'x')] }, 'too-large', 6],
  ['B3: a line that never ends', { lines: [Buffer.alloc(8 * LIMITS.line, 'x')] }, 'too-large', 6],
];

const trust: readonly Case[] = [
  ['B9: no signature', { signers: [] }, 'unknown-signer', 4],
  ['B9: no envelope', { leaveOut: [ENTRY.envelope] }, 'malformed', 4],
  ['B9: an empty envelope', { envelope: () => new Uint8Array() }, 'not-canonical', 4],
  ['B9: the signature of another bundle', () => ({ envelope: () => forged({ manifest: (made) => ({ ...made, seq: 2 }) })[ENTRY.envelope] as Uint8Array }), 'bad-signature', 4],
  ['B9: one signature twice', envelopeText((made) => made.replace(/\[(.*)\]/, '[$1,$1]')), 'malformed', 4],
  ['B9: seventeen signatures', { signers: Array.from({ length: 17 }, (_, index) => testKey(index + 100).signer) }, 'malformed', 4],
  ['B9: a signature under the id of another key', signature(({ sig }) => ({ keyid: commission.signer.keyId, sig })), 'bad-signature', 4],
  ['B9: a good signature beside one that does not hold', { signers: [official.signer, { ...commission.signer, sign: () => new Uint8Array(64) }] }, 'bad-signature', 4],
  ['B9: a bit of the signature', signature(({ keyid, sig }) => ({ keyid, sig: sig.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) })), 'bad-signature', 4],
  ['B9: half a signature', signature(({ keyid, sig }) => ({ keyid, sig: sig.subarray(0, 32) })), 'bad-signature', 4],
  ['B9: a signature and a byte', signature(({ keyid, sig }) => ({ keyid, sig: Uint8Array.from([...sig, 0]) })), 'bad-signature', 4],
  ['B9: a signature of nothing', signature(({ keyid }) => ({ keyid, sig: new Uint8Array() })), 'bad-signature', 4],
  ['B9: base64 in another spelling', envelopeText((made) => made.replaceAll('=', '')), 'malformed', 4],
  ['B9: the payload inside the envelope too', envelopeText((made) => made.replace('{', '{"payload":"e30=",')), 'malformed', 4],
  ['B9: an envelope for a registry', { payloadType: PAYLOAD.registry }, 'malformed', 4],
  ['B9: an envelope for a receipt', { payloadType: PAYLOAD.receipt }, 'malformed', 4],
  ['B9: an envelope for a form', { payloadType: PAYLOAD.form }, 'malformed', 4],
  ['B9: a signature made for a registry, shown as one for a manifest', { payloadType: PAYLOAD.registry, envelope: (bytes) => Buffer.from(text(bytes).replace(PAYLOAD.registry, PAYLOAD.manifest)) }, 'bad-signature', 4],
  ['B9: a receipt shown as a manifest', { manifestBytes: () => printCanonicalBytes(receipt() as unknown as Json), signers: [commission.signer] }, 'malformed', 3],
  ['B9: the envelope of a receipt beside a manifest', { envelope: receiptEnvelope }, 'malformed', 4],
  ['B10: another suite in the manifest', manifest(() => ({ suite: 'S2' })), 'unsupported-version', 3],
  ['B10: a suite in the envelope', envelopeText((made) => made.replace('"signatures"', '"suite":"none","signatures"')), 'not-canonical', 4],
  ...LOW_ORDER_ENCODINGS.map((point): Case => [`B11: a signature whose R is ${point}`, signature(({ keyid }) => ({ keyid, sig: Buffer.concat([Buffer.from(point, 'hex'), Buffer.alloc(32)]) })), 'bad-signature', 4]),
  ['B11: S and the order of the group', signature(({ keyid, sig }) => ({ keyid, sig: plusOrder(sig) })), 'bad-signature', 4],
  ['B12: a key that nobody vouches for', { signers: [testKey(7).signer] }, 'unknown-signer', 4],
  ['B12: the key of another state', () => ({ signers: [testKey(4, 'official', 'BY').signer] }), 'wrong-country', 4],
  ['B12: a manifest of another state', manifest((made) => ({ issuer: { ...made.issuer, country: 'KZ' } })), 'wrong-country', 4],
  ['B12: the key of another body', manifest((made) => ({ issuer: { ...made.issuer, body: 'Другое министерство' } })), 'policy-unmet', 4],
  ['B12: a ministry that says it is the Commission', manifest((made) => ({ issuer: { ...made.issuer, country: 'EAEU', body: 'ЕЭК' } })), 'wrong-country', 4],
  ['B12: a key for another use', { signers: [testKey(5, 'receipt').signer] }, 'policy-unmet', 4],
  ['B12: a ministry that decides', says({ op: 'decide', set: { '@decision': 'accepted' } }), 'policy-unmet', 6],
  ['B12: a ministry that decides in a put', says({ set: { '@decision': 'accepted' } }), 'policy-unmet', 6],
  ['B14: a revoked key', { signers: [testKey(6).signer], manifest: (made) => ({ ...made, seq: 2, prevBundle: 'a'.repeat(64) }) }, 'revoked', 4],
  ['B14: a revoked key under an installation that nobody knows', { signers: [testKey(6).signer], manifest: (made) => ({ ...made, issuer: { ...made.issuer, installation: 'installation-9' } }) }, 'revoked', 4],
];

const content: readonly Case[] = [
  ['B5: a blank in the manifest', manifestText('{', '{ '), 'not-canonical', 3],
  ['B5: no manifest', { leaveOut: [ENTRY.manifest] }, 'malformed', 3],
  ['B5: an unknown field', manifest(() => ({ zebra: 1 })), 'malformed', 3],
  ['B5: another format', manifest(() => ({ format: 'svod-bundel' })), 'malformed', 3],
  ['B5: files out of order', manifest((made) => ({ files: [...made.files, { path: 'data/a', size: 0, sha256: 'a'.repeat(64) }] })), 'malformed', 3],
  ['B5: a file twice in the list', manifest((made) => ({ files: [...made.files, ...made.files] })), 'malformed', 3],
  ['B5: a listed file that is not there', { leaveOut: [ENTRY.revisions] }, 'hash-mismatch', 5],
  ['B5: a file that is not listed', { more: { [`data/attachments/${'a'.repeat(64)}`]: Buffer.from('x') }, manifest: (made) => ({ ...made, files: made.files.slice(1) }) }, 'hash-mismatch', 5],
  ['B5: an attachment under the name of another', { more: { [`data/attachments/${'a'.repeat(64)}`]: Buffer.from('x') } }, 'hash-mismatch', 5],
  ['B5: an attachment that is not counted', { more: { [`data/attachments/${sha256(Buffer.from('x'))}`]: Buffer.from('x') } }, 'malformed', 5],
  ['B5: another hash', manifest((made) => ({ files: made.files.map((file) => ({ ...file, sha256: 'e'.repeat(64) })) })), 'hash-mismatch', 5],
  ['B5: another size', manifest((made) => ({ files: made.files.map((file) => ({ ...file, size: file.size + 1 })) })), 'hash-mismatch', 5],
  ['B5: another root', manifest(() => ({ revisionsRoot: 'e'.repeat(64) })), 'hash-mismatch', 6],
  ['B5: other counts', manifest((made) => ({ counts: { ...made.counts, companies: 7 } })), 'malformed', 6],
  ['B6: lines out of order', { lines: [printRevision(revision(1)), printRevision(revision(2))].sort((a, b) => (sha256(Buffer.concat([Buffer.from('svod-revision-v1\0'), a])) < sha256(Buffer.concat([Buffer.from('svod-revision-v1\0'), b])) ? 1 : -1)) }, 'malformed', 6],
  ['B6: a line twice', { lines: [printRevision(revision(1)), printRevision(revision(1))] }, 'malformed', 6],
  ['B6: a revision of another form', says({ form: { ...revision(1).form, id: 'large' } }), 'malformed', 6],
  ['B6: parents out of order', says({ parents: ['b'.repeat(64), 'a'.repeat(64)] }), 'malformed', 6],
  ['B6: a path both set and unset', says({ unset: ['/A/A01'] }), 'malformed', 6],
  ['B6: an operation nobody knows', says({ op: 'drop' }), 'malformed', 6],
  ['B6: an answer that is true', says({ set: { '/A/A01': true } }), 'malformed', 6],
  ['B7: personal answers of no revision here', personal((one) => ({ ...one, revision: 'a'.repeat(64) })), 'hash-mismatch', 6],
  ['B7: personal answers changed', personal((one) => ({ ...one, set: { '/A/A02': '+7 495 000-00-01' } })), 'hash-mismatch', 6],
  ['B7: a short salt', personal((one) => ({ ...one, salt: '0' })), 'malformed', 6],
  ['B8: a newer reader is needed', manifest(() => ({ minReaderVersion: '2.0', formatVersion: '2.0' })), 'unsupported-version', 3],
  ['B8: a newer minor reader is needed', manifest(() => ({ minReaderVersion: '1.1', formatVersion: '1.1' })), 'unsupported-version', 3],
  ['B8: an unknown field in a line', says({ zebra: 1 }), 'malformed', 6],
  ['B15: a form that is not installed', manifest((made) => ({ form: { ...made.form, hash: 'f'.repeat(64) } })), 'unknown-form', 4],
  ['B15: a line of a form that is not installed', says({ form: { ...revision(1).form, hash: 'f'.repeat(64) } }), 'unknown-form', 6],
];

/** Containers that are right around content that is wrong, signed all the same where a signature can be. */
export const hostileContents: readonly Hostile[] = [...json, ...trust, ...content].map(([name, forgery, code, step]) => ({
  name, code, step, bytes: () => container(typeof forgery === 'function' ? forgery() : forgery),
}));

/** Against whom the hostile files are judged: {@link knownKeys}, one of them revoked, and the Commission. */
export const hostileTrust = trusting(
  ...[official, testKey(4, 'official', 'BY'), testKey(5, 'receipt')].map(({ entry }) => entry), { ...testKey(6).entry, status: 'revoked', trustedUpTo: { 'installation-1': 1 } }, commission.entry,
);

/** The keys that the registry of the tests knows beside the Commission's. */
export const knownKeys = [official, testKey(4, 'official', 'BY'), testKey(5, 'receipt'), testKey(6)] as const;
