import type { Failure } from '../base/failure.ts';
import type { ReceiptVerdict } from '../bundle/evidence/receipt.ts';
import type { Quality } from '../bundle/revision/revision.ts';
import type { KeyDates } from '../bundle/trust/registry.ts';
import type { CandidateReason, IdentityWord } from '../merge/identity.ts';
import type { Standing } from '../merge/view.ts';
import type { Finding } from '../survey/findings.ts';
import type { Answer, Path } from '../survey/response.ts';
import type { Method } from './method.ts';
import type { Review } from './survey.ts';
import type { SyncArguments, SyncReport } from './sync.ts';

export interface Methods {
  /** Asks for bundle files; null when cancelled. */
  readonly 'merge.pick': Method<undefined, Picked | null>;
  /** Asks for a folder and takes the bundle files in it and below it; null when cancelled. */
  readonly 'merge.pickFolder': Method<undefined, Picked | null>;
  /** Verifies (B18 1–6) and plans; writes nothing. Steps arrive as events. */
  readonly 'merge.verify': Method<DeskArguments, MergePreview>;
  /** Verifies again from the bytes and merges what holds, in one transaction a bundle, after a backup. */
  readonly 'merge.apply': Method<DeskArguments, MergeReport>;
  /** Commission: asks for a folder and writes a receipt for every bundle that came in, with progress; stopped between two files, those that are written stay. Null when the person cancels the dialog. */
  readonly 'merge.writeReceipts': Method<{ readonly job: string; readonly passphrase: string }, WrittenReceipts | null>;
  /** Ministry: asks for receipt files and takes them in, one by one, with progress; stopped, those that were taken in stay. Null when the person cancels the dialog. */
  readonly 'merge.installReceipts': Method<{ readonly job: string }, InstalledReceipts | null>;
  readonly 'merge.bundles': Method<undefined, readonly MergedBundle[]>;
  readonly 'merge.quarantine': Method<undefined, readonly QuarantineEntry[]>;
  readonly 'merge.company': Method<{ readonly entity: string } & OfRound, CompanyView>;
  /** Every revision that ever wrote this path (or the whole company when null), newest last (M10). */
  readonly 'merge.history': Method<{ readonly entity: string; readonly path: Path | null } & OfRound, readonly HistoryEntry[]>;
  /** The case of a company in its round as one thread, the same on both sides. */
  readonly 'merge.case': Method<{ readonly entity: string } & OfRound, CaseThread>;
  readonly 'merge.conflicts': Method<{ readonly after: ConflictPlace | null; readonly limit: number }, ConflictPage>;
  /** Chooses one of the writes, or gives another value, with a reason: a revision of its own (M5). */
  readonly 'merge.resolve': Method<Resolution, { readonly revision: string }>;
  /** Commission: accepts a company or returns it with a reason; holds until somebody changes an answer. */
  readonly 'merge.decide': Method<Decision, { readonly revision: string }>;
  /** Commission: comments on places of a company, all in one revision; a text of null takes a comment back. */
  readonly 'merge.comment': Method<NewComments, { readonly revision: string }>;
  /** Ministry: replies to the Commission's comments, all in one revision; a text of null takes a reply back. Gives what both have said by then. */
  readonly 'merge.reply': Method<NewComments, Review | null>;
  /** What this base holds, to compare with another. Long where merging has not kept the hashes of its companies yet. */
  readonly 'merge.state': Method<{ readonly job: string }, StateHashes>;
  /** Pairs of companies that may be one, with the reasons, the likest first (M7). Long. */
  readonly 'merge.candidates': Method<{ readonly job: string }, readonly CandidatePair[]>;
  /** Pairs of which somebody has spoken. */
  readonly 'merge.links': Method<undefined, readonly LinkedPair[]>;
  /** Commission: says whether two companies are one, or takes back what was said. */
  readonly 'merge.identify': Method<Identity, { readonly revisions: readonly string[] }>;
  /** Findings over the whole merged base (M8), with progress and cancel; they refuse nothing. */
  readonly 'merge.findings': Method<{ readonly job: string }, readonly CompanyFindings[]>;
  /** Where the central base is that was synced with last, and how much waits to be signed for it. */
  readonly 'merge.store': Method<undefined, { readonly store: string | null; readonly unsigned: number }>;
  /** Syncs with the central base, with progress and cancel; its address is kept, its password never. */
  readonly 'merge.sync': Method<SyncArguments, SyncReport>;
}

/** Of which round of a company it is; left out, of the one at work, else of the newest there is. */
export interface OfRound {
  readonly round?: string | undefined;
}

