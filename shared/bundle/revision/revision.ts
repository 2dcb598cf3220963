import type { Sha256 } from '../../base/hash.ts';
import type { Answer, Path } from '../../survey/response.ts';

/** sha256("svod-revision-v1" ‖ 0x00 ‖ JCS of the revision) (B6). */
export type RevisionId = Sha256;
/** sha256("co|" + ISO country + "|" + scheme + "|" + normalised number) (M7). */
export type EntityId = Sha256;
/** sha256 of the canonical public key (B14). */
export type KeyId = Sha256;

export type Operation = 'put' | 'retract' | 'link' | 'unlink' | 'comment' | 'decide' | 'resolve';

/** An immutable signed statement about one company in one round (M2). Its id is computed, never carried. */
export interface Revision {
  readonly v: 1;
  readonly entity: EntityId;
  readonly form: { readonly id: string; readonly version: string; readonly hash: Sha256 };
  readonly round: string;
  /** Sorted; empty for the first revision of a company. */
  readonly parents: readonly RevisionId[];
  readonly op: Operation;
  /** Only what this revision changes against its parents' view. */
  readonly set: Readonly<Record<Path, Answer>>;
  /** Sorted. Unsetting a row marker takes the whole row away (M6). */
  readonly unset: readonly Path[];
  readonly author: KeyId;
  /** The person who completed, approved, decided or resolved, as the workspace knows them. */
  readonly person: string;
  readonly installation: string;
  /** Informational: dates never decide (M4). */
  readonly claimedAt: string;
  readonly reason: string;
  /**
   * Commitment to the personal answers that travel apart (B7): sha256("svod-personal-v1" ‖ 0x00 ‖ JCS of {@link Personal}
   * without `revision`). Absent: this revision says nothing of them. Never in `set`.
   */
  readonly personal?: Sha256;
}

/** All personal answers of a response as they stood at one revision; a line of `data/personal.jsonl` (B7). */
export interface Personal {
  readonly revision: RevisionId;
  /** 32 random hexadecimal digits, so that a telephone number cannot be guessed from its commitment. */
  readonly salt: string;
  readonly set: Readonly<Record<Path, Answer>>;
}

const SAME = '@same:';

/**
 * Where it is said whether a company is another one too (M7): `same` or `different`, by ops `link` and `unlink`. Only the
 * Commission may.
 */
export function samePath(other: EntityId): Path {
  return `${SAME}${other}`;
}

/** The other company that a path of {@link samePath} speaks of; null when the path is none. */
export function otherAt(path: Path): EntityId | null {
  return path.startsWith(SAME) ? path.slice(SAME.length) : null;
}

/**
 * Reserved paths beside a form's own: what a revision says of the company and of its own standing. They are cells of
 * the view like any other.
 */
export const RESERVED = {
  /** `complete` or `approved`. */
  status: '@status',
  country: '@country',
  scheme: '@scheme',
  number: '@number',
  /** `accepted` or `returned`, by the Commission (op `decide`). */
  decision: '@decision',
  /** Beside a decision: how good the answers are, {@link QUALITIES}. */
  quality: '@quality',
  /** Beside a return: the day, ISO, by which the correction is asked for. */
  due: '@due',
  /** That the response stands at all; taken away by op `retract`, put back by `resolve` (M4). */
  response: '@response',
  /** The commitment to the personal answers, which travel apart (B7). */
  personal: '@personal',
} as const;

/** The classes a reviewer gives: A complete and confirmed, B fit for use with reservations, C for reference only. */
export const QUALITIES = ['A', 'B', 'C'] as const;
export type Quality = (typeof QUALITIES)[number];

export function isQuality(value: unknown): value is Quality {
  return (QUALITIES as readonly unknown[]).includes(value);
}

const VERDICT: ReadonlySet<Path> = new Set([RESERVED.decision, RESERVED.quality, RESERVED.due]);

/** Whether a path is a cell of the Commission's decision. */
export function isVerdict(path: Path): boolean {
  return VERDICT.has(path);
}

/**
 * Whether a revision accepts or returns, or says which companies are one, whatever its operation calls itself: that is the
 * Commission's word, and no body can say it of itself (B12, M7).
 */
export function isCommissionsWord({ op, set, unset }: Pick<Revision, 'op' | 'set' | 'unset'>): boolean {
  if (op === 'decide' || op === 'link' || op === 'unlink') return true;
  return Object.keys(set).some(isCommissionsPath) || unset.some(isCommissionsPath);
}

const isCommissionsPath = (path: Path): boolean => path.startsWith('@') && (isVerdict(path) || otherAt(path) !== null);
