import type { RuleCase } from './case.ts';

export const economics: readonly RuleCase[] = [
  { rule: 'R09', says: 'microelectronics revenue is part of all revenue', breaks: { C04: 4800001 }, mends: { C04: 4800000 } },
  { rule: 'R10', says: 'sales shares make 100 %', breaks: { C05: 85 }, mends: { C05: 82.5 }, message: 'C05 + C06 + C07 = 103, должно быть 100 ± 0,5' },
  { rule: 'R11', says: 'sales by state make the EAEU share', breaks: { 'C10#1': 300000 }, mends: { 'C10#1': 410000 }, message: '456' },
  { rule: 'R12', says: 'the own state has no row', breaks: { 'C09#1': 'RU' }, mends: { 'C09#1': 'AM' } },
  { rule: 'R13', says: 'end-use shares make 100 %', breaks: { 'C14#1': 47 }, mends: { 'C14#1': 46 }, message: '102' },
  { rule: 'R14', says: 'revenue does not treble in a year', breaks: { C03: 1500000 }, mends: { C03: 1600000 }, message: '3,2' },
  { rule: 'R14', says: 'revenue in millions beside thousands is noticed', breaks: { C03: 4350000000 } },
  { rule: 'R16', says: 'R&D cannot cost more than the revenue', breaks: { C15: 4800001 }, mends: { C15: 432000 } },
  { rule: 'R16', says: 'a research role without R&D cost wants a word', breaks: { C15: 0 }, mends: { B26: ['design', 'fab'] } },
  { rule: 'R17', says: 'third countries are part of all imports', breaks: { C18: 36 }, mends: { C18: 35 } },
  { rule: 'R18', says: 'headcount by function makes the headcount', breaks: { 'D05#1': 61 }, mends: { D02: 1001 }, message: '1 001' },
  { rule: 'R18', says: 'microelectronics staff is part of all staff', breaks: { D01: 900 }, mends: { D01: 1000 } },
  { rule: 'R19', says: 'IC designers are counted among the design functions', breaks: { E02: 181 }, mends: { E02: 180 }, message: '180' },
  { rule: 'W_C01', says: 'figures in a foreign currency want a word', breaks: { C01: 'USD' }, mends: { C01: 'RUB' } },
  { rule: 'W_C16', says: 'investment above three years’ revenue wants a word', breaks: { C16: 14400001 }, mends: { C16: 14400000 } },
  { rule: 'W_D06', says: 'more vacancies than staff want a word', breaks: { 'D06#4': 31 }, mends: { 'D06#4': 30 }, message: 'Топологи' },
  { rule: 'I_C02', says: 'revenue per employee beyond the plausible is pointed out', breaks: { C02: 48000000 }, mends: { C02: 4800000 } },
  { rule: 'I_C15', says: 'R&D beyond the plausible share is pointed out', breaks: { C15: 1200000 }, mends: { C15: 900000 }, message: '25' },
];
