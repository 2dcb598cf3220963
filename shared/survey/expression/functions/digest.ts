import { utf8 } from '../../../base/canonical.ts';
import { digest, isDigestName } from '../digests.ts';
import { ExpressionError } from '../syntax.ts';
import type { FunctionTable } from './function.ts';
import { text } from './function.ts';

const ENCODINGS = ['base64', 'hex'];

/** `digest(text, 'SHA-256', 'base64' | 'hex')`, base64 unless said otherwise. */
export const digestFunctions: FunctionTable = {
  digest: {
    kind: 'value', min: 2, max: 3, type: 'text',
    make: ([value, name, encoding]) => {
      if (typeof name?.literal === 'string' && !isDigestName(name.literal)) throw new ExpressionError('arguments', name.at, 'digest-unknown', { name: name.literal });
      if (typeof encoding?.literal === 'string' && !ENCODINGS.includes(encoding.literal)) throw new ExpressionError('arguments', encoding.at, 'digest-encoding');
      return (context) => {
        const algorithm = text(name, context);
        if (!isDigestName(algorithm)) return '';
        const bytes = digest(algorithm, utf8.encode(text(value, context)));
        return encoding && text(encoding, context) === 'hex' ? hex(bytes) : base64(bytes);
      };
    },
  },
};

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((word >> shift) & 63)).join('');
    const kept = Math.min(4, bytes.length - at + 1);
    out += letters.slice(0, kept).padEnd(4, '=');
  }
  return out;
}
