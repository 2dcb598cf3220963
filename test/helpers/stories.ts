import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createDemo, type Demo } from '../../electron/demo/create.ts';
import { launchApp, type App } from './app.ts';
import { svodWith } from './svod.ts';
import { wordsIn, type Words } from './words.ts';

/** A Commission that has merged all but the first bundle of the first ministry, and six ministries; every test has a copy of its own. */
export interface Story {
  readonly demo: Demo;
  readonly at: (name: string) => string;
  /** The command line does what other tests have proved in the window. */
  readonly run: ReturnType<typeof svodWith>;
  /** Installs the registry of the Commission in a workspace: the same root, a later version. */
  readonly passRegistryTo: (workspace: string) => Promise<void>;
}

/** Makes the example once for a file of tests; what it gives is to be read inside a test. */
export function tellStories(seed: string): () => Story {
  let example: string;
  let folder: string;
  let demo: Demo;
  let run: Story['run'];
  let first: Demo;
  const at = (name: string): string => join(folder, name);
  test.beforeAll(async () => {
    example = await mkdtemp(join(tmpdir(), 'svod-desk-'));
    const made = await createDemo({ folder: join(example, 'demo'), companies: 12, seed }, { progress: () => undefined, checkCancelled: () => undefined });
    if (!made.ok) throw new Error(made.error.code);
    first = made.value;
    run = svodWith(first.passphrase);
    await run('merge', ...first.bundles.slice(1), '--workspace', first.commission);
  });
  test.afterAll(() => rm(example, { recursive: true, force: true }));
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'svod-story-'));
    await cp(join(example, 'demo'), at('demo'), { recursive: true });
    const moved = (path: string): string => path.replace(example, folder);
    demo = { ...first, commission: moved(first.commission), ministries: first.ministries.map(moved), bundles: first.bundles.map(moved), registry: moved(first.registry) };
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => ({
    demo, at, run,
    passRegistryTo: async (workspace) => {
      await run('trust', 'export', '--out', at('registry.svodtrust'), '--workspace', demo.commission);
      await run('trust', 'install', at('registry.svodtrust'), '--workspace', workspace);
    },
  });
}

export interface Desk {
  readonly svod: App;
  readonly page: Page;
  readonly t: Words;
}

/** Opens a workspace in the window. */
export async function start(workspace: string, language: 'ru' | 'en' = 'ru'): Promise<Desk> {
  const svod = await launchApp({ workspace, locale: language });
  await expect(svod.page.getByRole('navigation').first()).toBeVisible();
  await svod.page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).click();
  return { svod, page: svod.page, t: wordsIn(language) };
}

export const button = ({ page, t }: Desk, id: Parameters<Words>[0], values?: Parameters<Words>[1]) => page.getByRole('button', { name: t(id, values), exact: true });

export async function openPlace({ page, t }: Desk, place: 'frame.bundles' | 'frame.merge' | 'frame.trust' | 'frame.settings'): Promise<void> {
  await page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t(place) }).press('Enter');
}

/** Something new to send: the first company that was sent is opened again, completed and approved. */
export async function approveAgain({ svod }: Desk): Promise<void> {
  const list = await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 500 });
  if (!list.ok) throw new Error(list.error.code);
  for (const { entity, status } of list.value.rows) {
    if (status !== 'sent') continue;
    const opened = await svod.call('survey.openResponse', { entity });
    if (!opened.ok) throw new Error(opened.error.code);
    await svod.call('survey.reopen', { response: opened.value.response, reason: 'уточнение' });
    const completed = await svod.call('survey.complete', { response: opened.value.response });
    if (!completed.ok || completed.value.kind !== 'completed') continue;
    await svod.call('survey.approve', { entities: [entity] });
    return;
  }
  throw new Error('No company can be approved again.');
}
