import { expect, test } from 'vitest';
import { messages } from '../../../renderer/text/messages.ts';
import { parseGuide } from '../../../shared/guide/chapters.ts';
import { guide } from '../../../shared/guide/guide.ts';

const ru = parseGuide(guide.ru);
const en = parseGuide(guide.en);

test('both languages have the same chapters in the same order', () => {
  expect(ru.chapters.map(({ id }) => id)).toEqual(en.chapters.map(({ id }) => id));
  expect(new Set(ru.chapters.map(({ id }) => id)).size).toBe(ru.chapters.length);
});

test('no chapter is empty, and none is in the other language', () => {
  for (const { title, text } of ru.chapters) {
    expect(text.length, title).toBeGreaterThan(100);
    expect(title).toMatch(/[а-я]/);
  }
  for (const { title, text } of en.chapters) expect(`${title} ${text}`).not.toMatch(/[а-яё]/i);
});

test('a chapter without an id is refused', () => {
  expect(() => parseGuide('# Guide\n\n## Chapter\n\nText')).toThrow('Chapter');
});

test.each([['ru', guide.ru], ['en', guide.en]] as const)('buttons that the guide names in bold are there (%s)', (language, text) => {
  const shown = new Set<string>(Object.values(messages[language]).map((message) => message.replace(/…$/, '')));
  const named = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words ?? '').filter((words) => !/[.]$/.test(words));
  expect(named.filter((words) => !shown.has(words) && !shown.has(words[0]?.toUpperCase() + words.slice(1)))).toEqual(language === 'ru' ? ['печать целостности'] : ['integrity seal']);
});
