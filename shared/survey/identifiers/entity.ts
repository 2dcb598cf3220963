import type { HashFunction, Sha256 } from '../../base/hash.ts';
import type { IdentifierScheme } from './check.ts';
import { checkIdentifier } from './check.ts';

export interface CompanyNumber {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly scheme: IdentifierScheme;
  readonly number: string;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
const encoder = new TextEncoder();

/**
 * The entity of a company (M7): sha256("co|" + ISO country + "|" + scheme + "|" + normalised number). Null when the
 * number does not pass its check: such a company is unidentified and takes a UUID.
 */
export function entityOf({ country, scheme, number }: CompanyNumber, sha256: HashFunction): Sha256 | null {
  const checked = checkIdentifier(scheme, number, { country });
  return checked.ok ? sha256(encoder.encode(`co|${country}|${scheme}|${checked.normalised}`)) : null;
}
