import type { ListMapping } from '../../../shared/ipc/intake.ts';
import type { ReadDb, WriteDb } from '../../database/db.ts';
import { getSetting, setSetting } from '../../database/tables/setting.ts';

/** Mappings of the workspace, the latest first. */
export function keptMappings(db: ReadDb): readonly ListMapping[] {
  return getSetting(db, 'listMappings') ?? [];
}

/** Keeps a mapping under its name, in place of an earlier one. */
export function keepMapping(db: WriteDb, mapping: ListMapping): void {
  setSetting(db, 'listMappings', [mapping, ...keptMappings(db).filter(({ name }) => name !== mapping.name)].slice(0, MOST));
}

export function dropMapping(db: WriteDb, name: string): void {
  setSetting(db, 'listMappings', keptMappings(db).filter((one) => one.name !== name));
}

const MOST = 100;
