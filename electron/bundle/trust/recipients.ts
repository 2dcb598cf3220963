import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { EncryptionKey } from '../../../shared/ipc/bundle.ts';
import type { ReadDb } from '../../database/db.ts';
import { recipientOf } from '../crypto/age.ts';
import { listKeys } from '../keys/keystore.ts';
import { loadRegistry } from './trust.ts';

/** To whom a bundle is encrypted: by key id for the manifest, as age recipients for the file, by name for people. */
export interface Recipients {
  readonly keyIds: readonly string[];
  readonly age: readonly string[];
  readonly named: readonly EncryptionKey[];
}

export const NOBODY: Recipients = { keyIds: [], age: [], named: [] };

/**
 * The addressee's active `encrypt` keys and the sender's own (B4): those of the Commission, or, when the Commission sends, of
 * all bodies of the state `to`. Fails with `no-trust` or `no-recipient` (the registry has no such key).
 */
export function encryptionFor(db: ReadDb, to: string | null): Result<Recipients, Failure> {
  const keys = encryptionKeys(db);
  if (!keys) return err({ code: 'no-trust' });
  const others = keys.registered.filter((entry) => entry.status === 'active' && entry.country === (to ?? 'EAEU'));
  return others.length === 0 ? err({ code: 'no-recipient' }) : ok(recipientsOf(others, keys.own));
}

/** The same for a bundle that is sealed already: whoever its manifest names. Fails like {@link encryptionFor}, also when one is gone. */
export function encryptionOf(db: ReadDb, keyIds: readonly string[]): Result<Recipients, Failure> {
  if (keyIds.length === 0) return ok(NOBODY);
  const keys = encryptionKeys(db);
  if (!keys) return err({ code: 'no-trust' });
  const named = (key: Key): boolean => keyIds.includes(key.keyId);
  const others = keys.registered.filter((entry) => entry.status === 'active' && named(entry));
  return others.length === 0 ? err({ code: 'no-recipient' }) : ok(recipientsOf(others, keys.own.filter(named)));
}

type Key = Pick<RegistryEntry, 'keyId' | 'publicKey' | 'country' | 'body' | 'holder'>;

function encryptionKeys(db: ReadDb): { readonly registered: readonly RegistryEntry[]; readonly own: readonly Key[] } | null {
  const registry = loadRegistry(db);
  if (!registry) return null;
  const registered = registry.entries.filter((entry) => entry.usage === 'encrypt');
  const revoked = new Set(registered.filter((entry) => entry.status === 'revoked').map((entry) => entry.keyId));
  return { registered, own: listKeys(db.folder).filter((key) => key.usage === 'encrypt' && !revoked.has(key.keyId)) };
}

function recipientsOf(others: readonly Key[], own: readonly Key[]): Recipients {
  const mine = new Set(own.map(({ keyId }) => keyId));
  const keys = new Map([...others, ...own].map((key) => [key.keyId, key]));
  return {
    keyIds: [...keys.keys()].sort(),
    age: [...keys.values()].map(({ publicKey }) => recipientOf(publicKey)),
    named: [...keys.values()].map(({ keyId, country, body, holder }) => ({ keyId, country, body, holder, own: mine.has(keyId) })),
  };
}
