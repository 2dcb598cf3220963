import { createHash } from 'node:crypto';
import { Archive } from './archive.ts';
import { holds } from './curve.ts';
import { printJson, readJson, type Tree, type Value } from './json.ts';
import { demand, Refused } from './refusal.ts';
import * as shape from './shape.ts';

/** A key the Commission vouches for (B14), as far as a bundle is judged by it. */
export interface Voucher {
  readonly keyId: string;
  readonly publicKey: string;
  readonly usage: string;
  readonly country: string;
  readonly body: string;
  readonly status: string;
  /** For a revoked key: up to which number the bundles of an installation are still trusted. */
  readonly trustedUpTo: ReadonlyMap<string, number>;
}
export interface Vouchers {
  readonly entries: readonly Voucher[];
  readonly policies: readonly { readonly country: string; readonly body: string; readonly required: readonly string[] }[];
}

/** All that a bundle says. */
export interface Read {
  readonly manifest: string;
  readonly signers: readonly string[];
  readonly revisions: readonly { readonly id: string; readonly line: string }[];
  readonly personal: readonly { readonly revision: string; readonly line: string }[];
  readonly attachments: readonly string[];
}

const digest = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest();
};
const at = (tree: Value | undefined, ...names: readonly string[]): Value => names.reduce<Value>((value, name) => (value as Tree).get(name) ?? null, tree ?? null);
const words = (value: Value): string => value as string;

/**
 * Reads a bundle by the text of the format and nothing else: the six steps of B18, in their order. Throws {@link Refused} with code and step.
 */
export class BundleReader {
  private readonly archive: Archive;
  private readonly vouchers: Vouchers | null;
  private readonly forms: ReadonlySet<string>;
  private manifest: Tree = new Map();
  private manifestBytes: Buffer = Buffer.alloc(0);
  private newer = false;
  private readonly files = new Map<string, Buffer>();

  constructor(bytes: Buffer, vouchers: Vouchers | null, forms: ReadonlySet<string>) {
    this.archive = new Archive(bytes);
    this.vouchers = vouchers;
    this.forms = forms;
  }

  read(): Read {
    const steps = [() => this.archive.checkMagic(), () => this.archive.walk(), () => this.readManifest(), () => this.readEnvelope(), () => this.readFiles()];
    let signers: readonly string[] = [];
    let lines: Pick<Read, 'revisions' | 'personal'> = { revisions: [], personal: [] };
    for (const [index, step] of [...steps, () => (lines = { revisions: this.readRevisions(), personal: this.readPersonal() })].entries()) {
      try {
        const result = step();
        if (index === 3) signers = result as unknown as readonly string[];
      } catch (error) {
        if (error instanceof Refused) error.step = index + 1;
        throw error;
      }
    }
    const attachments = [...this.files.keys()].filter((name) => name.startsWith('data/attachments/'));
    return { manifest: digest(this.manifestBytes).toString('hex'), signers, ...lines, attachments };
  }

  private small(name: string, limit: number): Buffer {
    demand(this.archive.sizeOf(name) <= limit, 'too-large', name);
    return this.archive.read(name);
  }

  private readManifest(): void {
    this.manifestBytes = this.small('manifest.json', 4 * 1024 * 1024);
    const value = readJson(this.manifestBytes, 'manifest');
    demand(shape.versions(value), 'malformed', 'manifest');
    const [wanted, made] = ['minReaderVersion', 'formatVersion'].map((name) => words(at(value, name)).split('.').map(Number));
    const isAbove = ([major = 0, minor = 0]: readonly number[] = []): boolean => major > 1 || (major === 1 && minor > 0);
    demand(!isAbove(wanted) && at(value, 'suite') === 'S1', 'unsupported-version', 'manifest');
    this.newer = isAbove(made);
    demand(shape.manifest(this.newer)(value), 'malformed', 'manifest');
    this.manifest = value as Tree;
  }

