import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languageOf, openPreferences } from '../../../electron/shell/preferences.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'svod-preferences-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('preferences', () => {
  it('are there again at the next start', () => {
    const file = join(folder, 'data', 'preferences.json');
    openPreferences(file).change({ language: 'en', folder: '/work' });
    openPreferences(file).change({ language: 'ru' });
    expect(openPreferences(file).current()).toEqual({ language: 'ru', folder: '/work' });
  });

  it.each(['', 'not JSON', '{"language":"fr"}', '{"bounds":{"x":1}}'])('start empty when the file says %j', (text) => {
    const file = join(folder, 'preferences.json');
    writeFileSync(file, text);
    expect(openPreferences(file).current()).toEqual({});
  });

  it('are lived without when they cannot be written', () => {
    writeFileSync(join(folder, 'taken'), '');
    const preferences = openPreferences(join(folder, 'taken', 'preferences.json'));
    preferences.change({ language: 'en' });
    expect(preferences.current()).toEqual({ language: 'en' });
  });

  it.each([['en-GB', 'en'], ['en', 'en'], ['ru-RU', 'ru'], ['kk', 'ru'], ['hy-AM', 'ru'], ['', 'ru']])('take the language of the system %s as %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
