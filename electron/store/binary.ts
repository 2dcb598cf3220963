/** A field of a row in PostgreSQL's binary COPY format. */
export type BinaryField = Uint8Array | null;

const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);
/** Rows are sent in pieces of about so many bytes. */
const PIECE = 256 * 1024;

/** Rows as `COPY … (FORMAT binary)` reads them. `onRow` is told after each. */
export function* binaryRows(rows: Iterable<readonly BinaryField[]>, onRow: () => void = () => undefined): Generator<Uint8Array> {
  let parts: Uint8Array[] = [SIGNATURE];
  let size = SIGNATURE.length;
  for (const fields of rows) {
    const head = Buffer.allocUnsafe(2);
    head.writeInt16BE(fields.length);
    parts.push(head);
    size += 2;
    for (const field of fields) {
      const length = Buffer.allocUnsafe(4);
      length.writeInt32BE(field === null ? -1 : field.length);
      parts.push(length);
      if (field) parts.push(field);
      size += 4 + (field?.length ?? 0);
    }
    onRow();
    if (size >= PIECE) {
      yield Buffer.concat(parts, size);
      parts = [];
      size = 0;
    }
  }
  parts.push(END);
  yield Buffer.concat(parts, size + END.length);
}

/** PostgreSQL's numbers of the types that arrays of ours are made of. */
const TYPE_NUMBER = { bytea: 17, integer: 23, text: 25 } as const;
export type ElementType = keyof typeof TYPE_NUMBER;

/** An array of one dimension, not empty and without nulls, as the binary format of parameters has it. */
export function binaryArray(type: ElementType, fields: readonly Uint8Array[]): Uint8Array {
  const [dimensions, nulls, lowest] = [1, 0, 1];
  const head = [dimensions, nulls, TYPE_NUMBER[type], fields.length, lowest].map(int32);
  return Buffer.concat([...head, ...fields.flatMap((field) => [int32(field.length), field])]);
}

export function int32(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
export const textOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');
