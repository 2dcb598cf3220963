import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeylessWorkspace } from '../../electron/bundle/workspace.ts';
import { close } from '../../electron/database/open.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { loadShippedForm } from '../../electron/survey/form.ts';
import { valueOf } from './result.ts';

/** A ministry's workspace on a real disk, with the form that ships and a clock that moves only when told. */
export async function openMinistry(): Promise<{ readonly desk: Desk; readonly pass: (milliseconds: number) => void; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'svod-ministry-'));
  const form = await loadShippedForm();
  let time = Date.parse('2026-03-23T07:00:00Z');
  let count = 0;
  const world = { folder: join(folder, 'workspace'), now: () => time, uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}` };
  const made = createKeylessWorkspace(
    world, { role: 'ministry', country: 'RU', body: 'Министерство', person: 'Снегирёва Елена Павловна', language: 'ru', round: '2026' },
    { id: form.definition.id, version: form.definition.version, hash: form.hash, definition: form.canonical },
  );
  const db = valueOf(made);
  // Making a revision needs to know who speaks, not the key itself.
  setSetting(db, 'signingKey', 'a'.repeat(64));
  return {
    desk: { ...world, db, language: 'ru', random: () => 0.5, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined },
    pass: (milliseconds) => void (time += milliseconds),
    remove: () => {
      close(db);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
