import { utf8 } from '../../../shared/base/canonical.ts';
import type { Sha256 } from '../../../shared/base/hash.ts';
import type { RevisionId } from '../../../shared/bundle/revision/revision.ts';
import type { hashedParts } from '../../../shared/merge/hash.ts';
import { disputedIn, type KeptCell } from '../../../shared/merge/kept.ts';
import { printCells, printHead, readCells, readHead, type KeptHead, type KeptPart } from '../../../shared/merge/keptText.ts';
import { sha256 } from '../../bundle/crypto/hash.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { findKept, insertKept, removeKept } from '../../database/tables/kept.ts';
import type { MergedRow } from '../../database/tables/merged.ts';

/** A part of a view that is to be kept. */
export type FreshPart = ReturnType<typeof hashedParts>[number];

/** What is kept of a view, to be added to; null where nothing is, or where it is damaged. */
export function keptHead(db: ReadDb, { kept, hash }: Pick<MergedRow, 'kept' | 'hash'>): KeptHead | null {
  const text = kept === null ? null : wholeText(db, kept, hash);
  return text === null ? null : readHead(text);
}

/** The cells of these parts, sorted by path; null where one of them is damaged. */
export function keptCells(db: ReadDb, parts: readonly KeptPart[]): readonly KeptCell[] | null {
  const cells: KeptCell[] = [];
  for (const { row, hash } of parts) {
    const text = wholeText(db, row, hash);
    if (text === null) return null;
    for (const cell of readCells(text)) cells.push(cell);
  }
  return cells.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Keeps a view: the parts that stand as they were (`same`), and those that are new or another now. Gives the row of its head. */
export function keepView(db: WriteDb, heads: readonly RevisionId[], same: readonly KeptPart[], fresh: readonly FreshPart[], hash: Sha256): number {
  const kept = fresh.map(({ part, hash: own, cells }): KeptPart => ({ part, hash: own, conflicts: disputedIn(cells).length, row: insert(db, printCells(cells), own) }));
  const parts = [...same, ...kept].sort((a, b) => (a.part < b.part ? -1 : 1));
  return insert(db, printHead({ heads, parts }), hash);
}

/** Removes what was kept of a view but for the parts that stand as they were. Of a head that is damaged nobody knows the parts: they stay, unread. */
export function forgetView(db: WriteDb, row: Pick<MergedRow, 'kept' | 'hash'>, same: readonly KeptPart[] = []): void {
  if (row.kept === null) return;
  const staying = new Set(same.map((part) => part.row));
  for (const part of keptHead(db, row)?.parts ?? []) if (!staying.has(part.row)) removeKept(db, part.row);
  removeKept(db, row.kept);
}

function insert(db: WriteDb, text: string, hash: Sha256): number {
  return insertKept(db, { text, sum: sumOf(text, hash) });
}

function wholeText(db: ReadDb, row: number, hash: Sha256): string | null {
  const found = findKept(db, row);
  return found && found.sum === sumOf(found.text, hash) ? found.text : null;
}

function sumOf(text: string, hash: Sha256): string {
  return sha256(utf8.encode(`${hash}\n${text}`));
}
