import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { candidatesAmong, keyOfPair } from '../../../shared/merge/identity.ts';

const company = (entity: string, country: string, number: string, name: string) => ({ entity, country, number, name });

describe('the same company twice (M7)', () => {
  test('one number in two states is a candidate, whatever the names', () => {
    expect(candidatesAmong([company('a', 'RU', '123', 'ООО «Кремень»'), company('b', 'BY', '123', 'ОАО «Алмаз»')])).toMatchObject([{ entities: ['a', 'b'], reasons: ['same-number'] }]);
  });

  test('names are compared without legal forms, quotes and case', () => {
    const found = candidatesAmong([company('a', 'RU', '1', 'ООО «Кремний-Эл»'), company('b', 'KZ', '2', 'ТОО КРЕМНИЙ ЭЛ'), company('c', 'RU', '3', 'АО «Восток»')]);
    expect(found).toMatchObject([{ entities: ['a', 'b'], reasons: ['same-name'], likeness: 1 }]);
  });

  test.each(['ПУП', 'РУПП', 'ЧПУП', 'ЧТУП'])('the legal form «%s» of Belarus tells nothing of the name', (form) => {
    expect(candidatesAmong([company('a', 'BY', '1', `${form} «Волма-Чип»`), company('b', 'KZ', '2', 'АО «Волма-Чип»')])).toMatchObject([{ reasons: ['same-name'], likeness: 1 }]);
  });

  test('a name in the spelling of another language is the same, one that shares only a common word is not', () => {
    const found = candidatesAmong([
      company('a', 'RU', '1', 'Завод полупроводниковых приборов'), company('b', 'BY', '2', 'Завод полупроводниковых прибораў'), company('c', 'AM', '3', 'Завод стекла'),
    ]);
    expect(found).toMatchObject([{ entities: ['a', 'b'], reasons: ['same-name'] }]);
  });

  test('pairs of which somebody has spoken are left out', () => {
    const two = [company('a', 'RU', '1', 'ООО «Кремний-Эл»'), company('b', 'KZ', '2', 'ТОО КРЕМНИЙ ЭЛ')];
    expect(candidatesAmong(two, (one, other) => keyOfPair(one, other) === 'a b')).toEqual([]);
  });

  test.each([
    ['«Արև Էլեկտրոնիքս» ՍՊԸ', 'Arev Electronics LLC'],
    ['ААТ «Інтэгратар»', 'ОАО «Интегратор»'],
    ['«Қаратау Микроэлектроника» АҚ', 'АО «Каратау Микроэлектроника»'],
    ['«Ысык-Көл Сенсор» ЖАК', 'Issyk-Kul Sensor CJSC'],
    ['НаноСлой ООО', 'ООО «Нано-Слой»'],
  ])('%s is %s', (one, other) => {
    expect(candidatesAmong([company('a', 'RU', '1', one), company('b', 'BY', '2', other)])).toHaveLength(1);
  });

  test.each([
    ['АО «Завод № 35 „Импульс“»', 'АО «Завод № 53 „Импульс“»'],
    ['ПАО «Микросхема-Томск»', 'ООО «Микросхема-Псков»'],
    ['ООО «Полисилан»', 'ООО «Полисан»'],
    ['ОАО «Интегратор»', 'ООО «Интегратор-Сервис»'],
  ])('%s is not %s', (one, other) => {
    expect(candidatesAmong([company('a', 'RU', '1', one), company('b', 'BY', '2', other)])).toEqual([]);
  });

  test('on names labelled by hand, precision is at least 0.95 and recall at least 0.90', () => {
    const rows = labelled();
    const found = new Set(candidatesAmong(rows.map(({ entity, country, name }) => company(entity, country, '', name))).map(({ entities }) => entities.join(' ')));
    const counts = { right: 0, wrong: 0, missed: 0, pairs: 0 };
    rows.forEach((one, place) => {
      for (const other of rows.slice(place + 1)) {
        const same = one.family === other.family && one.company === other.company;
        const suspected = found.has(keyOfPair(one.entity, other.entity));
        if (one.family === other.family) counts.pairs += 1;
        if (suspected && same) counts.right += 1;
        else if (suspected) counts.wrong += 1;
        else if (same) counts.missed += 1;
      }
    });
    const precision = counts.right / (counts.right + counts.wrong);
    const recall = counts.right / (counts.right + counts.missed);
    console.log(`Labelled pairs: ${counts.pairs}; the same: ${counts.right + counts.missed}; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect(counts.pairs).toBeGreaterThanOrEqual(500);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });
});

/** Names of invented companies; in one family they are alike, and one company in it is written in several ways. */
function labelled(): readonly { readonly family: string; readonly company: string; readonly country: string; readonly name: string; readonly entity: string }[] {
  const lines = readFileSync(new URL('../../vectors/identity/names.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1);
  return lines.map((line, index) => {
    const [family = '', letter = '', country = '', name = ''] = line.split('\t');
    return { family, company: letter, country, name, entity: String(index).padStart(4, '0') };
  });
}
