/** A step of the central base's own numbering; a shipped one is never edited. */
export interface StoreMigration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