export interface DeskArguments {
  readonly job: string;
  readonly tickets: readonly string[];
  /** Of the workspace's encryption keys, for the encrypted ones among them; null: those stay closed. */
  readonly passphrase: string | null;
}

/** The bundle files that a person chose or dropped. */
export interface Picked {
  readonly files: readonly PickedFile[];
  /** Files in the folders among them that are no bundles by their name: nobody has touched them. */
  readonly others: number;
}

export interface PickedFile {
  readonly ticket: string;
  readonly fileName: string;
  readonly size: number;
  /** An age file: it wants the passphrase of an encryption key (B4). */
  readonly encrypted: boolean;
}

export interface WrittenReceipts {
  readonly folder: string;
  readonly ticket: string;
  readonly written: number;
  /** How many were to be written: more than `written` when the person has stopped it. */
  readonly of: number;
}

/** What became of receipt files. */
export interface InstalledReceipts {
  readonly outcomes: readonly ReceiptOutcome[];
  /** How many were chosen: more than `outcomes` when the person has stopped it. */
  readonly of: number;
}

/** What became of one receipt file. */
export interface ReceiptOutcome {
  readonly fileName: string;
  readonly failure: Failure | null;
  /** Null when it was refused. */
  readonly receipt: { readonly seq: number; readonly verdict: ReceiptVerdict; readonly missingSeq: number | null; readonly already: boolean } | null;
}

/** The eight steps of B18; 1–6 are verification, 7–8 the merge. */
export type Step = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface StepEvent {
  readonly job: string;
  readonly ticket: string;
  readonly step: Step;
  readonly state: 'running' | 'passed' | 'failed';
  readonly failure?: Failure;
}

export interface Signer {
  readonly keyId: string;
  readonly holder: string;
  readonly body: string;
  readonly country: string;
}

export interface FileVerdict {
  readonly ticket: string;
  readonly fileName: string;
  readonly size: number;
  readonly verdict: 'verified' | 'merged' | 'pending' | 'already-merged' | 'refused';
  readonly step: Step;
  readonly failure: Failure | null;
  /** Claimed by the file; verified when a signature holds. Null when not even the manifest could be read. */
  readonly manifest: {
    readonly sha256: string; readonly country: string; readonly body: string; readonly seq: number; readonly round: string; readonly createdAt: string;
    readonly companies: number; readonly revisions: number; readonly shortCode: string;
  } | null;
  /** Null until the signature held. */
  readonly signer: Signer | null;
  /** How the moment at which the file says to be made stands to the dates of its keys; changes no verdict (B14). */
  readonly keyDates: KeyDates | null;
  /** National signatures that travel along: carried, not checked here (B1). */
  readonly nationalSignatures: readonly string[];
  /** The seq of this installation that must come first, for `pending` (B16). */
  readonly missingSeq: number | null;
}

export interface MergeTotals {
  readonly added: number;
  readonly already: number;
  readonly pending: number;
  readonly conflicts: number;
  readonly companiesAdded: number;
  readonly companiesUpdated: number;
  readonly companiesUnchanged: number;
}

export interface CompanyChange {
  readonly entity: string;
  /** The short name where the company has one. */
  readonly name: string;
  readonly country: string;
  readonly number: string;
  readonly round: string;
  /** Of the files that concern it. */
  readonly tickets: readonly string[];
  readonly kind: 'added' | 'updated' | 'unchanged' | 'conflict' | 'pending';
  /** Paths whose value changes. */
  readonly changes: number;
  readonly conflicts: number;
}

export interface MergePreview {
  readonly files: readonly FileVerdict[];
  readonly totals: MergeTotals;
  readonly companies: readonly CompanyChange[];
}

export interface MergeReport extends MergePreview {
  /** Under which it stands in the journal and can be taken back; null when it brought nothing. */
  readonly run: number | null;
  readonly stateHash: string;
  readonly viewHash: string;
  /** The copy of the workspace as it was before the first merge of the day. */
  readonly backup: string | null;
  /** The person cancelled after some of the files: only those are told of; merging the same files again does the rest. */
  readonly stopped: boolean;
}

export interface MergedBundle {
  readonly manifest: string;
  readonly country: string;
  readonly body: string;
  /** Where its body made it: bundles count from 1 at each place (B16). Null: laid into the central base, where nothing is counted. */
  readonly installation: string | null;
  readonly seq: number;
  readonly fileName: string;
  readonly at: number;
  readonly state: 'merged' | 'pending' | 'forked';
  readonly revisions: number;
  readonly signer: Signer;
}

export interface QuarantineEntry {
  readonly id: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly failure: Failure;
  readonly step: Step;
  readonly at: number;
}

