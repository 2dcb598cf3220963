import { join } from 'node:path';
import { close, openWrite } from '../../electron/database/open.ts';
import { listCompanies } from '../../electron/database/tables/company.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import { makeExample } from '../../electron/demo/example.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { reopenResponse } from '../../electron/survey/complete.ts';
import { openResponse } from '../../electron/survey/draft.ts';
import { enterSecond } from '../../electron/survey/secondImport.ts';
import { setTwoPeople } from '../../electron/survey/twoPeople.ts';
import type { Role } from '../../shared/ipc/service.ts';
import { valueOf } from './result.ts';

/** Makes the practice example in a folder; of the first company of its ministry one section has been entered twice. Gives the workspaces. */
export async function exampleTwice(folder: string): Promise<Readonly<Record<Role, string>>> {
  const world = { folder, language: 'ru', now: () => Date.parse('2026-03-23T06:00:00Z'), uuid: () => crypto.randomUUID(), random: () => 0.5 } as const;
  const context = { ...world, progress: () => undefined, step: () => undefined, checkCancelled: () => undefined };
  const workspaces = valueOf(await makeExample(context, join(folder, 'example')));
  const db = valueOf(openWrite(workspaces.ministry));
  enterTwice({ ...context, folder: workspaces.ministry, db });
  close(db);
  return workspaces;
}

/** Makes of the first company of the list a draft in which a second person has entered a section otherwise. */
function enterTwice(desk: Desk): void {
  const [first] = listCompanies(desk.db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 }).rows;
  const entity = first?.entity ?? '';
  const opened = valueOf(openResponse(desk, { entity }));
  if (opened.status !== 'draft') valueOf(reopenResponse(desk, { response: opened.response, reason: 'Повторный ввод' }));
  valueOf(setTwoPeople(desk, { approval: true, sections: ['C', 'D'] }));
  setSetting(desk.db, 'person', 'Орлов Пётр Ильич');
  const second = enterSecond(desk, { entity, answers: { C: { C01: 'RUB', C02: 4711, C03: { missing: 'refused' } }, D: { staff: [{ D04: 'design_digital', D05: 12, D06: 1 }] } } });
  if (!second.ok) throw new Error(JSON.stringify(second.error));
}
