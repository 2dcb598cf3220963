import type { Sha256 } from '../../shared/base/hash.ts';
import type { Issuer } from '../../shared/bundle/manifest.ts';
import { turnsOf, type Link, type Turn } from '../../shared/merge/chain.ts';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { setBundleState } from '../database/bundle.ts';
import type { Group } from '../database/revision.ts';

interface Known extends Link {
  readonly direction: 'in' | 'out';
  readonly state: string;
  readonly fileName: string;
}

export const LINKS = `SELECT manifest, direction, state, seq, file_name AS fileName, CAST(manifest_bytes AS TEXT) ->> '$.prevBundle' AS prevBundle
  FROM bundle WHERE installation = ? AND country = ? AND body = ?`;

/** A bundle whose turn has come or gone because of another one. */
export interface Moved {
  readonly manifest: Sha256;
  readonly fileName: string;
  readonly seq: number;
  readonly turn: Turn;
}

/** The turns of an installation's bundles (B16): of the one that arrives, and of those that its arrival moves. */
export function turnsWith(db: ReadDb, issuer: Issuer, arriving: Link): { readonly turn: Turn; readonly moved: readonly Moved[] } {
  // An installation is known by its state and body too: nobody can disturb the numbering of another body.
  const known = db.all<Known>(LINKS, issuer.installation, issuer.country, issuer.body);
  const turns = turnsOf([...known, arriving]);
  const moved = known.flatMap(({ manifest, direction, state, seq, fileName }) => {
    const turn = turns.get(manifest) as Turn;
    return direction === 'in' && turn.state !== state ? [{ manifest, fileName, seq, turn }] : [];
  });
  return { turn: turns.get(arriving.manifest) as Turn, moved };
}

/** Writes the new turns and gives the companies they concern. */
export function moveBundles(db: WriteDb, moved: readonly Moved[]): readonly Group[] {
  return moved.flatMap(({ manifest, turn }) => {
    setBundleState(db, manifest, turn.state);
    return db.all<Group>(
      'SELECT DISTINCT r.entity, r.form_id AS formId, r.round FROM bundle_revision br JOIN revision r ON r.id = br.revision WHERE br.bundle = ?', manifest,
    );
  });
}

/** The number that a waiting bundle waits for; null when it waits for none. */
export function missingSeq(turn: Turn): number | null {
  return turn.state === 'pending' ? turn.missingSeq : null;
}
