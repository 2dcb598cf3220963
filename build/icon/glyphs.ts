import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { Trouble } from '../runtime/cache.ts';
import { capture } from '../runtime/command.ts';

/** Lucide's icons as a font; too large to be installed for the letters of it that are used. */
const source = { name: 'lucide-static@1.62.0', integrity: 'sha512-WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==' } as const;

const folder = join(import.meta.dirname, '../../renderer/ui/icon');

/**
 * Cuts the icons that `renderer/ui/icon/icons.tsx` names out of Lucide's font: `icons.woff2` and the letter of each in `glyphs.ts`. Run after
 * naming another; the results are committed. Throws {@link Trouble} when the package is not the one that was checked, or has no such icon.
 */
export async function cutGlyphs(): Promise<void> {
  const names = [...(await readFile(join(folder, 'icons.tsx'), 'utf8')).matchAll(/ icon\('([a-z0-9-]+)'\)/g)].map((match) => match[1] as string).sort();
  const { font, codes } = await fetchFont();
  const letters = names.map((name) => {
    const code = codes[name];
    if (code === undefined) throw new Trouble(`${source.name} has no icon "${name}".`);
    return { name, code };
  });
  const cut = await subsetFont(font, letters.map(({ code }) => String.fromCodePoint(code)).join(''), { targetFormat: 'woff2' });
  await writeFile(join(folder, 'icons.woff2'), cut);
  await writeFile(join(folder, 'glyphs.ts'), [
    `/** The letters of \`icons.woff2\`: icons of Lucide (ISC License, © Lucide Icons and Contributors). Made by \`npm run glyphs\`. */`,
    'export const glyphs = {',
    ...letters.map(({ name, code }) => `  '${name}': '\\u${code.toString(16)}',`),
    '} as const;',
    '',
  ].join('\n'));
}

async function fetchFont(): Promise<{ readonly font: Buffer; readonly codes: Readonly<Record<string, number>> }> {
  const at = await mkdtemp(join(tmpdir(), 'svod-glyphs-'));
  try {
    const [packed] = JSON.parse(await capture('npm', ['pack', source.name, '--json', '--pack-destination', at])) as readonly { filename: string }[];
    const tarball = join(at, packed?.filename ?? '');
    if (`sha512-${createHash('sha512').update(await readFile(tarball)).digest('base64')}` !== source.integrity) throw new Trouble(`${source.name} is not the package that was checked: its hash differs.`);
    await capture('tar', ['-xzf', tarball, '-C', at, 'package/font/lucide.ttf', 'package/font/codepoints.json']);
    return { font: await readFile(join(at, 'package/font/lucide.ttf')), codes: JSON.parse(await readFile(join(at, 'package/font/codepoints.json'), 'utf8')) as Readonly<Record<string, number>> };
  } finally {
    await rm(at, { recursive: true, force: true });
  }
}
