import { listCompanies } from '../../electron/database/tables/company.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import type { Desk } from '../../electron/jobs/handler.ts';
import { reopenResponse } from '../../electron/survey/complete.ts';
import { openResponse } from '../../electron/survey/draft.ts';
import { enterSecond } from '../../electron/survey/secondImport.ts';
import { setTwoPeople } from '../../electron/survey/twoPeople.ts';
import { valueOf } from './result.ts';

/** Makes of the first company of the list a draft in which a second person has entered a section otherwise. */
export function enterTwice(desk: Desk): void {
  const [first] = listCompanies(desk.db, { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 }).rows;
  const entity = first?.entity ?? '';
  const opened = valueOf(openResponse(desk, { entity }));
  if (opened.status !== 'draft') valueOf(reopenResponse(desk, { response: opened.response, reason: 'Повторный ввод' }));
  valueOf(setTwoPeople(desk, { approval: true, sections: ['C', 'D'] }));
  setSetting(desk.db, 'person', 'Орлов Пётр Ильич');
  const second = enterSecond(desk, { entity, answers: { C: { C01: 'RUB', C02: 4711, C03: { missing: 'refused' } }, D: { staff: [{ D04: 'design_digital', D05: 12, D06: 1 }] } } });
  if (!second.ok) throw new Error(JSON.stringify(second.error));
}
