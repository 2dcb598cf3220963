import { expect, test } from 'vitest';
import { termsIn } from '../../../shared/guide/glossary.ts';
import { terms } from '../../../shared/guide/terms.ts';
import { outlineOf } from '../../../shared/survey/outline.ts';
import { microelectronics } from '../../helpers/forms.ts';

const ids = (text: string, language: 'ru' | 'en') => termsIn(text, language, terms).map(({ id }) => id);

test('a term is recognised by the beginnings of its words, whatever their endings', () => {
  expect(ids('Минимальная проектная норма освоенных проектов', 'ru')).toEqual(['node']);
  expect(ids('Smallest node taped out', 'en')).toEqual(['node', 'tape-out']);
});

test('words that only contain a term do not count', () => {
  expect(ids('Неустранимая загвоздка', 'ru')).toEqual([]);
  expect(ids('Unmasked schedule', 'en')).toEqual([]);
});

test.each(['ru', 'en'] as const)('every term with spellings stands in a question of the survey (%s)', (language) => {
  const found = new Set(outlineOf(microelectronics()).templates.flatMap(({ node }) =>
    node.kind === 'question' ? ids([node.label, node.hint, node.guidance].map((text) => text?.[language] ?? '').join(' '), language) : []));
  expect(terms.filter(({ id, stems }) => stems[language].length > 0 && !found.has(id)).map(({ id }) => id)).toEqual([]);
});
