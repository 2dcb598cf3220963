import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFiles } from '../../../electron/insight/files.ts';
import { mountSmallDisk } from '../../helpers/smallDisk.ts';

test('a disk that fills up in the middle of the last piece is told as full, and nothing is left: no file is ever cut short in silence', async (context) => {
  const disk = mountSmallDisk(1);
  if (disk === null) return context.skip('This user may not mount a small disk.');
  try {
    const folder = join(disk.folder, 'out');
    for (const piece of ['ы'.repeat(1_000_000), new Uint8Array(2_000_000)]) {
      const written = await writeFiles(folder, async ({ open }) => open('table.csv').write(piece));
      expect(written).toMatchObject({ ok: false, error: { code: 'disk-full', values: { file: join(folder, 'table.csv') } } });
      expect(readdirSync(folder)).toEqual([]);
    }
  } finally {
    disk.remove();
  }
});
