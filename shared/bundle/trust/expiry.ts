/** How trust stands on a day: expiry first warns, then blocks merging; it never blocks data entry (B15). */
export type TrustStanding = 'in-force' | 'expires-soon' | 'expired';

const SOON = 30 * 24 * 60 * 60 * 1000;

/** `expiresAt`: ISO 8601; one that cannot be read has expired. `now`: milliseconds since the epoch. */
export function standingAt(expiresAt: string, now: number): TrustStanding {
  const left = Date.parse(expiresAt) - now;
  if (!(left >= 0)) return 'expired';
  return left < SOON ? 'expires-soon' : 'in-force';
}
