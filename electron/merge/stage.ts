import type { Sha256 } from '../../shared/base/hash.ts';
import type { RevisionId } from '../../shared/bundle/revision.ts';
import type { Turn } from '../../shared/merge/chain.ts';
import type { Sink, SignedHead } from '../bundle/open.ts';
import { findBundle, insertBundle, linkRevision } from '../database/bundle.ts';
import type { WriteDb } from '../database/db.ts';
import { headsOf, insertPersonal, insertRevision, type Group, type StoredRevision } from '../database/revision.ts';
import { hasMembers, type Member } from './members.ts';
import { turnsWith, type Moved } from './turns.ts';

/** A company that a bundle speaks of. */
export interface Touched {
  readonly group: Group;
  /** The heads of what was visible of it before; null when nothing was known of it. */
  readonly before: readonly RevisionId[] | null;
  /** All its revisions, when they came in this bundle and are still at hand; null: to be read from the database. */
  members: Member[] | null;
}

export function nameOf(group: Group): string {
  return `${group.entity} ${group.formId} ${group.round}`;
}

/** What a bundle has brought into the transaction so far. */
export interface Stage {
  readonly sink: Sink;
  readonly touched: ReadonlyMap<string, Touched>;
  readonly added: Set<RevisionId>;
  readonly counts: { already: number };
  turn(): Turn;
  moved(): readonly Moved[];
}

/** Revisions of new companies are kept at hand up to this many bytes of lines; beyond, they are read back (B3). */
const AT_HAND = 64 * 1024 * 1024;

/**
 * Takes the content of one bundle into the open transaction as it is verified (B18 step 6): bundle, revisions, personal
 * answers. Whatever is added is visible to nobody before the commit. A bundle that is there already stops the reading.
 */
export function stageBundle(db: WriteDb, file: { readonly fileName: string; readonly now: number }): Stage {
  const touched = new Map<string, Touched>();
  const added = new Set<RevisionId>();
  const counts = { already: 0 };
  let manifest: Sha256 = '';
  let turns: { readonly turn: Turn; readonly moved: readonly Moved[] } = { turn: { state: 'merged' }, moved: [] };
  let atHand = 0;

  function begin(head: SignedHead): ReturnType<NonNullable<Sink['begin']>> {
    const { issuer, seq, prevBundle } = head.manifest;
    if (findBundle(db, head.manifestHash)) return { code: 'already-merged', detail: head.manifestHash };
    manifest = head.manifestHash;
    turns = turnsWith(db, issuer, { manifest, seq, prevBundle });
    insertBundle(db, {
      manifest, direction: 'in', installation: issuer.installation, seq, country: issuer.country, body: issuer.body,
      signer: head.signers[0]?.keyId ?? '', fileName: file.fileName, manifestBytes: head.manifestBytes, envelope: head.envelopeBytes,
      state: turns.turn.state, at: file.now,
    });
    return null;
  }

  function revision(stored: StoredRevision): void {
    const company = touch({ entity: stored.revision.entity, formId: stored.revision.form.id, round: stored.revision.round });
    const held = turns.turn.state !== 'merged';
    if (insertRevision(db, stored, { pending: held, unsent: false })) {
      added.add(stored.id);
      if (company.members) keep(company, stored, held);
    } else {
      counts.already += 1;
      company.members = null;
    }
    linkRevision(db, manifest, stored.id);
  }

  function touch(group: Group): Touched {
    const name = nameOf(group);
    let company = touched.get(name);
    if (!company) {
      const known = hasMembers(db, group);
      touched.set(name, (company = { group, before: known ? headsOf(db, group) : null, members: known ? null : [] }));
    }
    return company;
  }

  function keep(company: Touched, stored: StoredRevision, held: boolean): void {
    atHand += stored.body.length;
    if (atHand > AT_HAND) company.members = null;
    else company.members?.push({ id: stored.id, revision: stored.revision, pending: held, held });
  }

  return {
    sink: { begin, revision, personal: (id, line) => insertPersonal(db, id, line) },
    touched, added, counts,
    turn: () => turns.turn,
    moved: () => turns.moved,
  };
}
