import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bringBundles } from '../../../electron/shell/desk/brought.ts';
import { createTickets } from '../../../electron/shell/desk/tickets.ts';
import { newFolder } from '../../helpers/bundles.ts';
import { valueOf } from '../../helpers/result.ts';

let next = 0;
const tickets = createTickets<string>(() => `t${next++}`);

/** A medium as it comes: bundles of two bodies in folders, and other things beside them. */
function medium(): string {
  const folder = join(newFolder(), 'носитель');
  mkdirSync(join(folder, 'AM', '2026'), { recursive: true });
  mkdirSync(join(folder, '.Trash'));
  for (const name of ['b.svod', join('AM', '2026', 'a.SVOD'), join('AM', 'c.svod.age'), 'письмо.docx', '._b.svod', join('.Trash', 'old.svod')]) writeFileSync(join(folder, name), 'x');
  symlinkSync('/etc/passwd', join(folder, 'link.svod'));
  return folder;
}

describe('what a person drops or chooses', () => {
  test('a folder gives the bundles in it and below it, in the order of their paths, and counts what is no bundle', async () => {
    const folder = medium();
    const picked = valueOf(await bringBundles(tickets, [folder]));
    expect(picked.files.map((file) => file.fileName)).toEqual(['a.SVOD', 'c.svod.age', 'b.svod']);
    expect(picked.others).toBe(1);
    expect(tickets.find(picked.files[2]?.ticket ?? '')).toBe(join(folder, 'b.svod'));
  });

  test('a file is taken whatever its name, so that its refusal can say what it is', async () => {
    const path = join(medium(), 'письмо.docx');
    expect(valueOf(await bringBundles(tickets, [path])).files).toMatchObject([{ fileName: 'письмо.docx', size: 1, encrypted: false }]);
  });

  test('a folder without bundles says so by its name', async () => {
    const folder = join(newFolder(), 'пусто');
    mkdirSync(folder);
    expect(await bringBundles(tickets, [folder])).toEqual({ ok: false, error: { code: 'no-bundles', values: { folder: 'пусто' } } });
  });

  test('what is neither a file nor a folder, or is gone, is refused by name', async () => {
    for (const path of ['/dev/null', join(newFolder(), 'нет.svod')])
      expect(await bringBundles(tickets, [path])).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
  });
});
