import { standingAt, type TrustStanding } from '../../shared/bundle/expiry.ts';
import type { RegistryEntry } from '../../shared/bundle/registry.ts';

/** How a key stands on a day: only `active` keys are believed without reserve. */
export type KeyStanding = 'active' | 'revoked' | 'expired' | 'not-yet';

export type RegistryStanding = 'none' | TrustStanding;

export function keyStanding(entry: RegistryEntry, now: number): KeyStanding {
  if (entry.status === 'revoked') return 'revoked';
  if (now < Date.parse(entry.notBefore)) return 'not-yet';
  return now > Date.parse(entry.notAfter) ? 'expired' : 'active';
}

export function registryStanding(version: number, expiresAt: string | null, now: number): RegistryStanding {
  if (version === 0 || expiresAt === null) return 'none';
  return standingAt(expiresAt, now);
}
