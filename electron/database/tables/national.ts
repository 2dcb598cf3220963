import type { ReadDb, WriteDb } from '../db.ts';

/** A national signature over the manifest of a bundle (B1), as it was brought. */
export interface NationalSignature {
  /** `signature-1.p7s`: of its entry below `META-INF/`. */
  readonly name: string;
  readonly body: Uint8Array;
}

/** Adds a signature to a bundle; one of that name stays as it is. */
export function insertNational(db: WriteDb, bundle: string, { name, body }: NationalSignature, at: number): void {
  db.run('INSERT INTO national_signature (bundle, name, body, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', bundle, name, body, at);
}

export function nationalOf(db: ReadDb, bundle: string): readonly NationalSignature[] {
  return db.all<NationalSignature>('SELECT name, body FROM national_signature WHERE bundle = ? ORDER BY name', bundle);
}
