import { describe, expect, test } from 'vitest';
import { readInvitations } from '../../../shared/insight/invitation.ts';
import { parseCsv } from '../../../shared/survey/xlsform/csv.ts';

const read = (text: string) => readInvitations(parseCsv(text));

describe('a list of invited companies', () => {
  test('is read by its headings, in any order, in Russian and in English', () => {
    expect(read('Наименование;Государство;ИНН;Контакт;Орган\nАО «Микрон»;Россия;7735007358;info@example.test;Минпромторг\n')).toEqual({
      deadline: null, refused: [], invitations: [{ country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Микрон»', body: 'Минпромторг', contact: 'info@example.test' }],
    });
    expect(read('state,identifier,name\nBelarus,200988541,Plant\n')?.invitations).toMatchObject([{ country: 'BY', scheme: 'by_unp', number: '200988541', body: '', contact: '' }]);
  });

  test('may have a title above the headings; empty lines are no lines', () => {
    const list = readInvitations([['Перечень приглашённых'], [], ['Государство', 'Номер', 'Организация'], ['РФ', '7735007358', 'АО «Микрон»'], [null, '', null]]);
    expect(list?.invitations).toHaveLength(1);
    expect(list?.refused).toEqual([]);
  });

  test('a number that a spreadsheet made a number is read as its digits', () => {
    expect(readInvitations([['Государство', 'ИНН', 'Наименование'], ['RU', 7735007358, 'АО «Микрон»']])?.invitations).toMatchObject([{ number: '7735007358' }]);
  });

  test('names every line that is left out, and why', () => {
    const list = read([
      'Государство;Номер;Наименование', ';7735007358;Без государства', 'Франция;1;Завод', 'RU;;Без номера', 'RU;7735007359;Не тот номер', 'RU;7735007358;', 'RU;7735007358;АО «Микрон»', 'Россия;7735 007 358;Ещё раз',
    ].join('\n'));
    expect(list?.refused).toEqual([
      { line: 2, problem: 'no-state', shown: 'Без государства' }, { line: 3, problem: 'unknown-state', shown: 'Франция' }, { line: 4, problem: 'no-number', shown: 'Без номера' },
      { line: 5, problem: 'wrong-number', shown: '7735007359' }, { line: 6, problem: 'no-name', shown: '7735007358' }, { line: 8, problem: 'twice', shown: '7' },
    ]);
    expect(list?.invitations.map(({ name }) => name)).toEqual(['АО «Микрон»']);
  });

  test('names the last day of the round where all its lines agree on a day that there is', () => {
    const deadline = (...days: readonly string[]) => read(['Государство;Номер;Наименование;Срок представления', ...days.map((day, index) => `RU;${['7735007358', '7707083893'][index]};Завод;${day}`)].join('\n'))?.deadline;
    expect([deadline('15.04.2026', '15.4.2026'), deadline('2026-04-15'), deadline('15/04/2026')]).toEqual(['2026-04-15', '2026-04-15', '2026-04-15']);
    expect([deadline('15.04.2026', '16.04.2026'), deadline('15.04.2026', ''), deadline('31.02.2026'), deadline('скоро')]).toEqual([null, null, null, null]);
  });

  test('without headings it is no list', () => {
    expect(read('RU;7735007358;АО «Микрон»\n')).toBeNull();
    expect(read('')).toBeNull();
  });
});
