import { expect, it } from 'vitest';
import { commandLine } from '../../../electron/shell/commandLine.ts';

it('a word behind the packaged program is a command, with all that follows it', () => {
  expect(commandLine(['/opt/svod', 'state', '--workspace', 'DIR'], true)).toEqual(['state', '--workspace', 'DIR']);
  expect(commandLine(['/opt/svod', '--no-sandbox', 'doctor', '--json'], true)).toEqual(['doctor', '--json']);
});

it('without a word it is the window, and so is the unpacked program', () => {
  expect(commandLine(['/opt/svod'], true)).toBeNull();
  expect(commandLine(['/opt/svod', '--user-data-dir=/x'], true)).toBeNull();
  expect(commandLine(['electron', '/project', 'state'], false)).toBeNull();
});
