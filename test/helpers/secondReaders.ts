import { readFileSync } from 'node:fs';
import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { ParquetFile, readParquet } from 'parquet-wasm';

/** A table as Arrow sees a Parquet file: its types by column, its lines, and in how many row groups they lie. */
interface ArrowTable {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly groups: number;
}

/** Reads a Parquet file with Arrow for Rust: not what wrote it. */
export async function readByArrow(path: string): Promise<ArrowTable> {
  const bytes = new Uint8Array(readFileSync(path));
  const table = tableFromIPC(readParquet(bytes).intoIPCStream());
  const file = await ParquetFile.fromFile(new Blob([bytes]));
  return {
    types: Object.fromEntries(table.schema.fields.map((field) => [field.name, String(field.type)])),
    rows: table.toArray().map((row) => row.toJSON() as Record<string, unknown>),
    groups: file.metadata().numRowGroups(),
  };
}

/** Reads a CSV file with csv-parse, which refuses a line of another length and a quote out of place. */
export function readByCsvParse(path: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(path), { columns: true, bom: false, relax_column_count: false, relax_quotes: false });
}

/** Everything that can be read in a file, whatever it is packed in. */
export async function textIn(path: string): Promise<string> {
  if (path.endsWith('.parquet')) return JSON.stringify((await readByArrow(path)).rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  if (!path.endsWith('.xlsx')) return readFileSync(path, 'utf8');
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(path)])));
  const parts = await Promise.all((await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory).map((entry) => entry.getData(new TextWriter())));
  await reader.close();
  return parts.join('\n');
}
