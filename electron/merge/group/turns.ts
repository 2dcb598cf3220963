import type { Sha256 } from '../../../shared/base/hash.ts';
import type { Issuer } from '../../../shared/bundle/revision/manifest.ts';
import { turnsOf, type Link, type Turn } from '../../../shared/merge/chain.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { setBundleState } from '../../database/tables/bundle.ts';
import type { Group } from '../../database/tables/revision.ts';

interface Known extends Link {
  readonly direction: 'in' | 'out';
  readonly state: string;
  readonly fileName: string;
}

export const LINKS = `SELECT manifest, direction, state, seq, file_name AS fileName, CAST(manifest_bytes AS TEXT) ->> '$.prevBundle' AS prevBundle
  FROM bundle WHERE installation = ? AND country = ? AND body = ?`;
export const LAST_LINK = `SELECT manifest, state, seq FROM bundle WHERE installation = ? AND country = ? AND body = ? ORDER BY seq DESC LIMIT 1`;

/** A bundle whose turn has come or gone because of another one. */
export interface Moved {
  readonly manifest: Sha256;
  readonly fileName: string;
  readonly seq: number;
  readonly turn: Turn;
}

interface Turns {
  readonly turn: Turn;
  readonly moved: readonly Moved[];
}

/** The turns of an installation's bundles (B16): of the one that arrives, and of those that its arrival moves. */
export function turnsWith(db: ReadDb, issuer: Issuer, arriving: Link): Turns {
  if (continuesLast(db, issuer, arriving)) return { turn: { state: 'merged' }, moved: [] };
  // An installation is known by its state and body too: nobody can disturb the numbering of another body.
  const known = db.all<Known>(LINKS, issuer.installation, issuer.country, issuer.body);
  const turns = turnsOf([...known, arriving]);
  return { turn: turns.get(arriving.manifest) as Turn, moved: movedAmong(known, turns) };
}

/** The turns that come or go when some bundles of an installation are taken back; call it when they are gone. */
export function turnsWithout(db: ReadDb, issuer: Issuer): readonly Moved[] {
  const known = db.all<Known>(LINKS, issuer.installation, issuer.country, issuer.body);
  return movedAmong(known, turnsOf(known));
}

function movedAmong(known: readonly Known[], turns: ReadonlyMap<Sha256, Turn>): readonly Moved[] {
  return known.flatMap(({ manifest, direction, state, seq, fileName }) => {
    const turn = turns.get(manifest) as Turn;
    return direction === 'in' && turn.state !== state ? [{ manifest, fileName, seq, turn }] : [];
  });
}

/** What nearly every bundle does: it follows the last one, and all before that count. Then no other has to be looked at. */
function continuesLast(db: ReadDb, { installation, country, body }: Issuer, arriving: Link): boolean {
  const last = db.get<{ readonly manifest: Sha256; readonly state: string; readonly seq: number }>(LAST_LINK, installation, country, body);
  if (!last) return arriving.seq === 1 && arriving.prevBundle === null;
  return last.state === 'merged' && arriving.seq === last.seq + 1 && arriving.prevBundle === last.manifest;
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