/** Where a value comes from (M10). */
export interface Provenance {
  readonly revision: string;
  readonly op: string;
  readonly person: string;
  readonly claimedAt: string;
  readonly reason: string;
  readonly installation: string;
  /** The key that signed the bundle it came in; null for a revision made here and not yet sent. */
  readonly signer: Signer | null;
  readonly bundle: {
    readonly manifest: string; readonly fileName: string; readonly seq: number; readonly at: number;
    /** Carried with it, not checked here (B1). */
    readonly nationalSignatures: readonly string[];
  } | null;
}

export interface WriteView extends Provenance {
  readonly value: Answer | null;
}

export interface CellView {
  readonly path: Path;
  readonly state: 'clean' | 'conflict';
  readonly value: Answer | null;
  readonly writes: readonly WriteView[];
  /** A calculated field whose value nobody wrote: it is made of the merged answers at these places, and leads to those who wrote them (M6, M10). Its writers wrote another value. */
  readonly madeOf?: readonly Path[];
}

export interface CompanyView {
  readonly entity: string;
  readonly company: { readonly country: string; readonly scheme: string; readonly number: string; readonly name: string };
  readonly formHash: string;
  readonly round: string;
  readonly retracted: boolean;
  readonly status: string;
  readonly approvedBy: string | null;
  /** Entities of the companies that are said to be the same (M7). */
  readonly linked: readonly string[];
  readonly cells: readonly CellView[];
}

export interface HistoryEntry extends Provenance {
  readonly changes: readonly { readonly path: Path; readonly before: Answer | null; readonly after: Answer | null }[];
  readonly current: boolean;
}

export interface CaseThread {
  readonly entity: string;
  readonly company: { readonly country: string; readonly number: string; readonly name: string };
  readonly formHash: string;
  readonly round: string;
  readonly standing: Standing;
  /** Its body has taken all of it back. */
  readonly retracted: boolean;
  /** Of a returned company: the day, ISO, by which the correction is asked for. */
  readonly due: string | null;
  /** Parents before children, else by the time they claim. */
  readonly entries: readonly HistoryEntry[];
}

export interface ConflictPage {
  readonly total: number;
  readonly rows: readonly ConflictRow[];
  /** After which place the next page begins; null: this is the last. */
  readonly next: ConflictPlace | null;
}

/** Where something is in conflict. */
export interface ConflictPlace {
  readonly entity: string;
  readonly formId: string;
  readonly round: string;
  readonly path: Path;
}

export interface ConflictRow {
  readonly entity: string;
  /** The short name where the company has one. */
  readonly name: string;
  readonly country: string;
  readonly round: string;
  readonly formHash: string;
  readonly path: Path;
  readonly writes: readonly WriteView[];
  /** The company has been returned to its ministry: an answer is awaited. */
  readonly returned: boolean;
}

export interface Resolution extends OfRound {
  readonly entity: string;
  readonly path: Path;
  readonly choice: { readonly kind: 'write'; readonly revision: string } | { readonly kind: 'value'; readonly value: Answer | null };
  readonly reason: string;
}

export interface Decision extends OfRound {
  readonly entity: string;
  readonly decision: 'accepted' | 'returned';
  /** Never empty for a return. */
  readonly reason: string;
  /** How good the answers are. */
  readonly quality?: Quality | null;
  /** For a return: the day, ISO, by which the correction is asked for. */
  readonly due?: string | null;
}

export interface NewComments extends OfRound {
  readonly entity: string;
  readonly comments: readonly {
    /** A place of the form, or `/` for the company as a whole. */
    readonly path: Path;
    readonly text: string | null;
  }[];
}

/** A company as a person tells it from others. */
export interface NamedCompany {
  readonly entity: string;
  readonly country: string;
  readonly number: string;
  readonly name: string;
  readonly region: string;
}

export interface CandidatePair {
  readonly companies: readonly [NamedCompany, NamedCompany];
  readonly reasons: readonly CandidateReason[];
  /** How alike the names are, 0 … 1. */
  readonly likeness: number;
}

export interface LinkedPair {
  readonly companies: readonly [NamedCompany, NamedCompany];
  readonly word: IdentityWord;
}

export interface Identity {
  readonly entities: readonly [string, string];
  /** null: takes back what was said. */
  readonly word: 'same' | 'different' | null;
  readonly reason: string;
}

export interface CompanyFindings extends NamedCompany {
  readonly round: string;
  readonly formHash: string;
  readonly findings: readonly Finding[];
}

export interface StateHashes {
  readonly revisions: number;
  /** Of the set of ids of all revisions (`shared/merge/hash.ts`). */
  readonly stateHash: string;
  /** sha256 over the sorted hashes of all views. */
  readonly viewHash: string;
  readonly conflicts: number;
  readonly pending: number;
}
