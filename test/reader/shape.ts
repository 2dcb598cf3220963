import type { Tree, Value } from './json.ts';

/** Whether a value has a shape: the tables of "Shapes" in the text of the format, as predicates. */
export type Shape = (value: Value | undefined) => boolean;

export const text = (from: number, to: number): Shape => (value) => typeof value === 'string' && value.length >= from && value.length <= to;
export const pattern = (expression: RegExp): Shape => (value) => typeof value === 'string' && expression.test(value);
export const integer = (from: number, to: number): Shape => (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
export const exactly = (...words: readonly Value[]): Shape => (value) => words.some((word) => word === value);
export const either = (...shapes: readonly Shape[]): Shape => (value) => shapes.some((shape) => shape(value));
export const list = (item: Shape, atMost: number, order?: (value: Value) => string): Shape => (value) => {
  if (!Array.isArray(value) || value.length > atMost || !value.every(item)) return false;
  return order === undefined || value.every((one, index) => index === 0 || order(value[index - 1] as Value) < order(one));
};

/** An object with these fields; `optional` ones may be missing; others only where `open`. */
export function fields(required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): (open?: boolean) => Shape {
  return (open = false) => (value) => {
    if (!(value instanceof Map)) return false;
    const known = { ...optional, ...required };
    return (
      Object.keys(required).every((name) => value.has(name)) &&
      [...value].every(([name, item]) => (Object.hasOwn(known, name) ? (known[name] as Shape)(item) : open))
    );
  };
}

export const hash = pattern(/^[0-9a-f]{64}$/);
const HIDDEN: readonly (readonly [number, number])[] = [
  [0, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200f], [0x2028, 0x202e],
  [0x2060, 0x206f], [0x3164, 0x3164], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xfff0, 0xfffb], [0xe0000, 0xe0fff],
];
export const name: Shape = (value) =>
  text(1, 300)(value) && [...(value as string)].every((letter) => HIDDEN.every(([from, to]) => (letter.codePointAt(0) ?? 0) < from || (letter.codePointAt(0) ?? 0) > to));

const GROUPS = ['missing', 'no_data', 'refused', 'not_applicable', 'restricted'];
const path = /^[/@!][^\u0000-\u001f]{0,499}$/;

const answer: Shape = (value) => {
  if (value instanceof Map) return value.size === 1 && GROUPS.slice(1).includes(value.get('missing') as string);
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => typeof item === 'string');
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
};
const answers: Shape = (value) => value instanceof Map && [...value].every(([at, said]) => path.test(at) && answer(said));

const version = pattern(/^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/);
const count = integer(0, 1_000_000_000);
const country = pattern(/^([A-Z]{2}|EAEU)$/);
const round = pattern(/^[0-9A-Za-z-]{1,20}$/);
const pathOf = (file: Value): string => (file as Tree).get('path') as string;
const self = (item: Value): string => item as string;

/** What is looked at before all else: which reader the manifest needs. */
export const versions = fields({ format: exactly('svod-bundle'), formatVersion: version, minReaderVersion: version, suite: text(1, 300) })(true);
export const manifest = fields({
  format: exactly('svod-bundle'), formatVersion: version, minReaderVersion: version, suite: exactly('S1'),
  issuer: fields({ country, body: name, installation: pattern(/^[0-9a-zA-Z-]{1,100}$/) })(),
  seq: integer(1, 1_000_000_000), prevBundle: either(hash, exactly(null)), createdAt: text(0, 40),
  form: fields({ id: name, version: text(0, 100), hash })(), round, registryVersion: count, auditHead: fields({ count, hash })(), receiptSeen: either(hash, exactly(null)),
  counts: fields({ companies: count, revisions: integer(0, 200_000), attachments: count })(), revisionsRoot: hash,
  files: list(fields({ path: pattern(/^[a-zA-Z0-9._/-]{1,120}$/), size: integer(0, 512 * 1024 * 1024), sha256: hash })(), 2000, pathOf),
  recipients: list(text(0, 300), 1000),
});
export const envelope = fields({ payloadType: text(0, 100), signatures: list(fields({ keyid: hash, sig: text(0, 200) })(), 16) }, { payload: text(0, Infinity) })();
export const revision = fields({
  v: exactly(1), entity: hash, form: fields({ id: text(1, 100), version: text(0, 100), hash })(), round, parents: list(hash, 10_000, self),
  op: exactly('put', 'retract', 'link', 'unlink', 'comment', 'decide', 'resolve'), set: answers, unset: list(pattern(path), 100_000, self), author: hash,
  person: either(name, exactly('')), installation: text(1, 100), claimedAt: text(0, 40), reason: text(0, 4000),
}, { personal: hash });
export const personal = fields({ revision: hash, salt: pattern(/^[0-9a-f]{32}$/), set: answers });
