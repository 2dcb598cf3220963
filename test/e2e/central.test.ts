import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Language } from '../../shared/ipc/service.ts';
import { show } from '../helpers/accessible.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { makeExample } from '../helpers/example.ts';
import { handsOn, type Hands } from '../helpers/hands.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, startPostgres, type Postgres } from '../helpers/postgres.ts';

test.describe.configure({ mode: 'serial' });

const example = makeExample('central', 12);
let colleague: string;
let server: Postgres | null = null;

test.beforeAll(async () => {
  colleague = await example.copyCommission('colleague');
  if (POSTGRES_BINARIES !== null) server = await startPostgres();
});
test.afterAll(async () => {
  server?.remove();
});

async function start(workspace: string, language: Language): Promise<Hands> {
  const svod = await launchApp({ workspace, locale: language });
  await expect(svod.page.getByRole('grid')).toBeVisible();
  // A workspace opens in the language of the system of this program; the switch is for whoever reads another.
  await svod.page.getByRole('radio', { name: language === 'ru' ? 'Русский' : 'English' }).click();
  const hands = handsOn(svod, language, (name) => show(svod, `${name}-${language}`));
  await hands.open('frame.merge');
  return hands;
}

/** Goes to a part of the merge as a person without a mouse does. */
async function openTab({ page, t, goTo, press }: Hands, tab: 'sync' | 'tables'): Promise<void> {
  const group = page.getByRole('toolbar', { name: t('merge.tabs') }).or(page.getByRole('radiogroup', { name: t('merge.tabs') })).or(page.getByRole('group', { name: t('merge.tabs') }));
  const wanted = page.getByRole('radio', { name: t(`merge.tab.${tab}`) });
  await goTo(group);
  for (let turn = 0; turn < 6 && !(await wanted.evaluate((element) => element === document.activeElement)); turn += 1) await press('ArrowRight');
  await press('Enter');
}

async function merge(svod: App): Promise<void> {
  await svod.answerOpen(...example.demo.bundles);
  await svod.page.getByRole('button', { name: 'Выбрать пакеты…' }).press('Enter');
  await svod.page.getByRole('button', { name: /^Свести \d+ пакет/ }).press('Enter');
  await expect(svod.page.getByText('Слияние выполнено')).toBeVisible({ timeout: 60_000 });
}

