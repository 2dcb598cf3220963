import type { RuleCase } from './case.ts';

export const supply: readonly RuleCase[] = [
  { rule: 'R34', says: 'a product cannot be finer than the own lines', breaks: { J07: '28' }, mends: { J09: 'CN' }, message: '90 нм' },
  { rule: 'R36', says: 'a product is made at 105 % of capacity at most', breaks: { J12: 15751 }, mends: { J12: 15750 } },
  { rule: 'R37', says: 'products make at least half of the revenue', breaks: { 'J15#1': 500000 }, mends: { 'J15#1': 600000 }, message: '47,6' },
  { rule: 'R37', says: 'products make no more than the revenue', breaks: { 'J15#1': 2800000 }, mends: { 'J15#1': 2780000 } },
  { rule: 'R38', says: 'an unusual chapter wants a word', breaks: { J05: '9403' }, mends: { J05: '8542' }, message: 'группа 94' },
  { rule: 'R39', says: 'a code fits the product family', breaks: { J05: '854129' }, mends: { J04: 'power_mosfet' }, message: '8542' },
  { rule: 'R40', says: 'a sole source supplies everything', breaks: { K10: 'yes' }, mends: { K09: 100 } },
  { rule: 'R41', says: 'a foreign origin is an import', breaks: { K11: 0 }, mends: { K11: 90 }, message: 'Китай' },
  { rule: 'R41', says: 'an origin inside the Union is no import', breaks: { 'K11#2': 100 }, mends: { 'K11#2': 10 } },
  { rule: 'R42', says: 'stock outlasts delivery where production would stop', breaks: { K12: 11 }, mends: { K13: 11 } },
  { rule: 'R43', says: 'imported inputs are part of the costs', breaks: { C17: 0, C18: 0 }, mends: { 'K11#1': 0 }, message: '1' },
  { rule: 'W_J16', says: 'an only product is not more local than its inputs', breaks: { '-product#2': null, J16: 71 }, mends: { J16: 70 } },
  { rule: 'W_K11', says: 'a sole source outside the Union is an import altogether', breaks: { K10: 'yes', K09: 100, K11: 90 }, mends: { K11: 100 } },
  { rule: 'W_K12', says: 'stock of less than four weeks wants a word', breaks: { 'K12#2': 3.5 }, mends: { 'K12#2': 4 }, message: '3,5' },
  { rule: 'I_K12', says: 'stock of more than a year is pointed out', breaks: { 'K12#2': 53 }, mends: { 'K12#2': 52 } },
];
