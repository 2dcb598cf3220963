import type { RuleCase } from './case.ts';

export const cooperation: readonly RuleCase[] = [
  { rule: 'R44', says: 'a project ends after it starts', breaks: { M10: '2025-02-01' }, mends: { M10: '2025-02-02' } },
  { rule: 'R44', says: 'readiness does not fall', breaks: { M08: 3 }, mends: { M08: 4 } },
  { rule: 'R45', says: 'loans cover what is not funded yet', breaks: { M14: 1050001 }, mends: { M14: 1050000 }, message: '1 000 000' },
  { rule: 'R46', says: 'an offer of wafers fits the free capacity of lines of that size', breaks: { 'N08#1': 9601 }, mends: { 'N08#1': 9600 }, message: '9 600' },
  { rule: 'R46', says: 'an offer of assembly fits the free capacity', breaks: { 'N08#2': 6001 }, mends: { 'N08#2': 6000 } },
  { rule: 'R47', says: 'needs and inputs are measured alike', breaks: { N19: '055' }, mends: { 'K06#1': '055' } },
  { rule: 'R48', says: 'who wants to cooperate offers or needs something', breaks: { '-offer': null, '-need': null }, mends: { N23: 'no' } },
  { rule: 'R49', says: 'two states are too few for a consortium', breaks: { '-partner#2': null, '-contrib#3': null }, mends: { 'N35#2': 'AM' }, message: '2' },
  { rule: 'R50', says: 'the subsidy lasts 60 months', breaks: { N32: 61 }, mends: { N32: 60 }, message: '61' },
  { rule: 'R51', says: 'a loan costs the key rate plus 6.5 points at most', breaks: { N33: 22.6 }, mends: { N33: 22.5 }, message: '22,5' },
  { rule: 'R51', says: 'the key rate is the one of the day of completion', breaks: { A02: '2025-06-02', N33: 26.6 }, mends: { N33: 26.5 } },
  { rule: 'R52', says: 'contributions make 100 % at most', breaks: { 'N36#1': 61 }, mends: { 'N36#1': 59 }, message: '101' },
  { rule: 'R53', says: 'the own state takes part in the own project', breaks: { M16: ['BY'] }, mends: { M16: ['BY', 'RU'] } },
  { rule: 'R54', says: 'an expired certificate wants a word', breaks: { I08: '2026-03-15' }, mends: { I08: '2026-03-16' } },
  { rule: 'W_M10', says: 'a project of more than 15 years wants a word', breaks: { M10: '2041-01-01' }, mends: { M10: '2039-12-31' } },
  { rule: 'I_N33', says: 'a loan below the key rate is pointed out', breaks: { N33: 15.9 }, mends: { N33: 16 } },
];
