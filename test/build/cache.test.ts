import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cached } from '../../build/runtime/cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'svod-cache-'));
  vi.stubEnv('SVOD_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const fill = async (draft: string): Promise<void> => writeFileSync(join(draft, 'file'), 'whole');

describe('the cache of the runtime', () => {
  it('makes a folder once', async () => {
    const make = vi.fn(fill);
    expect(await cached('thing', make)).toBe(join(folder, 'thing'));
    expect(await cached('thing', make)).toBe(join(folder, 'thing'));
    expect(make).toHaveBeenCalledTimes(1);
    expect(readdirSync(join(folder, 'thing'))).toEqual(['file']);
  });

  it('leaves nothing behind when the making fails', async () => {
    await expect(cached('thing', async (draft) => fill(draft).then(() => Promise.reject(new Error('no network'))))).rejects.toThrow('no network');
    expect(readdirSync(folder)).toEqual([]);
    await cached('thing', fill);
    expect(existsSync(join(folder, 'thing', 'file'))).toBe(true);
  });

  it('lets two makers end with one whole folder', async () => {
    await Promise.all([cached('thing', fill), cached('thing', fill)]);
    expect(readdirSync(folder)).toEqual(['thing']);
  });
});