test(`two desks of the Commission hold the same after each has synced with the central base${NO_POSTGRES}`, async () => {
  test.skip(server === null);
  const store = (server as Postgres).newDatabase('central');
  const password = /:([^:@]*)@/.exec(store)?.[1] ?? '';
  const address = store.replace(`:${password}@`, '@');
  let state = '';

  await test.step('the first sends what it has merged, and what it has decided, signed', async () => {
    const hands = await start(example.demo.commission, 'ru');
    const { page, t, svod, type, press } = hands;
    await merge(svod);
    await openTab(hands, 'sync');
    await hands.goTo(page.getByLabel(t('sync.address')));
    await type(address);
    await press('Enter');
    await expect(page.getByText(t('sync.failed'))).toBeVisible();
    await hands.look('central-denied');
    await hands.goTo(page.getByLabel(t('sync.password')));
    await type(password);
    await press('Enter');
    await expect(page.getByText(t('sync.done'), { exact: true })).toBeVisible({ timeout: 30_000 });
    await hands.look('central-synced');

    const listed = await svod.call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 });
    const entity = listed.ok ? (listed.value.rows[0]?.entity ?? '') : '';
    expect(await svod.call('merge.comment', { entity, comments: [{ path: '/', text: 'Проверено по реестру' }] })).toMatchObject({ ok: true });
    const draft = { name: 'Сведения ведёт министерство', places: ['/A'], bodies: [{ country: 'BY', body: 'Министерство' }], reason: 'Орган ведёт реестр' };
    expect(await svod.call('merge.defineRule', { draft, passphrase: example.demo.passphrase })).toMatchObject({ ok: true });
    await hands.open('frame.companies');
    await hands.open('frame.merge');
    await openTab(hands, 'sync');
    await expect(page.getByLabel(t('sync.address'))).toHaveValue(address);
    await hands.look('central-unsigned');
    await hands.goTo(page.getByLabel(t('sync.password')));
    await type(password);
    await hands.goTo(page.getByLabel(t('ui.passphrase')));
    await type(example.demo.passphrase);
    await press('Enter');
    await expect(page.getByText(t('sync.counts', { revisions: 1, bundles: 1 }))).toBeVisible({ timeout: 30_000 });
    const hashes = await svod.call('merge.state', { job: 'state' });
    state = hashes.ok ? hashes.value.stateHash : '';
    await svod.close();
  });

  await test.step('the second, who has merged nothing, takes it all', async () => {
    const hands = await start(colleague, 'en');
    const { page, t, svod, type, press } = hands;
    await openTab(hands, 'sync');
    await hands.goTo(page.getByLabel(t('sync.address')));
    await type(address, password);
    await press('Enter');
    await expect(page.getByText(t('sync.done'), { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(t('sync.rules'))).toBeVisible();
    await hands.look('central-synced');

    // What somebody who owns the server has slipped in is left out and named.
    (server as Postgres).sql("INSERT INTO svod.conflict_rule SELECT sha256('x'), regexp_replace(encode(envelope, 'escape'), '\"sig\":\"....', '\"sig\":\"AAAA')::bytea FROM svod.conflict_rule", 'central');
    await hands.goTo(page.getByLabel(t('sync.password')));
    await type(password);
    await press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Сведения ведёт министерство' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('alert').filter({ hasText: 'Сведения ведёт министерство' })).toBeInViewport();
    await expect(page.getByText(t('sync.doneInPart'))).toBeVisible();
    await expect(page.getByText(t('sync.done'), { exact: true })).toHaveCount(0);
    await hands.look('central-untrusted');
    expect(await svod.call('merge.state', { job: 'state' })).toMatchObject({ ok: true, value: { stateHash: state, pending: 0 } });

    // A base that takes the connection and never answers is left by a key.
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    await hands.goTo(page.getByLabel(t('sync.address')));
    await press('Control+A');
    await type(`postgres://x@127.0.0.1:${(silent.address() as AddressInfo).port}/z`);
    await press('Enter');
    await expect(page.getByRole('progressbar', { name: t('sync.running') })).toBeVisible();
    await expect(page.getByRole('button', { name: t('merge.cancel'), exact: true })).toBeFocused();
    await press('Enter');
    await expect(page.getByLabel(t('sync.address'))).toBeVisible();
    await expect(page.getByText(t('sync.failed'))).toHaveCount(0);
    expect(await svod.call('merge.state', { job: 'state' })).toMatchObject({ ok: true, value: { stateHash: state } });
    for (const socket of sockets) socket.destroy();
    silent.close();
    await svod.close();
  });

  await test.step('neither the database nor the log knows the password', async () => {
    for (const workspace of [example.demo.commission, colleague]) {
      for (const name of await readdir(workspace)) if (name.startsWith('svod.db')) expect((await readFile(join(workspace, name))).includes(password), name).toBe(false);
    }
  });
});

test('tables are written to a folder, in either language', async () => {
  for (const language of ['ru', 'en'] as const) {
    const hands = await start(example.demo.commission, language);
    const { page, t, svod, push } = hands;
    if (language === 'ru' && server === null) await merge(svod);
    await openTab(hands, 'tables');
    await hands.look('tables');
    const out = example.at(`tables-${language}`);
    await svod.cancelDialogs();
    await push(page.getByRole('button', { name: t('tables.run') }));
    await expect(page.getByRole('button', { name: t('tables.run') })).toBeVisible();
    await svod.answerOpen(out);
    await push(page.getByRole('button', { name: t('tables.run') }));
    await expect(page.getByRole('cell', { name: 'svod.xlsx' })).toBeVisible({ timeout: 60_000 });
    await hands.look('tables-written');
    expect((await readdir(out)).sort()).toEqual(['provenance.csv', 'revisions.csv', 'svod.xlsx']);
    await svod.close();
  }
});
