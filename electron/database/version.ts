import { driverOf, type ReadDb } from './db.ts';

/**
 * What the database stands at, as this connection sees it: another text after every change, whichever connection made it. Null inside a
 * transaction, whose changes may yet be taken back.
 */
function dataVersion(db: ReadDb): string | null {
  if (driverOf(db).inTransaction) return null;
  return db.value<string>("SELECT total_changes() || ' ' || data_version FROM pragma_data_version") ?? null;
}

/** Keeps the last answer about the data of each connection, and asks again only for another key or once something has changed. */
export function keptWhileUnchanged<Key, Value>(keyOf: (asked: Key) => string, ask: (db: ReadDb, asked: Key) => Value): (db: ReadDb, asked: Key) => Value {
  const kept = new WeakMap<ReadDb, { readonly version: string; readonly key: string; readonly value: Value }>();
  return (db, asked) => {
    const version = dataVersion(db);
    if (version === null) return ask(db, asked);
    const [key, known] = [keyOf(asked), kept.get(db)];
    if (known?.version === version && known.key === key) return known.value;
    const value = ask(db, asked);
    kept.set(db, { version, key, value });
    return value;
  };
}
