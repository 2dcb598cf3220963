import { connect, type ReadDb, type WriteDb } from './db.ts';
import { openFile, type Driver } from './driver.ts';

/** A line as it came, to be judged later. */
export interface SpooledLine {
  readonly body: Uint8Array;
  readonly personal: Uint8Array | null;
}

/** Lines of bundles laid aside on the disk while they come in slowly, in a file that goes away by itself. */
export interface Spool {
  add(bundle: string, line: SpooledLine): void;
  /** The lines of a bundle in the order in which they came. */
  linesOf(bundle: string): Generator<SpooledLine>;
}

/** Opens one for this work; the file is made when something is laid aside. Throws what SQLite throws, and what the work does. */
export async function withSpool<T>(work: (spool: Spool) => Promise<T>): Promise<T> {
  let file: { readonly driver: Driver; readonly db: WriteDb } | null = null;
  try {
    return await work({
      add: (bundle, { body, personal }) => void (file ??= makeFile()).db.run('INSERT INTO line (bundle, body, personal) VALUES (?, ?, ?)', bundle, body, personal),
      *linesOf(bundle) {
        if (file) yield* pages(file.db, bundle);
      },
    });
  } finally {
    (file as { readonly driver: Driver } | null)?.driver.close();
  }
}

function makeFile(): { readonly driver: Driver; readonly db: WriteDb } {
  const driver = openFile('', { readonly: false, create: true, timeout: 0 });
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -4096']) driver.pragma(pragma);
  driver.exec('CREATE TABLE line (n INTEGER PRIMARY KEY, bundle TEXT NOT NULL, body BLOB NOT NULL, personal BLOB) STRICT; CREATE INDEX line_by_bundle ON line (bundle)');
  return { driver, db: connect(driver, '') };
}

const PAGE = 200;

function* pages(db: ReadDb, bundle: string): Generator<SpooledLine> {
  for (let after = 0; ; ) {
    const rows = db.all<SpooledLine & { readonly n: number }>('SELECT n, body, personal FROM line WHERE bundle = ? AND n > ? ORDER BY n LIMIT ?', bundle, after, PAGE);
    for (const { body, personal } of rows) yield { body, personal };
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as { readonly n: number }).n;
  }
}
