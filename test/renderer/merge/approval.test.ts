import { expect, test } from 'vitest';
import { approvalOf } from '../../../renderer/merge/answer/approval.ts';
import type { CompanyView } from '../../../shared/ipc/merge.ts';
import { write } from './samples.ts';

const at = (installation: string, person: string) => ({ ...write(`approval by ${person}`, 'approved', person), installation });
const view: CompanyView = {
  entity: 'e', company: { country: 'RU', scheme: 'ru_inn', number: '1', name: 'К' }, formHash: 'f', round: '2026', retracted: false, linked: [], status: 'approved', approvedBy: null,
  cells: [{ path: '@status', state: 'clean', value: 'approved', writes: [at('ministry', 'Заречная'), at('region', 'Лугин')] }],
};

test('a value is approved by the body it came from, never by another one', () => {
  expect(approvalOf(view, { ...write('a', 1), installation: 'region' })?.person).toBe('Лугин');
  expect(approvalOf(view, { ...write('b', 1), installation: 'ministry' })?.person).toBe('Заречная');
  expect(approvalOf(view, { ...write('c', 1), installation: 'commission' })).toBeNull();
});
