import { deflateRawSync, constants } from 'node:zlib';
import { LOW_ORDER_ENCODINGS } from '../../shared/bundle/signing/signing.ts';
import type { Part } from '../helpers/zipByHand.ts';
import type { Loose, LooseObject } from './draft.ts';
import type { Random } from './random.ts';

/** Values that parsers and people stumble over. */
const NASTY: readonly Loose[] = [
  null, true, false, 0, -1, 1, 2, 1.5, 1e21, 2 ** 53, 1e-7, '', ' ', '\u0000', '\u202e', '\u200b', '\ufeff', 'и\u0306', '\ud800', '😀', '__proto__', '../x', 'a'.repeat(301), 'я'.repeat(70_000),
  '0'.repeat(64), 'f'.repeat(64), 'F'.repeat(64), '1.0', '1.9', '2.0', '01.0', 'EAEU', 'RU', 'ru', 'S1', 'S2', 'decide', 'put', '@decision', '/A/A01', '=1+1', [], {}, [[]], [null], { missing: 'no_data' }, { missing: 'x' }, nested(31), nested(40),
];
const KEYS = ['zebra', '__proto__', 'constructor', 'toString', 'personal', 'payload', '/A/A01', '@decision', '@quality', '', 'и\u0306', '\u202e', 'seq', '10', '9'];
const LETTERS = ['\u0000', '\n', '\r', '"', '\\', '\u0306', '\u200d', '\u202e', '\u2028', '\ud83d', 'é', 'ё', '𝒜', '0', '9', 'a', 'F', ' ', '/', '{', '}'];

function nested(depth: number): Loose {
  let value: Loose = [];
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}

/** One change somewhere in a JSON value; gives the changed value. */
export function mutateJson(value: Loose, random: Random): Loose {
  const copy = structuredClone(value);
  if (copy === null || typeof copy !== 'object' || random.chance(0.01)) return scalar(copy, random);
  const places = placesOf(copy);
  if (places.length === 0) return random.pick(NASTY);
  const { holder, key } = random.pick(places);
  const at = holder as LooseObject;
  switch (random.int(7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete at[key];
      break;
    case 1:
      at[key] = structuredClone(random.pick(NASTY));
      break;
    case 2:
      if (Array.isArray(holder)) holder.splice(random.int(holder.length + 1), 0, structuredClone(random.chance(0.5) ? (at[key] as Loose) : random.pick(NASTY)));
      else define(at, random.pick(KEYS), structuredClone(random.chance(0.5) ? (at[key] as Loose) : random.pick(NASTY)));
      break;
    case 3: {
      const other = random.pick(places);
      [at[key], (other.holder as LooseObject)[other.key]] = [structuredClone((other.holder as LooseObject)[other.key] as Loose), structuredClone(at[key] as Loose)];
      break;
    }
    default:
      at[key] = scalar(at[key] as Loose, random);
  }
  return copy;
}

function define(holder: LooseObject, key: string, value: Loose): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(value: Loose): { readonly holder: Loose[] | LooseObject; readonly key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesOf((value as LooseObject)[key] as Loose)]);
}

function scalar(value: Loose, random: Random): Loose {
  if (typeof value === 'number') return random.pick([value + 1, value - 1, -value, value * 2 ** 40, value + 0.5, String(value)]);
  if (typeof value !== 'string') return structuredClone(random.pick(NASTY));
  const at = random.int(value.length + 1);
  switch (random.int(6)) {
    case 0: return value.slice(0, at) + random.pick(LETTERS) + value.slice(at);
    case 1: return value.slice(0, at) + value.slice(at + 1);
    case 2: return value.slice(0, at) + random.pick(LETTERS) + value.slice(at + 1);
    case 3: return value.toUpperCase();
    case 4: return value + value;
    default: return /^[0-9a-f]{64}$/.test(value) ? random.pick(['0'.repeat(64), 'f'.repeat(64), value.replace(/./, (first) => (first === '0' ? '1' : '0'))]) : value.slice(0, at);
  }
}

