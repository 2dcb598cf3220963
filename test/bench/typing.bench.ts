import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from '@playwright/test';
import { make } from '../../build/make.ts';
import { findElectron } from '../../build/runtime/electron.ts';
import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Answer, Answers } from '../../shared/survey/response.ts';
import { fillIn } from '../helpers/filling.ts';
import { environment } from '../helpers/form.ts';
import { microelectronics } from '../helpers/forms.ts';
import { TODAY, VALID_FAB } from '../helpers/microelectronics.ts';
import { printComparison, quantile } from './measure.ts';
import { makeWorkspace } from './workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PRODUCTS = 200;
const EQUIPMENT = 300;
const COMPANIES = 20_000;
/** One way of the keys: two numbers that are right, one that is not, and back. */
const KEYS = ['9', '9', '9', 'Backspace', 'Backspace', 'Backspace'] as const;
const CYCLES = 20;
const OPENINGS = 15;
const PASSES = 5;

/** A filled response with so many products and so much equipment. */
function largeResponse(): Answers {
  const session = createSession(compileForm(microelectronics()), new Map(), environment(TODAY));
  fillIn(session, VALID_FAB);
  const grow = (repeat: string, models: readonly Readonly<Record<string, Answer>>[], count: number, name: string) => {
    for (let row = session.rows(repeat).length; row < count; row += 1) {
      const { row: id } = session.addRow(repeat);
      for (const [question, value] of Object.entries(models[row % models.length] ?? {})) session.answer(`${repeat}[${id}]/${question}`, question === name ? `${String(value)} ${row}` : value);
    }
  };
  grow('/J/product', (VALID_FAB['J'] as unknown as { product: readonly Readonly<Record<string, Answer>>[] }).product, PRODUCTS, 'J03');
  grow('/L/equip', (VALID_FAB['L'] as unknown as { equip: readonly Readonly<Record<string, Answer>>[] }).equip, EQUIPMENT, 'L03');
  return session.answers();
}

/** Milliseconds from each key to two frames. */
interface KeyTimes {
  /** The field shows what was typed and, where there is any, the finding beside it. */
  readonly field: readonly number[];
  /** The pane says all that is found in the form, and counts it. */
  readonly pane: readonly number[];
}

/**
 * Types in a field and takes the time of each key. What stands beside the field and in the pane is right when it says what it said of the same
 * text when everything had come to rest. Nothing is searched for while time is taken: to find a field among two thousand elements is no part of a key.
 */
async function timeKeys(page: Page, field: string, cycles: number): Promise<KeyTimes> {
  await page.locator(field).focus();
  await page.evaluate((selector) => {
    const world = window as unknown as { keyTimes: { field: number[]; pane: number[] }; atRest: Map<string, readonly [string, string]>; learn: boolean; input: () => HTMLInputElement | null | undefined; says: () => readonly [string, string] };
    const held = <E extends Element>(find: () => E | null | undefined) => {
      let known: E | null | undefined;
      return () => (known?.isConnected ? known : (known = find()));
    };
    const input = held(() => document.querySelector<HTMLInputElement>(selector));
    const pane = held(() => document.querySelector('.findings'));
    const place = held(() => input()?.closest<HTMLElement>('[data-path]'));
    const margin = held(() => place()?.querySelector('.margin-findings'));
    const beside = () => `${margin()?.textContent} ${place()?.title} ${input()?.ariaInvalid}`;
    const inPane = () => `${pane()?.textContent}`;
    Object.assign(world, { input, says: () => [beside(), inPane()] });
    world.keyTimes = { field: [], pane: [] };
    world.atRest = new Map();
    world.learn = true;
    /** Takes the time of the first frame in which it holds, then goes on. The frame is painted before the next task. */
    const whenPainted = (start: number, times: number[], holds: () => boolean, next?: () => void) => {
      const look = () => {
        if (!holds()) return void requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          times.push(performance.now() - start);
          next?.();
        };
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener('keydown', (event) => {
      if (world.learn) return;
      const before = input()?.value;
      const rest = () => world.atRest.get(input()?.value ?? '');
      whenPainted(event.timeStamp, world.keyTimes.field, () => input()?.value !== before && beside() === rest()?.[0],
        () => whenPainted(event.timeStamp, world.keyTimes.pane, () => inPane() === rest()?.[1]));
    }, true);
  }, field);
  await page.locator(field).fill('');
  for (const key of KEYS) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      const world = window as unknown as { atRest: Map<string, readonly [string, string]>; input: () => HTMLInputElement | null; says: () => readonly [string, string] };
      world.atRest.set(world.input()?.value ?? '', world.says());
    });
  }
  await page.evaluate(() => { (window as unknown as { learn: boolean }).learn = false; });
  for (let cycle = 0; cycle < cycles; cycle += 1) for (const [index, key] of KEYS.entries()) {
    await page.keyboard.press(key);
    // Another moment of the frame each time, and time enough for the key to be painted.
    await page.waitForTimeout(60 + ((cycle * KEYS.length + index) * 7) % 23);
  }
  const times = await page.evaluate(() => (window as unknown as { keyTimes: KeyTimes }).keyTimes);
  if (times.field.length < cycles * KEYS.length * 0.9) throw new Error(`Only ${times.field.length} of ${cycles * KEYS.length} keys were painted in time.`);
  return times;
}

