import { readFileSync, writeFileSync } from 'node:fs';
import type { SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableTaker } from './collect.ts';
import type { TableCell } from './csv.ts';
import type { WrittenTable } from './csvTables.ts';
import type { GrowingFiles } from './files.ts';
import type { Column, ColumnType, TableShape } from './tables.ts';

/** Lines of a table that are held before they are written as a row group. */
const GROUP = 5_000;

/** One Parquet file a table, in row groups: numbers, whole numbers, dates and text typed, nothing as null. */
export function parquetTaker(files: GrowingFiles): { readonly taker: TableTaker; readonly written: readonly WrittenTable[]; readonly finish: () => Promise<void> } {
  const written: Growing[] = [];
  const byName = new Map<string, Growing>();
  return {
    written,
    taker: {
      begin(shape) {
        const { path, part } = files.name(`${shape.name}.parquet`);
        const writer = new ParquetWriter({ writer: fileWriter(part), schema: schemaOf(shape) });
        const table = { shape, path, part, writer, held: [], rows: 0 };
        written.push(table);
        byName.set(shape.name, table);
      },
      add({ name }, line) {
        const table = byName.get(name) as Growing;
        table.held.push(line);
        table.rows += 1;
      },
      async flush() {
        for (const table of written) if (table.held.length >= GROUP) await writeGroup(table);
      },
    },
    async finish() {
      for (const table of written) {
        await writeGroup(table);
        await table.writer.finish();
        if (table.rows === 0) typeEmptyList(table.part);
      }
    },
  };
}

interface Growing extends WrittenTable {
  /** Where it lies until all are done. */
  readonly part: string;
  readonly writer: ParquetWriter;
  held: (readonly TableCell[])[];
}

/** `num_rows` 0, and `row_groups` as a list of nothing whose type hyparquet-writer leaves open; in the format it is a list of structs. */
const NO_ROWS = Buffer.from([0x16, 0x00, 0x19, 0x00]);
const STRUCTS = 0x0c;

/** Says in the footer of a file without rows what its row groups would be: strict readers (Arrow for Rust) refuse it otherwise. */
function typeEmptyList(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.lastIndexOf(NO_ROWS);
  if (at < 0) return;
  bytes[at + 3] = STRUCTS;
  writeFileSync(path, bytes);
}

async function writeGroup({ shape, writer, held }: Growing): Promise<void> {
  if (held.length > 0) {
    await writer.write({ columnData: shape.columns.map((column, index) => ({ name: column.name, data: held.map((line) => valueOf(column, line[index] ?? null)) })), rowGroupSize: GROUP });
  }
  held.length = 0;
}

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
};

function schemaOf({ columns }: TableShape): SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...TYPES[type] }))];
}

function valueOf({ type }: Column, cell: TableCell): unknown {
  if (cell === null) return null;
  switch (type) {
    case 'text':
      return String(cell);
    case 'integer':
      return BigInt(cell);
    case 'number':
      return Number(cell);
    case 'date':
      return new Date(`${cell}T00:00:00Z`);
  }
}
