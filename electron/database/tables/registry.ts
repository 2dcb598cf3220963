import type { ReadDb, WriteDb } from '../db.ts';

export interface RegistryRow {
  readonly version: number;
  /** The file with roots and registry, exactly as it came. */
  readonly envelope: Uint8Array;
  readonly installedAt: number;
}

/** The registry in force: the highest version ever seen (B13); null before the first. */
export function currentRegistry(db: ReadDb): RegistryRow | null {
  return db.get<RegistryRow>('SELECT version, envelope, installed_at AS installedAt FROM registry ORDER BY version DESC LIMIT 1') ?? null;
}

/** All registries seen, oldest first. */
export function listRegistries(db: ReadDb): readonly Pick<RegistryRow, 'version' | 'envelope'>[] {
  return db.all('SELECT version, envelope FROM registry ORDER BY version');
}

/** Keeps a registry; the same version under a later root takes the place of the earlier. */
export function saveRegistry(db: WriteDb, registry: RegistryRow): void {
  db.run(
    `INSERT INTO registry (version, envelope, installed_at) VALUES (?, ?, ?)
     ON CONFLICT (version) DO UPDATE SET envelope = excluded.envelope, installed_at = excluded.installed_at`,
    registry.version, registry.envelope, registry.installedAt,
  );
}
