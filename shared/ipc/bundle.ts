import type { ReceiptVerdict } from '../bundle/evidence/receipt.ts';
import type { TrustStanding } from '../bundle/trust/expiry.ts';
import type { KeyUsage, RegistryEntry, RoundDeadline } from '../bundle/trust/registry.ts';
import type { BodyPolicy, RegistryChange } from '../bundle/trust/registryDraft.ts';
import type { FormChange } from '../survey/evolution/compare.ts';
import type { Method } from './method.ts';
import type { Fingerprint } from './service.ts';
import type { CompanyStatus } from './survey.ts';

export interface Methods {
  /** What an export would hold now; of the Commission, the one to this state (null: the first that something waits for). Long. */
  readonly 'bundle.exportPreview': Method<{ readonly job: string; readonly to: string | null }, ExportPreview>;
  /** Asks where, seals, writes, reads back; null when the person cancels the dialog. */
  readonly 'bundle.export': Method<ExportArguments, ExportReceipt | null>;
  /** Bundles made here, newest first. */
  readonly 'bundle.sent': Method<undefined, readonly SentBundle[]>;
  /** The companies of a bundle made or merged here, with where each stands now. */
  readonly 'bundle.sentCompanies': Method<{ readonly manifest: string }, readonly SentCompany[]>;
  /** Writes a bundle made here once more, the same to the last byte of its content; null when the person cancels the dialog. */
  readonly 'bundle.writeAgain': Method<{ readonly job: string; readonly manifest: string }, ExportReceipt | null>;
  /** Asks for a bundle of this body that awaits another signature, verifies it and says what is in it; null when the person cancels the dialog. Long. */
  readonly 'bundle.pickAwaiting': Method<{ readonly job: string }, (AwaitingBundle & { readonly ticket: string; readonly fileName: string }) | null>;
  /** Gives the bundle behind the ticket its signature and asks where to write it; null when the person cancels the dialog. */
  readonly 'bundle.countersign': Method<{ readonly job: string; readonly ticket: string; readonly passphrase: string }, ExportReceipt | null>;
  /** Writes the manifest of a bundle made here, to be signed in a program of the state; null when cancelled. */
  readonly 'bundle.exportManifest': Method<{ readonly manifest: string }, { readonly fileName: string } | null>;
  /** Asks for a signature made outside and takes it into the bundle; gives the bundles made here, null when cancelled. */
  readonly 'bundle.attachSignature': Method<{ readonly manifest: string }, readonly SentBundle[] | null>;
  /** Writes a public key for the Commission's registry, without an id the one that signs here; null when cancelled. */
  readonly 'bundle.exportPublicKey': Method<{ readonly keyId: string | null }, { readonly fileName: string; readonly fingerprint: Fingerprint } | null>;
  /** Which locks the signing key has besides its passphrase (B20); null when there is no key. */
  readonly 'bundle.keyProtection': Method<undefined, KeyProtection | null>;
  readonly 'bundle.trust': Method<undefined, TrustState>;
  /** Asks for a registry file and shows what it says; nothing is installed yet. Null when cancelled. */
  readonly 'bundle.pickRegistry': Method<undefined, RegistryPreview | null>;
  /** Installs what `pickRegistry` showed; for the first registry the person has compared the fingerprint of its root. */
  readonly 'bundle.installRegistry': Method<{ readonly ticket: string; readonly compared: boolean }, TrustState>;
  /** Commission: asks for public key files of bodies and shows them. Null when cancelled. */
  readonly 'bundle.pickPublicKeys': Method<undefined, readonly PublicKeyPreview[] | null>;
  /** Commission: prepares the adding of these keys to the next registry. */
  readonly 'bundle.stageKeys': Method<{ readonly tickets: readonly string[] }, TrustState>;
  /** Commission: prepares another change of the next registry, in the place of an earlier one about the same. */
  readonly 'bundle.stageChange': Method<{ readonly change: StagedChange }, TrustState>;
  /** Commission: takes one prepared change back; null: all of them. */
  readonly 'bundle.unstage': Method<{ readonly id: string | null }, TrustState>;
  /** Commission: signs the next registry with everything that is prepared. */
  readonly 'bundle.signRegistry': Method<{ readonly passphrase: string }, TrustState>;
  /** Commission: the installations that are known to sign with a key, and the last seq of each that was seen here. */
  readonly 'bundle.installations': Method<{ readonly keyId: string }, readonly { readonly installation: string; readonly seq: number }[]>;
  /** Asks for a form pack and shows what it would change; nothing is installed yet. Null when cancelled. */
  readonly 'bundle.pickForm': Method<undefined, FormPreview | null>;
  /** Installs the form that `pickForm` showed. */
  readonly 'bundle.installForm': Method<{ readonly job: string; readonly ticket: string }, { readonly version: string }>;
  /** Commission: asks for a workbook or a form pack to be signed and shows what it would change; null when the person cancels the dialog. Long. */
  readonly 'bundle.pickFormToSign': Method<{ readonly job: string }, FormToSign | null>;
  /** Commission: signs the form that `pickFormToSign` showed as the next pack, which goes along with the registry, and installs it here. */
  readonly 'bundle.signForm': Method<{ readonly ticket: string; readonly passphrase: string }, { readonly version: string; readonly number: number }>;
  /** Commission: writes the registry in force to a file for the bodies; null when cancelled. */
  readonly 'bundle.exportRegistry': Method<undefined, { readonly fileName: string; readonly ticket: string } | null>;
}

