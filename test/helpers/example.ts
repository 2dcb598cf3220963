import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import { valueOf } from './result.ts';

/** The example that a file of tests stands on: to be read inside a test, or in what runs before one. */
export interface Example {
  readonly demo: Demo;
  /** A place in the folder of this file of tests, which is gone when they are over; the example itself is in `demo`. */
  readonly at: (...names: readonly string[]) => string;
  /** The Commission as the example leaves it, once more under a name. */
  readonly copyCommission: (name: string) => Promise<string>;
}

/** Makes the example once for a file of tests; its companies follow from the seed. */
export function makeExample(seed: string, companies: number): Example {
  let folder = '';
  let demo: Demo | undefined;
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const made = (): Demo => {
    if (!demo) throw new Error('The example is made before the first test, not when the file is read.');
    return demo;
  };
  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `svod-${seed}-`));
    demo = valueOf(await createDemo({ folder: at('demo'), companies, seed }, { progress: () => undefined, checkCancelled: () => undefined }));
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    get demo() {
      return made();
    },
    at,
    copyCommission: async (name) => {
      await cp(made().commission, at(name), { recursive: true });
      return at(name);
    },
  };
}
