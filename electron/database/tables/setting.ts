import type { RegistryChange } from '../../../shared/bundle/trust/registryDraft.ts';
import type { ListMapping } from '../../../shared/ipc/intake.ts';
import type { Language, Role } from '../../../shared/ipc/service.ts';
import type { ReadDb, WriteDb } from '../db.ts';

/** What a workspace knows of itself. Everything but `workspace` may change. */
export interface Settings {
  readonly workspace: { readonly id: string; readonly role: Role; readonly country: string; readonly body: string };
  readonly language: Language;
  readonly person: string;
  /** Who has worked here, the latest first. */
  readonly people: readonly string[];
  readonly round: string;
  /** Hash of the form that is filled in now. */
  readonly form: string;
  /** The last day of rounds, ISO, by round, as it was set here; null: it was taken away here. */
  readonly deadlines: Readonly<Record<string, string | null>>;
  /** In which language a body was last written to, by state and body (`RU Ministry`). */
  readonly letterLanguages: Readonly<Record<string, Language>>;
  /** The key that speaks for this workspace: signs its bundles and stands as author in its revisions. */
  readonly signingKey: string;
  /** The highest form pack seen of each form id (B15). */
  readonly formPacks: Readonly<Record<string, { readonly number: number; readonly hash: string }>>;
  /** The central base that was synced with last, without a password (M13). */
  readonly store: string;
  /** What this workspace asks of two people: approving by another than who completed, and sections that are entered twice, by the name of each. */
  readonly twoPeople: { readonly approval: boolean; readonly sections: readonly string[] };
  /** Changes of the next registry that are prepared and not signed yet (B14). */
  readonly registryDraft: readonly RegistryChange[];
  /** How lists of this ministry are read, the latest first. */
  readonly listMappings: readonly ListMapping[];
  /** A root ceremony that is not finished: the keys gathered and the next root (B13). */
  readonly ceremony: {
    readonly keys: readonly { readonly keyId: string; readonly publicKey: string; readonly holder: string }[];
    /** The envelope of the next root with the signatures it has so far; null while keys are gathered. */
    readonly draft: string | null;
  };
}

/** Null when it was never set. */
export function getSetting<K extends keyof Settings>(db: ReadDb, key: K): Settings[K] | null {
  const text = db.value<string>('SELECT value FROM setting WHERE key = ?', key);
  return text === undefined ? null : (JSON.parse(text) as Settings[K]);
}

/** Text is kept in NFC: what is signed later must be (B6). */
export function setSetting<K extends keyof Settings>(db: WriteDb, key: K, value: Settings[K]): void {
  db.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(value).normalize('NFC'));
}

/** Whether this is a workspace of the Commission. */
export function isCommission(db: ReadDb): boolean {
  return getSetting(db, 'workspace')?.role === 'commission';
}
