/** A step from one shape of the workspace's database to the next; a shipped one is never edited. */
export interface Migration {
  /** Numbers rise, with gaps; the last one is the `user_version` of the database. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
