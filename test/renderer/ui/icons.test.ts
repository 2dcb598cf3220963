import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { glyphs } from '../../../renderer/ui/icon/glyphs.ts';
import * as icons from '../../../renderer/ui/icon/icons.tsx';

const folder = join(import.meta.dirname, '../../../renderer/ui/icon');

/** The characters a font has letters for, by its table of segments (OpenType `cmap`, format 4). */
function lettersOf(font: Buffer): ReadonlySet<number> {
  const tables = new Map(Array.from({ length: font.readUInt16BE(4) }, (_, index) => [font.toString('latin1', 12 + 16 * index, 16 + 16 * index), font.readUInt32BE(20 + 16 * index)]));
  const cmap = tables.get('cmap') ?? 0;
  const letters = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
    if (font.readUInt16BE(table) !== 4) continue;
    const twice = font.readUInt16BE(table + 6);
    for (let at = 0; at < twice; at += 2) {
      const last = font.readUInt16BE(table + 14 + at);
      for (let code = font.readUInt16BE(table + 16 + twice + at); code <= last && code < 0xffff; code += 1) letters.add(code);
    }
  }
  return letters;
}

describe('the icons of the program', () => {
  it('have each a letter in the font, and the font has no other', async () => {
    const font = await readFile(join(folder, 'icons.woff2'));
    const letters = lettersOf(await subsetFont(font, Object.values(glyphs).join(''), { targetFormat: 'sfnt' }));
    expect([...letters].map((code) => String.fromCharCode(code)).sort()).toEqual(Object.values(glyphs).sort());
  });

  it('are all made of letters that were cut', async () => {
    const named = [...(await readFile(join(folder, 'icons.tsx'), 'utf8')).matchAll(/ icon\('([a-z0-9-]+)'\)/g)].map((match) => match[1]).sort();
    expect(named).toEqual(Object.keys(glyphs).sort());
    expect(Object.keys(icons)).toHaveLength(named.length);
  });

  it('are hidden from those who listen, but for one that has a role and a name', () => {
    expect(renderToStaticMarkup(createElement(icons.Check))).toContain('aria-hidden="true"');
    const said = renderToStaticMarkup(createElement(icons.Lock, { role: 'img', 'aria-label': 'Personal data' }));
    expect(said).toContain('role="img" aria-label="Personal data"');
    expect(said).not.toContain('aria-hidden');
  });
});
