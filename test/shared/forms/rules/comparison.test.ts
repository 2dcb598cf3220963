import { describe, expect, test } from 'vitest';
import type { Company } from '../../../../shared/survey/comparison/company.ts';
import { compareCompanies } from '../../../../shared/survey/comparison/compare.ts';
import { normaliseName } from '../../../../shared/survey/comparison/duplicate.ts';
import type { Answer } from '../../../../shared/survey/response.ts';
import { microelectronics } from '../../../helpers/forms.ts';

const form = microelectronics();

function company(id: string, answers: Readonly<Record<string, Answer>>): Company {
  return { id, answers: new Map(Object.entries(answers)) };
}

const named = (id: string, state: string, name: string, region: string, number: Readonly<Record<string, Answer>> = {}): Company =>
  company(id, { '/B/B04': state, '/B/B02': name, '/B/B16': region, ...number });

/** Rules that speak of a company, with what they say in English. */
function said(companies: readonly Company[], id: string, place: 'workspace' | 'base' = 'base'): readonly string[] {
  return (compareCompanies(form, companies, place).get(id) ?? []).map(({ rule, message }) => `${rule} ${message.kind === 'form' ? message.text.en : ''}`);
}

describe('R55 finds a company entered twice', () => {
  const first = named('a', 'RU', 'АО «Северный кристалл»', 'RU-MOW', { '/B/B05': '7735991209' });

  test('by the same identifier in one state', () => {
    const second = named('b', 'RU', 'Кристалл-Сервис', 'RU-SPE', { '/B/B05': '7735991209' });
    expect(said([first, second], 'a')[0]).toMatch(/^R55 .*Кристалл-Сервис \(RU\)/);
    expect(said([first, second], 'b')).toHaveLength(1);
  });

  test('by the same name in one region, however it is written', () => {
    expect(said([first, named('b', 'RU', 'Северный  КРИСТАЛЛ, АО', 'RU-MOW')], 'a', 'workspace')).toHaveLength(1);
    expect(said([first, named('b', 'RU', 'АО «Северный кристалл»', 'RU-SPE')], 'a')).toEqual([]);
  });

  test('and points to the name and the region', () => {
    const findings = compareCompanies(form, [first, named('b', 'RU', 'АО «Северный кристалл»', 'RU-MOW')], 'workspace').get('a');
    expect(findings).toMatchObject([{ level: 'warning', paths: ['/B/B02', '/B/B16'] }]);
  });
});

describe('R56 finds one number in two states', () => {
  const russian = named('a', 'RU', 'Первая', 'RU-MOW', { '/B/B05': '030540009918' });

  test('whichever identifier of its state it is', () => {
    const kazakh = named('b', 'KZ', 'Вторая', 'KZ-75', { '/B/B09': '030540009918' });
    expect(said([russian, kazakh], 'a')).toEqual(['R56 The same number is given for an organisation of another state: Вторая (KZ). Check the country of registration and the number.']);
  });

  test('and is silent about different numbers', () => {
    expect(said([russian, named('b', 'KZ', 'Вторая', 'KZ-75', { '/B/B09': '030440009914' })], 'a')).toEqual([]);
  });
});

describe('R15 finds revenue per employee far from the state’s', () => {
  const peer = (id: string, revenue: number, currency = 'RUB'): Company => company(id, { '/B/B04': 'RU', '/C/C01': currency, '/C/C02': revenue, '/D/D01': 100 });
  const peers = (count: number): readonly Company[] => Array.from({ length: count }, (_, index) => peer(`peer${index}`, 300_000 + index * 1000));

  test('an amount entered in roubles instead of thousands stands out of a small group', () => {
    const companies = [...peers(25), peer('wrong', 310_000_000)];
    expect(said(companies, 'wrong')).toHaveLength(1);
    expect(compareCompanies(form, companies, 'base').size).toBe(1);
  });

  test('a large group is judged by its 1st and 99th percentile', () => {
    const found = compareCompanies(form, [...peers(299), peer('high', 620_000)], 'base');
    expect([...found.keys()].sort()).toEqual(['high', 'peer0', 'peer1', 'peer297', 'peer298']);
  });

  test('groups that are too small or count in another currency are not judged', () => {
    expect(said([...peers(10), peer('wrong', 310_000_000)], 'wrong')).toEqual([]);
    expect(said([...peers(25), peer('other', 310_000_000, 'USD')], 'other')).toEqual([]);
  });
});

describe('R35 finds a die made where no line can make it', () => {
  const fab = (node: string, status = 'production'): Company => company('fab', {
    '/B/B04': 'RU', '/B/site[s1]/B29': 'Завод', '/B/site[s1]/B30': 'BY',
    '/F/line[f1]/F03': 'Завод', '/F/line[f1]/F07': node, '/F/line[f1]/F10': status,
  });
  const fabless = (country: string, node: string): Company => company('fabless', { '/B/B04': 'RU', '/J/product[p1]/J07': node, '/J/product[p1]/J09': country });

  test('a line of the site’s country with a finer or equal node is enough', () => {
    expect(said([fab('350'), fabless('BY', '350')], 'fabless')).toEqual([]);
    expect(said([fab('90'), fabless('BY', '350')], 'fabless')).toEqual([]);
  });

  test('a coarser line, a line under construction and another state are not', () => {
    expect(said([fab('800'), fabless('BY', '350')], 'fabless')).toEqual(['R35 No line in the country of fabrication (J09 = BY) can make 350 nm. Check where the die is made.']);
    expect(said([fab('90', 'construction'), fabless('BY', '350')], 'fabless')).toHaveLength(1);
    expect(said([fab('90'), fabless('RU', '350')], 'fabless')).toHaveLength(1);
  });

  test('only the base of the Commission knows all lines', () => {
    expect(said([fab('800'), fabless('BY', '350')], 'fabless', 'workspace')).toEqual([]);
  });

  test('third countries are not judged, and the finding points into the row', () => {
    expect(said([fab('800'), fabless('CN', '28')], 'fabless')).toEqual([]);
    expect(compareCompanies(form, [fab('800'), fabless('BY', '350')], 'base').get('fabless')?.[0]?.paths).toEqual(['/J/product[p1]/J07', '/J/product[p1]/J09']);
  });
});

test('names are compared without legal form, quotes, case and order', () => {
  expect(normaliseName('АО «Северный кристалл»')).toBe(normaliseName('Северный  Кристалл, АО'));
  expect(normaliseName('ООО «Ёлка»')).toBe('елка');
});