/**
 * The second lock of a key by the system of this PC: `wrapped` opens here, `elsewhere` is bound to another PC or account,
 * `possible` was made without it though this system has one, `unavailable` was made without it and this system has none.
 */
export type KeyProtection = 'wrapped' | 'elsewhere' | 'possible' | 'unavailable';

export interface ExportArguments {
  readonly job: string;
  readonly passphrase: string;
  readonly personal: boolean;
  /** The state that a bundle of the Commission goes to; null for a ministry's bundle. */
  readonly to: string | null;
  /** Whether the file is encrypted to its addressee and to the sender's own key (B4). */
  readonly encrypt: boolean;
}

/** A key that a bundle is encrypted to, and whose it is. */
export interface EncryptionKey {
  readonly keyId: string;
  readonly country: string;
  readonly body: string;
  readonly holder: string;
  readonly own: boolean;
}

export interface ExportPreview {
  readonly companies: number;
  readonly revisions: number;
  /** Companies that are not approved and therefore stay here. */
  readonly left: number;
  readonly nextSeq: number;
  readonly suggestedName: string;
  /** The state this bundle goes to; null for a ministry's bundle. */
  readonly to: string | null;
  /** Commission: the states that something waits for. */
  readonly recipients: readonly Recipient[];
  /** Who could open it if it were encrypted; empty when the registry has no key for that. */
  readonly encryptTo: readonly EncryptionKey[];
  /** It is sealed already, and encrypted or not as it was then. */
  readonly sealed: boolean;
  /** Signatures that it will still await by the policy of this body (B12). */
  readonly awaits: readonly KeyUsage[];
}

/** A bundle that awaits another signature of its body, verified as far as it is signed. */
export interface AwaitingBundle {
  readonly body: string;
  readonly seq: number;
  readonly round: string;
  readonly createdAt: string;
  readonly companies: number;
  readonly revisions: number;
  readonly shortCode: string;
  readonly missing: readonly KeyUsage[];
  /** Will be encrypted once it is complete. */
  readonly encrypted: boolean;
  readonly signers: readonly { readonly holder: string; readonly usage: KeyUsage }[];
  /** The key here that gives the signature. */
  readonly key: { readonly holder: string; readonly usage: KeyUsage; readonly fingerprint: Fingerprint };
  readonly suggestedName: string;
}

export interface Recipient {
  readonly country: string;
  readonly companies: number;
  readonly revisions: number;
}

/** Shown after an export, and printable: what left this PC. */
export interface ExportReceipt {
  readonly ticket: string;
  readonly fileName: string;
  readonly folder: string;
  readonly size: number;
  readonly sha256: string;
  readonly manifest: string;
  readonly shortCode: string;
  readonly seq: number;
  readonly companies: number;
  readonly revisions: number;
  readonly createdAt: string;
  readonly signer: { readonly keyId: string; readonly holder: string; readonly fingerprint: Fingerprint };
  /** The file was read back and its hash compared. */
  readonly readBack: true;
  /** Signatures that it still awaits; only without any is it complete (B12). */
  readonly awaits: readonly KeyUsage[];
}

