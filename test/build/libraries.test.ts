import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { debianPackages, missingIn } from '../../build/runtime/libraries.ts';

it('names the libraries that ldd did not find', () => {
  expect(missingIn('\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgbm.so.1 => not found\n')).toEqual(['libnss3.so', 'libgbm.so.1']);
  expect(missingIn('')).toEqual([]);
});

it('the README, the run on a fresh machine and the program name the same packages', () => {
  const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  expect(read('.ci/run')).toContain(`packages=(${debianPackages})`);
  expect(read('README.md')).toContain(`apt-get install -y ${debianPackages}\n`);
});
