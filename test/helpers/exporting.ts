import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportData, type ExportRequest } from '../../electron/insight/export.ts';
import type { ExportReport } from '../../shared/ipc/insight.ts';
import { CLOCK, newFolder, NOON, type Workspace } from './bundles.ts';
import { valueOf } from './result.ts';

/** Exports what a workspace holds to a new folder. */
export async function exported(workspace: Workspace, request: Partial<ExportRequest> & Pick<ExportRequest, 'format'>, checkCancelled: () => void = () => undefined): Promise<ExportReport> {
  return valueOf(await exportData(
    { db: workspace.db, now: () => NOON, random: () => 0.5, uuid: CLOCK.uuid, progress: () => undefined, checkCancelled },
    { folder: join(newFolder(), 'out'), audience: null, personal: false, aggregate: false, ...request },
  ));
}

/** A CSV file as it was written, read back by the rules of RFC 4180: objects by the names of its head. */
export function readCsv(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...lines] = cellsOf(readFileSync(path, 'utf8'));
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index] ?? ''])));
}

function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && line.length === 0) break;
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
    if (end === '') break;
  }
  return lines;
}
