import type { RegistryEntry } from '../../shared/bundle/registry.ts';

/** How a key stands on a day: only `active` keys are believed without reserve. */
export type KeyStanding = 'active' | 'revoked' | 'expired' | 'not-yet';

/** How the whole registry stands: expiry first warns, then blocks merging; it never blocks data entry (B15). */
export type RegistryStanding = 'none' | 'in-force' | 'expires-soon' | 'expired';

const SOON_DAYS = 30;
const DAY = 86_400_000;

export function keyStanding(entry: RegistryEntry, now: number): KeyStanding {
  if (entry.status === 'revoked') return 'revoked';
  if (now < Date.parse(entry.notBefore)) return 'not-yet';
  return now > Date.parse(entry.notAfter) ? 'expired' : 'active';
}

export function registryStanding(version: number, expiresAt: string | null, now: number): RegistryStanding {
  if (version === 0 || expiresAt === null) return 'none';
  const left = Date.parse(expiresAt) - now;
  if (left < 0) return 'expired';
  return left < SOON_DAYS * DAY ? 'expires-soon' : 'in-force';
}