  private readEnvelope(): readonly string[] {
    const value = readJson(this.small('META-INF/dsse.json', 1024 * 1024), 'envelope', Infinity);
    demand(shape.envelope(value) && !(value as Tree).has('payload'), 'malformed', 'envelope');
    const type = 'application/vnd.svod.manifest+json;v=1';
    const signatures = (at(value, 'signatures') as Value[]).map((one) => ({ keyid: words(at(one, 'keyid')), sig: Buffer.from(words(at(one, 'sig')), 'base64'), text: words(at(one, 'sig')) }));
    demand(at(value, 'payloadType') === type && new Set(signatures.map(({ keyid }) => keyid)).size === signatures.length, 'malformed', 'envelope');
    demand(signatures.every(({ sig, text }) => sig.toString('base64') === text), 'malformed', 'base64');
    const message = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${this.manifestBytes.length} `), this.manifestBytes]);
    const known = signatures.flatMap(({ keyid, sig }) => {
      const voucher = this.vouchers?.entries.find((entry) => entry.keyId === keyid);
      return voucher ? [{ voucher, sig }] : [];
    });
    for (const { voucher, sig } of known) demand(holds(Buffer.from(voucher.publicKey, 'base64url'), message, sig), 'bad-signature', voucher.keyId);
    demand(known.length > 0, 'unknown-signer', 'nobody known has signed');
    const [country, body, installation, seq] = [words(at(this.manifest, 'issuer', 'country')), words(at(this.manifest, 'issuer', 'body')), words(at(this.manifest, 'issuer', 'installation')), at(this.manifest, 'seq') as number];
    for (const { voucher } of known) {
      demand(voucher.country === country, 'wrong-country', voucher.country);
      demand(voucher.body === body, 'policy-unmet', voucher.body);
      demand(voucher.status !== 'revoked' || seq <= (voucher.trustedUpTo.get(installation) ?? voucher.trustedUpTo.get('*') ?? 0), 'revoked', voucher.keyId);
    }
    const policy = this.vouchers?.policies.find((one) => one.country === country && one.body === body);
    const needed = policy?.required ?? [country === 'EAEU' ? 'commission' : 'official'];
    demand(needed.every((usage) => known.some(({ voucher }) => voucher.usage === usage)), 'policy-unmet', needed.join());
    const nationals = this.archive.names().filter((name) => name.endsWith('.p7s'));
    demand(nationals.length <= 16, 'too-large', 'national signatures');
    for (const name of nationals) this.small(name, 256 * 1024);
    demand(this.forms.has(words(at(this.manifest, 'form', 'hash'))), 'unknown-form', 'manifest');
    return known.map(({ voucher }) => voucher.keyId);
  }

  private readFiles(): void {
    const listed = (at(this.manifest, 'files') as Value[]).map((file) => ({ path: words(at(file, 'path')), size: at(file, 'size') as number, sum: words(at(file, 'sha256')) }));
    const found = this.archive.names().filter((name) => name.startsWith('data/')).sort();
    demand(found.join('\n') === listed.map(({ path }) => path).join('\n'), 'hash-mismatch', 'the list of files');
    demand(found.includes('data/revisions.jsonl'), 'malformed', 'no revisions');
    for (const { path, size, sum } of listed) {
      demand(this.archive.sizeOf(path) === size, 'hash-mismatch', `size of ${path}`);
      demand(!path.startsWith('data/attachments/') || path.endsWith(sum), 'hash-mismatch', `name of ${path}`);
      const content = this.archive.read(path);
      demand(digest(content).toString('hex') === sum, 'hash-mismatch', path);
      this.files.set(path, content);
    }
    const attachments = listed.filter(({ path }) => path.startsWith('data/attachments/')).length;
    demand(attachments === at(this.manifest, 'counts', 'attachments'), 'malformed', 'count of attachments');
  }

  private *lines(path: string): Generator<Buffer> {
    const content = this.files.get(path) ?? Buffer.alloc(0);
    for (let from = 0; from < content.length; ) {
      const end = content.indexOf(10, from);
      demand((end < 0 ? content.length : end) - from <= 1024 * 1024, 'too-large', `a line of ${path}`);
      demand(end >= 0, 'not-canonical', `the last line of ${path}`);
      yield content.subarray(from, end);
      from = end + 1;
    }
  }

  private readonly commitments = new Map<string, string>();

  private readRevisions(): Read['revisions'] {
    const read: { readonly id: string; readonly line: string }[] = [];
    const companies = new Set<string>();
    for (const line of this.lines('data/revisions.jsonl')) {
      const value = readJson(line, 'revision');
      demand(shape.revision(this.newer)(value), 'malformed', 'revision');
      demand((at(value, 'unset') as Value[]).every((path) => !(at(value, 'set') as Tree).has(words(path))), 'malformed', 'set and unset');
      const id = digest('svod-revision-v1\0', line).toString('hex');
      demand(id > (read.at(-1)?.id ?? ''), 'malformed', 'order');
      demand(read.length < 200_000, 'too-large', 'revisions');
      demand(at(value, 'form', 'id') === at(this.manifest, 'form', 'id'), 'malformed', 'another form');
      demand(this.forms.has(words(at(value, 'form', 'hash'))), 'unknown-form', 'revision');
      const spoken = [...(at(value, 'set') as Tree).keys(), ...(at(value, 'unset') as Value[])];
      const decides = ['decide', 'link', 'unlink'].includes(at(value, 'op') as string) || spoken.some((path) => /^@(decision$|quality$|due$|same:)/.test(path as string));
      demand(!decides || at(this.manifest, 'issuer', 'country') === 'EAEU', 'policy-unmet', 'a decision');
      companies.add(words(at(value, 'entity')));
      if ((value as Tree).has('personal')) this.commitments.set(id, words(at(value, 'personal')));
      read.push({ id, line: line.toString() });
    }
    const root = read.length === 0 ? digest('') : treeHash(read.map(({ id }) => digest('\0', Buffer.from(id, 'hex'))));
    demand(root.toString('hex') === at(this.manifest, 'revisionsRoot'), 'hash-mismatch', 'the root');
    demand(read.length === at(this.manifest, 'counts', 'revisions') && companies.size === at(this.manifest, 'counts', 'companies'), 'malformed', 'counts');
    return read;
  }

  private readPersonal(): Read['personal'] {
    const read: { readonly revision: string; readonly line: string }[] = [];
    for (const line of this.lines('data/personal.jsonl')) {
      const value = readJson(line, 'personal');
      demand(shape.personal(this.newer)(value), 'malformed', 'personal');
      const revision = words(at(value, 'revision'));
      demand(revision > (read.at(-1)?.revision ?? ''), 'malformed', 'order of personal lines');
      const commitment = digest('svod-personal-v1\0', printJson(new Map([['salt', at(value, 'salt')], ['set', at(value, 'set')]]))).toString('hex');
      demand(commitment === this.commitments.get(revision), 'hash-mismatch', 'a commitment');
      read.push({ revision, line: line.toString() });
    }
    return read;
  }
}

/** RFC 6962, § 2.1, as it is defined: the largest power of two below the count goes left. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return digest('\u0001', treeHash(leaves.slice(0, left)), treeHash(leaves.slice(left)));
}
