import type { Failure } from '../base/failure.ts';
import type { Method } from './method.ts';

export type Role = 'ministry' | 'commission';
export type Language = 'ru' | 'en';

/** The sizes in which the window can be drawn, in per cent. */
export const ZOOMS: readonly number[] = [80, 90, 100, 110, 125, 150, 175, 200];

export interface Methods {
  /** What the window should show first. */
  readonly 'service.start': Method<undefined, StartState>;
  readonly 'service.createWorkspace': Method<NewWorkspace, CreatedWorkspace>;
  /** Writes the recovery sheet of a key as PDF where the person says; null when they cancel the dialog. Long. */
  readonly 'service.saveRecoverySheet': Method<{ readonly job: string; readonly keyId: string }, { readonly fileName: string; readonly ticket: string } | null>;
  readonly 'service.setLanguage': Method<{ readonly language: Language }, null>;
  /** Changes who is working here (their name goes into answers and revisions). */
  readonly 'service.setPerson': Method<{ readonly person: string }, WorkspaceInfo>;
  /** Names of those who have worked in this workspace, the present one first. */
  readonly 'service.people': Method<undefined, readonly string[]>;
  /** How large the window is drawn, in per cent: one of {@link ZOOMS}. */
  readonly 'service.zoom': Method<undefined, { readonly percent: number }>;
  readonly 'service.setZoom': Method<{ readonly percent: number }, null>;
  readonly 'service.cancel': Method<{ readonly job: string }, null>;
  /** Shows a file that the program itself has just written in the folder window of the system. */
  readonly 'service.showFile': Method<{ readonly ticket: string }, null>;
  readonly 'service.openWorkspace': Method<undefined, StartState | null>;
  /** Makes the practice workspaces anew and opens the one of this role; the person's own workspace stays as it is. */
  readonly 'service.openExample': Method<{ readonly job: string; readonly role: Role }, StartState>;
  /** Back from the practice workspace to the person's own, or to the first run. */
  readonly 'service.leaveExample': Method<undefined, StartState>;
  /** Writes the user guide, in the language of the window, as PDF where the person says; null when they cancel. Long. */
  readonly 'service.saveGuide': Method<{ readonly job: string }, { readonly fileName: string; readonly ticket: string } | null>;
  /** Copies of the database in the workspace's folder, the newest first. */
  readonly 'service.backups': Method<undefined, readonly BackupCopy[]>;
  /** Makes the copy of the day unless there is one, and removes those beyond 7 days, 4 weeks and 12 months. */
  readonly 'service.keepBackups': Method<{ readonly job: string }, { readonly made: boolean }>;
  /** Makes a copy now. */
  readonly 'service.backUp': Method<{ readonly job: string }, { readonly name: string }>;
  /** Reads every copy again; gives the names of those that are not what was written any more. Long. */
  readonly 'service.checkBackups': Method<{ readonly job: string }, readonly string[]>;
  /** Makes a workspace of a copy in a new folder that the person chooses; null when they cancel. The present one stays as it is. */
  readonly 'service.restoreBackup': Method<{ readonly job: string; readonly name: string }, { readonly folder: string; readonly ticket: string } | null>;
  /** Opens the workspace that was made of a copy. */
  readonly 'service.openRestored': Method<{ readonly ticket: string }, StartState>;
}

export interface BackupCopy {
  readonly name: string;
  readonly at: number;
  /** The occasion: `daily`, `by-hand`, `before-merge`, `before-restore`, `before-version-85` …, `damaged`. */
  readonly why: string;
  readonly bytes: number;
  /** It was read back when it was made. */
  readonly checked: boolean;
}

/** The job of `service.start`: cancelling it opens the workspace without waiting for the check of its database. */
export const OPENING = 'opening';

export type StartState =
  | { readonly kind: 'first-run'; readonly language: Language; readonly folder: string }
  | { readonly kind: 'ready'; readonly language: Language; readonly workspace: WorkspaceInfo }
  /** The workspace is there but cannot be opened: locked by another window, damaged, from a newer program. */
  | { readonly kind: 'failed'; readonly language: Language; readonly folder: string; readonly failure: Failure };

export interface WorkspaceInfo {
  readonly id: string;
  readonly folder: string;
  readonly role: Role;
  /** ISO 3166-1 alpha-2; `EAEU` for the Commission. */
  readonly country: string;
  readonly body: string;
  readonly round: string;
  readonly person: string;
  readonly form: { readonly id: string; readonly version: string; readonly hash: string };
  readonly signingKey: { readonly keyId: string; readonly fingerprint: Fingerprint } | null;
  /** Version of the registry in force; 0 when none is installed. */
  readonly registryVersion: number;
}

/** A fingerprint in two forms: hexadecimal groups, and words to read aloud, by language. */
export interface Fingerprint {
  readonly hex: string;
  readonly words: Readonly<Record<Language, readonly string[]>>;
}

export interface NewWorkspace {
  readonly role: Role;
  readonly country: string;
  readonly body: string;
  readonly person: string;
  readonly language: Language;
  readonly round: string;
  readonly passphrase: string;
}

export interface CreatedWorkspace {
  readonly workspace: WorkspaceInfo;
}
