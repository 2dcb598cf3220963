import type { Answer, Path } from '../survey/response.ts';
import type { CellView, DeskArguments, OfRound, WriteView } from './merge.ts';
import type { Method } from './method.ts';
import type { PrintedFile } from './survey.ts';

/** The work around a merge: what it would do field by field, its report, the way back. */
export interface Methods {
  /** What merging these files would do to each field of one company; writes nothing. */
  readonly 'merge.fields': Method<DeskArguments & { readonly entity: string }, readonly CompanyFields[]>;
  /** What a company said at a place in the last round before; null when nothing is known of it. */
  readonly 'merge.lastRound': Method<{ readonly entity: string; readonly path: Path } & OfRound, LastRoundValue | null>;
  /** Commission: returns a company because of one place: a comment on it and the return, both or neither. */
  readonly 'merge.sendBack': Method<{ readonly entity: string; readonly path: Path; readonly reason: string } & OfRound, { readonly revisions: readonly string[] }>;
  /** Calls of merging, newest first. */
  readonly 'merge.runs': Method<undefined, readonly MergeRun[]>;
  /** What taking a merge back would come to; changes nothing. Long. */
  readonly 'merge.planUndo': Method<{ readonly job: string; readonly run: number }, UndoPlan>;
  /** Takes back everything that one call of merging brought, with progress. */
  readonly 'merge.undo': Method<{ readonly job: string; readonly run: number; readonly reason: string }, UndoneRun>;
  /** Asks where to and writes the report of a merge there; null when cancelled. */
  readonly 'merge.saveReport': Method<{ readonly job: string; readonly run: number; readonly format: 'pdf' | 'json' }, PrintedFile | null>;
}

export interface LastRoundValue {
  readonly round: string;
  readonly value: Answer;
  /** It was in conflict itself: the value is the provisional one (M3). */
  readonly disputed: boolean;
  /** Where it comes from (M10); nothing where an earlier version of the form had it elsewhere. */
  readonly writes: readonly WriteView[];
}

/** What a merge would do to the fields of a company in one round; only those that change or come to be disputed. */
export interface CompanyFields {
  readonly round: string;
  readonly formId: string;
  /** Of the form its view goes by; empty while nothing of it is visible: all of it waits for an earlier bundle. */
  readonly formHash: string;
  /** By path. */
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  readonly path: Path;
  /** What stands there, and what would stand there: a value, or in conflict every one of them with where it comes from. */
  readonly before: CellView;
  readonly after: CellView;
  /** Of a place in a table, the row counted from 1; null elsewhere. */
  readonly row: number | null;
  /** Of the writes that would stand there, the revisions that these files bring. */
  readonly fresh: readonly string[];
}

/** One call of merging: what it brought can be taken back as a whole. */
export interface MergeRun {
  readonly id: number;
  readonly at: number;
  readonly person: string;
  /** Bundles that it brought and that are still here. */
  readonly bundles: number;
  readonly undoneAt: number | null;
  /** Whether there is a report of it: not of one that was killed, nor of a sync with the central base. */
  readonly reported: boolean;
}

/** What taking a merge back would come to. */
export interface UndoPlan {
  readonly run: number;
  readonly bundles: readonly { readonly fileName: string; readonly country: string; readonly body: string; readonly seq: number }[];
  /** Revisions that go, of how many companies, and how many of these go altogether. */
  readonly revisions: number;
  readonly companies: number;
  readonly gone: number;
  /** Revisions that stay and stand on what goes: they will wait until it comes back. */
  readonly waiting: number;
}

export interface UndoneRun {
  readonly run: number;
  /** Files of the bundles that were taken back. */
  readonly bundles: readonly string[];
  readonly revisions: number;
  readonly stateHash: string;
  readonly viewHash: string;
}
