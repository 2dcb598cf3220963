import { standingAt, type TrustStanding } from '../../shared/bundle/trust/expiry.ts';
import { keyDatesAt, type RegistryEntry } from '../../shared/bundle/trust/registry.ts';

/** How a key stands on a day: only `active` keys are believed without reserve. */
export type KeyStanding = 'active' | 'revoked' | 'expired' | 'not-yet';

export type RegistryStanding = 'none' | TrustStanding;

export function keyStanding(entry: RegistryEntry, now: number): KeyStanding {
  if (entry.status === 'revoked') return 'revoked';
  const dates = keyDatesAt(entry, now);
  return dates === 'within' ? 'active' : dates;
}

export function registryStanding(version: number, expiresAt: string | null, now: number): RegistryStanding {
  if (version === 0 || expiresAt === null) return 'none';
  return standingAt(expiresAt, now);
}
