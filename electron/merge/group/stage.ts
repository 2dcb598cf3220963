import type { Sha256 } from '../../../shared/base/hash.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { Turn } from '../../../shared/merge/chain.ts';
import type { Sink, SignedHead } from '../../bundle/container/opening.ts';
import type { Lender } from '../../database/copies/scratch.ts';
import type { WriteDb } from '../../database/db.ts';
import type { Arrival } from '../../database/tables/arrival.ts';
import { findBundle, insertBundle, linkRevision } from '../../database/tables/bundle.ts';
import { settledRow } from '../../database/tables/merged.ts';
import { insertNational } from '../../database/tables/national.ts';
import { headsOf, insertPersonal, insertRevision, type Group, type StoredRevision } from '../../database/tables/revision.ts';
import { linkRun } from '../../database/tables/run.ts';
import type { Arrivals } from './extend.ts';
import { turnsWith, type Moved } from './turns.ts';

/** A company that a merge concerns, with the heads of what was visible of it before; null when nothing was known of it. */
export interface Touched extends Arrivals {
  readonly before: readonly RevisionId[] | null;
  /** What this run has noted last of when its answers came. */
  arrival: Arrival | null;
}

/** Companies by {@link nameOf}. */
export type TouchedGroups = Map<string, Touched>;

export function nameOf(group: Group): string {
  return `${group.entity} ${group.formId} ${group.round}`;
}

/** Remembers a company and how it stands, unless that is known from before. `lender`: brings it over first. */
export function touch(db: WriteDb, groups: TouchedGroups, group: Group, lender?: Lender): void {
  lender?.company(group);
  const name = nameOf(group);
  if (groups.has(name)) return;
  const kept = settledRow(db, group);
  groups.set(name, { group, kept: kept ?? null, added: [], arrival: null, before: kept === undefined ? headsOf(db, group) : (kept?.heads ?? null) });
}

/** What a bundle has brought into the transaction so far. */
export interface Stage {
  readonly sink: Sink;
  readonly touched: ReadonlySet<string>;
  readonly added: Set<RevisionId>;
  readonly counts: { already: number };
  turn(): Turn;
  moved(): readonly Moved[];
}

/** The file that is taken in, and the companies that the run has touched until now. */
export interface Staging {
  readonly fileName: string;
  readonly now: number;
  readonly run: number;
  readonly groups: TouchedGroups;
  readonly lender?: Lender | undefined;
}

/**
 * Takes the content of one bundle into the open transaction as it is verified (B18 step 6): bundle, revisions, personal
 * answers. Whatever is added is visible to nobody before the commit. A bundle that is there already stops the reading.
 */
export function stageBundle(db: WriteDb, staging: Staging): Stage {
  const touched = new Set<string>();
  const added = new Set<RevisionId>();
  const counts = { already: 0 };
  let manifest: Sha256 = '';
  let turns: { readonly turn: Turn; readonly moved: readonly Moved[] } = { turn: { state: 'merged' }, moved: [] };

  function begin(head: SignedHead): ReturnType<NonNullable<Sink['begin']>> {
    const { issuer, seq, prevBundle } = head.manifest;
    staging.lender?.issuer(issuer, head.manifestHash);
    if (findBundle(db, head.manifestHash)) return { code: 'already-merged', detail: head.manifestHash };
    manifest = head.manifestHash;
    turns = turnsWith(db, issuer, { manifest, seq, prevBundle });
    insertBundle(db, {
      manifest, direction: 'in', installation: issuer.installation, seq, country: issuer.country, body: issuer.body,
      signer: head.signers[0]?.keyId ?? '', fileName: staging.fileName, manifestBytes: head.manifestBytes, envelope: head.envelopeBytes,
      state: turns.turn.state, at: staging.now,
    });
    for (const signature of head.nationals) insertNational(db, manifest, signature, staging.now);
    linkRun(db, staging.run, manifest);
    return null;
  }

  function revision(stored: StoredRevision): void {
    const group = { entity: stored.revision.entity, formId: stored.revision.form.id, round: stored.revision.round };
    touch(db, staging.groups, group, staging.lender);
    touched.add(nameOf(group));
    const pending = turns.turn.state !== 'merged';
    const arrivals = staging.groups.get(nameOf(group)) as Touched;
    if (pending) arrivals.kept = null;
    if (insertRevision(db, stored, { pending, unsent: false })) {
      added.add(stored.id);
      if (arrivals.kept) arrivals.added.push(stored.id);
    } else counts.already += 1;
    linkRevision(db, manifest, stored.id);
  }

  return {
    sink: { begin, revision, personal: (id, line) => insertPersonal(db, id, line) },
    touched, added, counts,
    turn: () => turns.turn,
    moved: () => turns.moved,
  };
}