/** Milliseconds from Enter on the active company to its form, painted, with the cursor in the first field. */
async function timeOpening(page: Page): Promise<number> {
  await page.locator('.table').focus();
  await page.evaluate(() => {
    (window as unknown as { opened: Promise<number> }).opened = new Promise<number>((resolve) => {
      window.addEventListener('keydown', (event) => {
        const look = () => {
          if (performance.now() - event.timeStamp > 20_000) return resolve(Number.NaN);
          if (!document.querySelector('.section-title') || !document.activeElement?.closest('.section')) return void requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
        };
        requestAnimationFrame(look);
      }, { once: true, capture: true });
    });
  });
  await page.keyboard.press('Enter');
  const time = await page.evaluate(() => (window as unknown as { opened: Promise<number> }).opened);
  if (Number.isNaN(time)) throw new Error(`The form does not open: ${await page.locator('.frame-work').innerText()}`);
  await page.keyboard.press('Alt+1');
  await page.locator('.companies-name').first().waitFor();
  await page.waitForTimeout(300);
  return time;
}

/** Milliseconds between frames while the list of companies is scrolled by wheel and by keys. */
async function timeScrolling(page: Page): Promise<readonly number[]> {
  await page.locator('.table').focus();
  await page.locator('.table').hover();
  await page.evaluate(() => {
    const world = window as unknown as { frames: number[]; going: boolean };
    world.frames = [];
    world.going = true;
    let last = performance.now();
    const tick = (now: number) => {
      world.frames.push(now - last);
      last = now;
      if (world.going) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, turn % 3 === 0 ? 4000 : 600);
    await page.waitForTimeout(16);
  }
  for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('PageDown');
  return page.evaluate(() => {
    const world = window as unknown as { frames: number[]; going: boolean };
    world.going = false;
    return world.frames.slice(1);
  });
}

function compareKeys(what: string, ours: KeyTimes, bare: readonly number[]): void {
  for (const [name, q] of [['median', 0.5], ['p95', 0.95]] as const) {
    printComparison({
      name: `${what}, ${name} of ${ours.field.length} keys`, ours: { label: 'field of the form', ms: quantile(ours.field, q) }, floor: { label: 'bare input of an empty page', ms: quantile(bare, q) }, limit: 1.5,
    });
  }
  console.log(`  the pane of findings, with its counts: median ${quantile(ours.pane, 0.5).toFixed(1)} ms, p95 ${quantile(ours.pane, 0.95).toFixed(1)} ms after the key`);
}

const electron = await findElectron();
await make();
const workspace = await mkdtemp(join(tmpdir(), 'svod-bench-workspace-'));
const data = await mkdtemp(join(tmpdir(), 'svod-bench-data-'));
await rm(workspace, { recursive: true });
await makeWorkspace(workspace, COMPANIES, [largeResponse()]);
const app = await _electron.launch({
  timeout: 30_000, executablePath: electron.executable, args: [...electron.args, `--user-data-dir=${data}`, '--force-device-scale-factor=1', root],
  env: { ...(process.env as Record<string, string>), ...electron.env, SVOD_WORKSPACE: workspace, SVOD_USER_DATA: data },
});
const page = await app.firstWindow();
await page.waitForSelector('.companies-name');
const home = page.url();
await page.waitForTimeout(4_000);
console.log(`Electron ${electron.kind} ${electron.version}, ${PRODUCTS} products and ${EQUIPMENT} equipment rows, ${COMPANIES} companies`);

const times: { readonly large: number[]; readonly empty: number[] } = { large: [], empty: [] };
for (let run = 0; run <= OPENINGS; run += 1) {
  for (const [list, key] of [[times.large, 'Home'], [times.empty, 'ArrowDown']] as const) {
    await page.locator('.table').focus();
    await page.keyboard.press('Home');
    if (key !== 'Home') await page.keyboard.press(key);
    const time = await timeOpening(page);
    // The first opening of the window fetches and compiles the form.
    if (run > 0) list.push(time);
  }
}
printComparison({ name: `opening a response, median of ${OPENINGS}`, ours: { label: 'the large one', ms: quantile(times.large, 0.5) }, floor: { label: 'an empty one', ms: quantile(times.empty, 0.5) }, limit: 2 });

const bare: number[] = [];
const timeBare = async (): Promise<void> => {
  await page.goto('about:blank');
  await page.setContent('<input id="bare">');
  bare.push(...(await timeKeys(page, '#bare', CYCLES / 2)).field);
};
/** Opens the large response and goes to a field of a table by its number; the table is shown as chosen. */
const openAt = async (place: string, asTable: boolean): Promise<void> => {
  await page.goto(home);
  await page.evaluate((view) => { for (const path of ['/J/product', '/L/equip']) localStorage.setItem(`table ${path}`, view); }, asTable ? 'table' : 'card');
  await page.locator('.companies-name').first().waitFor();
  await page.locator('.table').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.locator('.section-title').waitFor();
  await page.keyboard.press('Control+G');
  await page.locator('.palette input:focus').waitFor();
  await page.keyboard.type(place);
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1_000);
};
await timeBare();
for (const [what, place, path, asTable] of [
  ['a percentage of a product, row by row', 'J16 100', '/J16', false], ['the same in the table', 'J16 100', '/J16', true], ['a question outside of tables', 'C05', '/C/C05', true],
] as const) {
  await openAt(place, asTable);
  const selector = `[data-path$="${path}"] input`;
  const ours = await timeKeys(page, selector, CYCLES);
  await timeBare();
  compareKeys(what, ours, bare);
}
const frames: number[] = [];
const longest: number[] = [];
for (let pass = 0; pass < PASSES; pass += 1) {
  // The list begins anew: no page of it is there yet.
  await page.goto(home);
  await page.locator('.companies-name').first().waitFor();
  await page.waitForTimeout(1_000);
  const times = await timeScrolling(page);
  frames.push(...times);
  longest.push(Math.max(...times));
}
console.log(`scrolling ${COMPANIES} companies ${PASSES} times: ${frames.length} frames, median ${quantile(frames, 0.5).toFixed(1)} ms, p95 ${quantile(frames, 0.95).toFixed(1)} ms, longest of each time ${longest.map((time) => time.toFixed(1)).join(', ')} ms, promised ≤ 50 ms: ${Math.max(...longest) <= 50 ? 'kept' : 'MISSED'}`);
await app.close();
for (const folder of [workspace, data]) await rm(folder, { recursive: true, force: true });
