import type { Failure } from '../../shared/base/failure.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ReadDb } from '../database/db.ts';
import { recipientOf } from './age.ts';
import { listKeys } from './keystore.ts';
import { loadRegistry } from './trust.ts';

/** To whom a bundle is encrypted: by key id for the manifest, as age recipients for the file. */
export interface Recipients {
  readonly keyIds: readonly string[];
  readonly age: readonly string[];
}

/**
 * The addressee's active `encrypt` keys and the sender's own (B4): those of the Commission, or, when the Commission sends, of
 * all bodies of the state `to`. Fails with `no-trust` or `no-recipient` (the registry has no such key).
 */
export function encryptionFor(db: ReadDb, to: string | null): Result<Recipients, Failure> {
  const registry = loadRegistry(db);
  if (!registry) return err({ code: 'no-trust' });
  const entries = registry.entries.filter((entry) => entry.usage === 'encrypt');
  const others = entries.filter((entry) => entry.status === 'active' && entry.country === (to ?? 'EAEU'));
  if (others.length === 0) return err({ code: 'no-recipient' });
  const revoked = new Set(entries.filter((entry) => entry.status === 'revoked').map((entry) => entry.keyId));
  const own = listKeys(db.folder).filter((key) => key.usage === 'encrypt' && !revoked.has(key.keyId));
  const keys = new Map([...others, ...own].map(({ keyId, publicKey }) => [keyId, publicKey]));
  return ok({ keyIds: [...keys.keys()].sort(), age: [...keys.values()].map(recipientOf) });
}
