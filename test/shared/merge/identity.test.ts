import { describe, expect, test } from 'vitest';
import { candidatesAmong } from '../../../shared/merge/identity.ts';

const company = (entity: string, country: string, number: string, name: string) => ({ entity, country, number, name });

describe('the same company twice (M7)', () => {
  test('one number in two states is a candidate, whatever the names', () => {
    expect(candidatesAmong([company('a', 'RU', '123', 'ООО «Кремень»'), company('b', 'BY', '123', 'ОАО «Алмаз»')])).toMatchObject([{ entities: ['a', 'b'], reasons: ['same-number'] }]);
  });

  test('names are compared without legal forms, quotes and case', () => {
    const found = candidatesAmong([company('a', 'RU', '1', 'ООО «Кремний-Эл»'), company('b', 'KZ', '2', 'ТОО КРЕМНИЙ ЭЛ'), company('c', 'RU', '3', 'АО «Восток»')]);
    expect(found).toMatchObject([{ entities: ['a', 'b'], reasons: ['same-name'], likeness: 1 }]);
  });

  test('a name that differs by a letter is alike, one that shares only a common word is not', () => {
    const found = candidatesAmong([
      company('a', 'RU', '1', 'Завод полупроводниковых приборов'), company('b', 'BY', '2', 'Завод полупроводниковых прибораў'), company('c', 'AM', '3', 'Завод стекла'),
    ]);
    expect(found).toMatchObject([{ entities: ['a', 'b'], reasons: ['similar-name'] }]);
  });
});
