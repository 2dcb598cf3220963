import type { Failure } from '../base/failure.ts';
import type { Method } from './method.ts';
import type { Fingerprint } from './service.ts';
import type { PrintedFile } from './survey.ts';

export interface Methods {
  /** Asks for any file; null when cancelled. */
  readonly 'bundle.pickFile': Method<undefined, ExaminedFile | null>;
  /**
   * Says what the file is, what it claims, and what of that has been verified. Writes nothing. With a code from paper (its digits, small) the records of a
   * bundle are those whose id begins so.
   */
  readonly 'bundle.examine': Method<{ readonly job: string; readonly ticket: string; readonly passphrase: string | null; readonly code: string | null }, Examination>;
  /** Writes the proof behind the ticket as a page for paper (PDF); null when the person cancels the dialog. Refused when the proof does not hold. Long. */
  readonly 'bundle.printProof': Method<{ readonly job: string; readonly ticket: string }, PrintedFile | null>;
  /** Takes the proof of one value out of what was merged here (B24) and writes it where the person says; null when cancelled. */
  readonly 'bundle.prove': Method<ProveArguments, ExaminedFile | null>;
}

export interface ProveArguments {
  /** The bundle that brought the revision. */
  readonly manifest: string;
  readonly revision: string;
  /** Null: all that the revision sets. */
  readonly path: string | null;
}

export interface ExaminedFile {
  readonly ticket: string;
  readonly fileName: string;
}

export type FileKind =
  | 'bundle' | 'encrypted' | 'receipt' | 'registry' | 'public-key' | 'form-pack' | 'proof' | 'private-key'
  | 'workbook' | 'archive' | 'database' | 'pdf' | 'image' | 'program' | 'text' | 'empty' | 'unknown';

/** How far something can be believed: nothing is `verified` before a signature that leads to our root holds. */
export type Belief = 'verified' | 'claimed' | 'unknown';

export interface Examination {
  readonly fileName: string;
  readonly size: number;
  /** Null when the file could not be read. */
  readonly sha256: string | null;
  readonly kind: FileKind;
  /** An age file; `kind` is that of what was inside when it could be opened, else `encrypted`. */
  readonly encrypted: boolean;
  readonly belief: Belief;
  /** Why it is not good, and what to do. */
  readonly failure: Failure | null;
  readonly steps: readonly ExaminedStep[];
  readonly facts: readonly Fact[];
  readonly keys: readonly ExaminedKey[];
  readonly content: ExaminedContent | null;
}

/** The steps of B18, of a proof (B24), or of the smaller papers: read, signed, by somebody known, and meant for here. */
export type StepId =
  | 'size' | 'directory' | 'manifest' | 'signatures' | 'files' | 'lines' | 'merge' | 'audit'
  | 'proof' | 'registry' | 'root' | 'signature' | 'revision' | 'inclusion' | 'value'
  | 'readable' | 'signed' | 'trusted' | 'fits';

export interface ExaminedStep {
  readonly id: StepId;
  readonly state: 'passed' | 'failed' | 'waiting';
}

export type FactName =
  | 'body' | 'country' | 'installation' | 'seq' | 'previous' | 'createdAt' | 'round' | 'form' | 'companies' | 'revisions' | 'attachments' | 'shortCode' | 'manifest'
  | 'registryVersion' | 'verdict' | 'missingSeq' | 'conflicts' | 'aboutBody' | 'aboutSeq' | 'version' | 'issuedAt' | 'expiresAt' | 'keys' | 'holder' | 'usage'
  | 'title' | 'company' | 'companyHere' | 'path' | 'value' | 'person' | 'claimedAt';

/** One thing that the file says. `moment` is ISO text, `country` and `usage` are codes, to be said in the reader's language. */
export interface Fact {
  readonly name: FactName;
  readonly value: string | number;
  readonly form: 'text' | 'moment' | 'country' | 'usage' | 'hash' | 'verdict';
  readonly belief: Belief;
}

/** A key or a root that the file speaks of or is signed with. */
export interface ExaminedKey {
  readonly role: 'signer' | 'root' | 'subject' | 'recipient' | 'national';
  /** Of a national signature, the name of its entry: it is carried, and not checked here (B1). */
  readonly name: string;
  readonly fingerprint: Fingerprint | null;
  readonly belief: Belief;
}

/** What lies in a bundle, file by file and record by record. */
export interface ExaminedContent {
  readonly files: readonly { readonly path: string; readonly size: number; readonly failure: Failure | null }[];
  readonly total: number;
  readonly bad: number;
  /** How many could have been shown: all, or those that a code from paper means. */
  readonly found: number;
  /** Those with trouble first, then from the beginning, up to a few hundred. */
  readonly records: readonly ExaminedRecord[];
}

export interface ExaminedRecord {
  /** Line of `data/revisions.jsonl`, from 1. */
  readonly line: number;
  /** The code that a printed form of this record bears: the beginning of its id. */
  readonly code: string;
  /** Null where the line cannot be read. */
  readonly entity: string | null;
  /** As this workspace knows the company, else as the record names it; null when neither does. */
  readonly company: string | null;
  readonly op: string | null;
  readonly person: string | null;
  readonly claimedAt: string | null;
  readonly failure: Failure | null;
}