export interface SentBundle {
  readonly manifest: string;
  readonly seq: number;
  readonly fileName: string;
  readonly at: number;
  readonly companies: number;
  readonly revisions: number;
  readonly shortCode: string;
  /** The state that a bundle of the Commission went to; null for a ministry's. */
  readonly to: string | null;
  readonly encrypted: boolean;
  /** The Commission's last word on it; null while there is no receipt. */
  readonly receipt: { readonly verdict: ReceiptVerdict; readonly missingSeq: number | null; readonly at: number } | null;
  /** How its companies stand now, and how many of each. */
  readonly standings: Readonly<Partial<Record<CompanyStatus, number>>>;
  /** Signatures that it still awaits, as far as this workspace knows. */
  readonly awaits: readonly KeyUsage[];
  /** National signatures that it carries, not checked here (B1). */
  readonly nationalSignatures: readonly string[];
}

export interface SentCompany {
  readonly entity: string;
  readonly name: string;
  readonly country: string;
  readonly number: string;
  readonly status: CompanyStatus;
}

export interface TrustState {
  /** 0: none installed. */
  readonly version: number;
  readonly issuedAt: string | null;
  /** Of the registry or of the root behind it, whichever comes first. */
  readonly expiresAt: string | null;
  readonly standing: TrustStanding | 'none';
  readonly root: Fingerprint | null;
  /** 0: none. */
  readonly rootVersion: number;
  /** How many root keys make the next root, of how many. */
  readonly rootKeys: { readonly threshold: number; readonly count: number };
  /** Whether this workspace can sign registries. */
  readonly canSign: boolean;
  readonly entries: readonly KeyInWords[];
  /** Of bodies that must sign otherwise than by default (B12). */
  readonly policies: readonly BodyPolicy[];
  /** The last days of rounds, by form and round. */
  readonly rounds: readonly RoundDeadline[];
  /** Changes of the next registry that are prepared and not signed yet. */
  readonly staged: readonly RegistryChange[];
}

/** A change that a person describes; keys are added from their files, last days of rounds where the round is looked at. */
export type StagedChange = Exclude<RegistryChange, { readonly kind: 'add' | 'deadline' }>;

/** A key of a registry with the fingerprint that people compare. */
export interface KeyInWords extends RegistryEntry {
  readonly fingerprint: Fingerprint;
}

export interface RegistryPreview {
  readonly ticket: string;
  readonly fileName: string;
  readonly version: number;
  readonly installedVersion: number;
  readonly root: Fingerprint;
  /** The root is not the one installed, or none is: the fingerprint must be compared by voice or paper. */
  readonly newRoot: boolean;
  readonly rootVersion: number;
  /** 0: none installed. */
  readonly installedRootVersion: number;
  readonly added: readonly KeyInWords[];
  readonly revoked: readonly KeyInWords[];
  /** Keys that stay but are described otherwise: their dates, their holder, up to where they are trusted. */
  readonly changed: readonly KeyInWords[];
  /** Keys of the registry in force that the new one does not name. */
  readonly removed: readonly KeyInWords[];
  /** Rounds whose last day it sets, moves or takes away. */
  readonly deadlines: readonly { readonly form: string; readonly round: string; readonly before: string | null; readonly after: string | null }[];
}

/** What a form pack would change here (B15). */
export interface FormPreview {
  readonly ticket: string;
  readonly fileName: string;
  readonly title: Readonly<Record<string, string>>;
  readonly version: string;
  readonly number: number;
  readonly installedVersion: string | null;
  /** The holder of the key that signed it; null for a form that is installed already and not signed. */
  readonly signer: string | null;
  readonly changes: readonly FormChange[];
  /** What the questions and groups are called that the changes name, by path and language. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** This very form is filled in already. */
  readonly same: boolean;
}

/** A form that is to be signed as the next pack of its id. */
export type FormToSign = Omit<FormPreview, 'signer'>;

export interface PublicKeyPreview {
  readonly ticket: string;
  readonly fileName: string;
  readonly entry: RegistryEntry;
  readonly fingerprint: Fingerprint;
}
