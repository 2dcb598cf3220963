import type { EntityId } from '../../../shared/bundle/revision/revision.ts';
import type { CandidatePair, LinkedPair } from '../../../shared/ipc/merge.ts';
import { candidatesAmong, keyOfPair, type IdentityWord } from '../../../shared/merge/identity.ts';
import type { Course } from '../../database/backup.ts';
import type { ReadDb } from '../../database/db.ts';
import { findCompany } from '../../database/tables/company.ts';
import { listIdentified, listWords } from '../../database/tables/identity.ts';
import { UNWATCHED } from '../../jobs/course.ts';

/** Pairs of companies that may be one, the likest first, without those of which somebody has spoken (M7). Throws what {@link Course.checkCancelled} throws. */
export function listCandidates(db: ReadDb, { progress, checkCancelled }: Course = UNWATCHED): readonly CandidatePair[] {
  const words = wordsByPair(db);
  const found = candidatesAmong(listIdentified(db), (one, other) => words.has(keyOfPair(one, other)), (done, total) => {
    checkCancelled();
    progress(done, total);
  });
  return found.map(({ entities, reasons, likeness }, done) => {
    if (done % 100 === 0) checkCancelled();
    return { companies: [described(db, entities[0]), described(db, entities[1])], reasons, likeness };
  });
}

/** Pairs of which somebody has spoken. */
export function listLinks(db: ReadDb): readonly LinkedPair[] {
  return [...wordsByPair(db)].map(([key, word]) => {
    const [one, other] = key.split(' ') as [EntityId, EntityId];
    return { companies: [described(db, one), described(db, other)], word };
  });
}

/** The companies that are said to be the same as this one, directly or through others; sorted, without itself. */
export function linkedWith(db: ReadDb, entity: EntityId): readonly EntityId[] {
  return reachedFrom(neighboursIn(db), entity).filter((other) => other !== entity);
}

/** For every company that is linked with another: one entity that stands for the whole group, the lowest; who counts companies counts each group once (M7). */
export function groupsOfLinked(db: ReadDb): ReadonlyMap<EntityId, EntityId> {
  const groups = new Map<EntityId, EntityId>();
  const neighbours = neighboursIn(db);
  for (const entity of neighbours.keys()) {
    if (groups.has(entity)) continue;
    const group = reachedFrom(neighbours, entity);
    for (const member of group) groups.set(member, group[0] as EntityId);
  }
  return groups;
}

type Neighbours = ReadonlyMap<EntityId, readonly EntityId[]>;

/** Of every company, those that are said to be the same. */
function neighboursIn(db: ReadDb): Neighbours {
  const found = new Map<EntityId, EntityId[]>();
  const add = (one: EntityId, other: EntityId): void => void found.set(one, [...(found.get(one) ?? []), other]);
  for (const [key, word] of wordsByPair(db)) {
    if (word !== 'same') continue;
    const [one, other] = key.split(' ') as [EntityId, EntityId];
    add(one, other);
    add(other, one);
  }
  return found;
}

/** Sorted, with itself. */
function reachedFrom(neighbours: Neighbours, entity: EntityId): readonly EntityId[] {
  const found = new Set([entity]);
  for (const one of found) for (const other of neighbours.get(one) ?? []) found.add(other);
  return [...found].sort();
}

/** One word a pair: both sides and all rounds together; disputed where they do not agree. */
function wordsByPair(db: ReadDb): ReadonlyMap<string, IdentityWord> {
  const words = new Map<string, IdentityWord>();
  for (const { entity, other, word } of listWords(db)) {
    const key = keyOfPair(entity, other);
    const known = words.get(key);
    words.set(key, known === undefined || known === word ? word : 'disputed');
  }
  return words;
}

function described(db: ReadDb, entity: EntityId): CandidatePair['companies'][0] {
  const company = findCompany(db, entity);
  return { entity, country: company?.country ?? '', number: company?.number ?? '', name: company?.shortName || (company?.name ?? ''), region: company?.region ?? '' };
}
