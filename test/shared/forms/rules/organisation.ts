import type { RuleCase } from './case.ts';

const KAZAKH = { A03: 'KZ', B04: 'KZ', B16: 'KZ-75', B14: '2003-05-14' };
const KYRGYZ = { A03: 'KG', B04: 'KG', B16: 'KG-GB', B14: '2003-05-14' };

export const organisation: readonly RuleCase[] = [
  { rule: 'R01', says: 'an INN with a wrong check digit is refused', breaks: { B05: '7735991208' }, mends: { B05: '7735991209' } },
  { rule: 'R01', says: 'an OGRN with a wrong check digit is refused', breaks: { B06: '1037735991205' } },
  { rule: 'R01', says: 'a KPP of eight characters is refused', breaks: { B07: '77350100' } },
  { rule: 'R01', says: 'a UNP with a wrong check digit is refused', breaks: { B04: 'BY', B08: '190991207' }, mends: { B08: '190991206' } },
  { rule: 'R01', says: 'a BIN with a wrong check digit is refused', breaks: { ...KAZAKH, B09: '030540009917' }, mends: { B09: '030540009918' } },
  { rule: 'R01', says: 'a Kyrgyz INN of thirteen digits is refused', breaks: { ...KYRGYZ, B10: '0140520031001' }, mends: { B10: '01405200310017' } },
  { rule: 'R01', says: 'an Armenian number of seven digits is refused', breaks: { B04: 'AM', B12: '1234567' }, mends: { B12: '01538354' } },
  { rule: 'R01', says: 'a partner’s number is checked by the partner’s state', breaks: { 'N27#1': 'KZ' }, mends: { 'N28#1': '030540009918' } },
  { rule: 'R01', says: 'an OKPO code with a wrong check digit is refused', breaks: { B11: '99120136' }, mends: { B11: '99120135' } },
  { rule: 'R02', says: 'an organisation of another state wants a word', breaks: { A03: 'BY' }, message: 'Беларусь' },
  { rule: 'R03', says: 'a legal entity has an INN of ten digits', breaks: { B05: '773599120125' }, mends: { B13: 'ip' }, message: '12' },
  { rule: 'R03', says: 'a sole proprietor has an INN of twelve digits', breaks: { B13: 'ip' }, mends: { B05: '773599120125' } },
  { rule: 'R04', says: 'an OGRN cannot be younger than the company', breaks: { B14: '2002-11-05' }, mends: { B06: '1027735991205' } },
  { rule: 'R04', says: 'companies founded before July 2002 carry the year 02', breaks: { B14: '1995-03-01' }, mends: { B06: '1027735991205' }, message: '2003' },
  { rule: 'R05', says: 'a BIN begins with the month of registration', breaks: { ...KAZAKH, B09: '030440009914' }, mends: { B09: '030540009918' }, message: '0304' },
  { rule: 'R06', says: 'a Kyrgyz INN holds the day of registration', breaks: { ...KYRGYZ, B10: '01505200310017' }, mends: { B10: '01405200310017' }, message: '15052003' },
  { rule: 'R07', says: 'state and foreign shares make 100 % at most', breaks: { B19: 60, B20: 41 }, mends: { B20: 40 }, message: '101' },
  { rule: 'R08', says: 'a fabless company has no fab', breaks: { B27: 'fabless' }, mends: { B26: ['design'] }, message: 'Без собственной фабрики' },
  { rule: 'R08', says: 'an IDM designs and fabricates', breaks: { B26: ['fab'] }, mends: { B26: ['fab', 'design'] } },
  { rule: 'R57', says: 'a refused consent cannot be exported', breaks: { A09: 'no' } },
  { rule: 'R57', says: 'a consent withheld by a reason code cannot be exported', breaks: { A09: { missing: 'refused' } } },
  { rule: 'R57', says: 'data nobody confirms cannot be exported', breaks: { P05: 'no' } },
  { rule: 'R58', says: 'reason codes for more than a fifth of a section want a word', breaks: { P02: { missing: 'no_data' }, P07: { missing: 'no_data' } }, mends: { P07: '2026-03-17' } },
  { rule: 'W_B23', says: 'a large company has more than 250 employees', breaks: { B23: 'medium' }, mends: { D01: 240 }, message: '250' },
  { rule: 'W_B24', says: 'an activity outside the electronics family wants a word', breaks: { B24: '25.61' }, mends: { B24: '26.12' } },
  { rule: 'W_B32', says: 'a site’s function is one of the company’s roles', breaks: { 'B32#2': ['assembly', 'distr'] }, mends: { B26: ['design', 'fab', 'mask', 'test', 'assembly', 'distr'] } },
];
