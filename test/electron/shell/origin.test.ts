import { describe, expect, it } from 'vitest';
import { fileOf, isOwn } from '../../../electron/shell/guard/origin.ts';

describe('an address of the window', () => {
  it.each([
    ['app://svod/index.html', '/out/renderer/index.html'],
    ['app://svod/assets/main.js?v=1#top', '/out/renderer/assets/main.js'],
    ['app://svod/a/../index.html', '/out/renderer/index.html'],
    ['app://svod/%D0%B0.svg', '/out/renderer/а.svg'],
  ])('%s names a file', (url, file) => {
    expect(fileOf(url, '/out/renderer')).toBe(file);
  });

  it.each([
    'app://svod/../main.js',
    'app://svod/..%2fmain.js',
    'app://svod/%2e%2e/%2e%2e/etc/passwd',
    'app://svod/a\\..\\main.js',
    'app://svod/%5c..%5cmain.js',
    'app://svod/index.html%00.png',
    'app://svod/%zz',
    'app://svod.evil/index.html',
    'app://other/index.html',
    'app://svod',
    'file:///etc/passwd',
    'https://svod/index.html',
  ])('%s names none', (url) => {
    expect(fileOf(url, '/out/renderer')).toBeNull();
  });

  it('is ours by its whole origin', () => {
    expect(isOwn('app://svod/')).toBe(true);
    expect(isOwn('app://svodx/')).toBe(false);
    expect(isOwn('http://app//svod/')).toBe(false);
  });
});