/** One change of bytes that are text. */
export function mutateText(bytes: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(bytes).toString();
  const at = random.int(text.length + 1);
  const token = random.pick(['{', '}', '"', ',', ':', ' ', '\n', '\\u0041', '\\u00', '\\/', '1', '.0', 'e0', '-', 'null', ',"a":1', '"a":1,', '[', ']', 'и\u0306', '\u00a0', '\ufeff']);
  const other = random.int(text.length + 1);
  switch (random.int(6)) {
    case 0: return Buffer.from(text.slice(0, at) + token + text.slice(at));
    case 1: return Buffer.from(text.slice(0, at) + text.slice(at + 1 + random.int(4)));
    case 2: return Buffer.from(text.slice(0, at) + text.slice(Math.min(at, other), Math.max(at, other)) + text.slice(at));
    case 3: return Buffer.from(text.replace(/"([a-zA-Z]+)":/, (found, name: string) => random.pick([`${found}1,${found}`, `"\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}":`, ` ${found}`, `${found} `])));
    case 4: return Buffer.from(text.replace(/\d+/, (digits) => random.pick([`${digits}.0`, `${digits}e0`, `0${digits}`, `-${digits}`, `${digits}0000000000000000000000`])));
    default: return mutateBytes(bytes, random);
  }
}

/** One change of bytes as such. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.int(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.int(random.pick([1, 4, 40])));
  const copy = Buffer.from(bytes);
  switch (random.int(7)) {
    case 0: return copy.subarray(0, at);
    case 1: return Buffer.concat([copy.subarray(0, at), Buffer.from([random.int(256)]), copy.subarray(at)]);
    case 2: return Buffer.concat([copy.subarray(0, at), copy.subarray(to)]);
    case 3: return Buffer.concat([copy.subarray(0, to), copy.subarray(at, to), copy.subarray(to)]);
    case 4: {
      const from = random.int(bytes.length + 1);
      copy.copy(copy, at, from, Math.min(bytes.length, from + to - at));
      return copy;
    }
    case 5:
      if (at < copy.length) copy[at] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.int(256)]);
      return copy;
    default:
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
      return copy;
  }
}

/** One change of how entries are packed, named, ordered or described. */
export function mutateParts(parts: readonly Part[], random: Random): readonly Part[] {
  const at = random.int(parts.length);
  const part = parts[at] as Part;
  const changed = (change: Partial<Part>): readonly Part[] => parts.map((one, index) => (index === at ? { ...one, ...change } : one));
  const size = part.data?.length ?? 0;
  const edit = (bytes: Uint8Array): Uint8Array => mutateBytes(bytes, random);
  switch (random.int(12)) {
    case 0: return parts.filter((_, index) => index !== at);
    case 1: return [...parts, part];
    case 2: return [...parts.slice(0, at), ...parts.slice(at + 1), part];
    case 3: return changed({ name: random.pick(['manifest.json', 'data/revisions.jsonl', 'data/personal.jsonl', 'META-INF/dsse.json', 'META-INF/x.p7s', 'mimetype', '../x', `data/attachments/${'0'.repeat(64)}`, 'CON', '', part.name.toUpperCase()]) });
    case 4: return changed({ method: part.method === 'store' ? 'deflate' : 'store' });
    // The same content, packed in another way: nothing is said by that.
    case 5: return changed({ method: 'deflate', packed: deflateRawSync(part.data ?? new Uint8Array(), { level: random.int(10), strategy: random.pick([constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_DEFAULT_STRATEGY]) }) });
    case 6: return changed({ says: { size: random.pick([0, size - 1, size + 1, 2 ** 29, 2 ** 29 + 1, 0xffffffff]) >>> 0 } });
    case 7: return changed({ says: { crc32: random.int(2 ** 31) } });
    case 8: return changed({ local: edit });
    case 9: return changed({ central: edit });
    case 10: return changed({ data: edit(part.data ?? new Uint8Array()) });
    default: return changed({ method: 'deflate', packed: edit(deflateRawSync(part.data ?? new Uint8Array())) });
  }
}

/** One change of a signature in an envelope that is JSON still. */
export function mutateSignature(envelope: LooseObject, random: Random): LooseObject {
  const copy = structuredClone(envelope);
  const signatures = copy['signatures'] as LooseObject[];
  const one = signatures.length === 0 ? null : random.pick(signatures);
  if (!one) return copy;
  const sig = Buffer.from(one['sig'] as string, 'base64');
  switch (random.int(5)) {
    case 0: one['sig'] = Buffer.from(mutateBytes(sig, random)).toString('base64'); break;
    case 1: one['sig'] = Buffer.concat([Buffer.from(random.pick(LOW_ORDER_ENCODINGS), 'hex'), sig.subarray(32)]).toString('base64'); break;
    case 2: one['sig'] = Buffer.concat([sig.subarray(32), sig.subarray(0, 32)]).toString('base64'); break;
    case 3: signatures.reverse(); break;
    default: one['keyid'] = scalar(one['keyid'] as string, random);
  }
  return copy;
}
