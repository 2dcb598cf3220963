import { expect, test, type Page } from '@playwright/test';
import { checkByUnp } from '../../shared/survey/identifiers/by.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { goToField } from '../helpers/steps/goToField.ts';

/** A ministry with one company, and its form with these answers open. */
async function openForm(answers: Readonly<Record<string, string | number>>): Promise<App> {
  const svod = await launchApp();
  const { page, call } = svod;
  await call('service.createWorkspace', { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  const created = await call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number: '200988541', name: 'ОАО «Пример»' });
  if (!created.ok) throw new Error(created.error.code);
  const opened = await call('survey.openResponse', { entity: created.value.entity });
  if (!opened.ok) throw new Error(opened.error.code);
  const changes = Object.entries(answers).map(([path, value]) => ({ path, value }));
  const saved = await call('survey.saveAnswers', { response: opened.value.response, changes, progress: { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 } });
  if (!saved.ok) throw new Error(saved.error.code);
  await page.reload();
  await page.locator('.companies-name').waitFor();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-path="/A/A01"] input')).toBeFocused();
  return svod;
}

interface Painted {
  /** What was changed in the frame of the key, and what after it, by places: paths of fields, names of panes. */
  readonly withKey: readonly string[];
  readonly after: readonly string[];
}

/** Presses a key in the field with the cursor, and says what of the window was changed by it. What is said of saving is left out: it comes in its own time. */
async function paintedBy(page: Page, key: string): Promise<Painted> {
  await page.evaluate(() => {
    const world = window as unknown as { painted: Promise<Painted> };
    const placesOf = (records: readonly MutationRecord[]) => {
      const places = records.map(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        const place = element?.closest<HTMLElement>('.status, .findings-head, .findings-list, .sections, .form-head, [data-path]');
        return place?.dataset['path'] ?? place?.className ?? String(element?.className);
      });
      return [...new Set(places)].filter((place) => !place.includes('status')).sort();
    };
    world.painted = new Promise((resolve) => {
      // On its way in: what is written in the field goes no further than the window.
      window.addEventListener('keydown', () => {
        const observed: MutationRecord[] = [];
        const observer = new MutationObserver((more) => observed.push(...more));
        const records: MutationRecord[] = [];
        const later = new MutationObserver((more) => records.push(...more));
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        requestAnimationFrame(() => {
          const withKey = placesOf([...observed, ...observer.takeRecords()]);
          observer.disconnect();
          later.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
          setTimeout(() => {
            later.disconnect();
            resolve({ withKey, after: placesOf(records) });
          }, 250);
        });
      }, { once: true, capture: true });
    });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { painted: Promise<Painted> }).painted);
}

/** How many boxes stand beside the field with the cursor, or beside a box it stands in, and are not placed by themselves: the program that draws measures them anew at each key. */
function measuredByKey(page: Page): Promise<number> {
  return page.evaluate(() => {
    const around = new Set<Element>();
    for (let box = document.activeElement; box; box = box.parentElement) around.add(box);
    const isPlaced = (box: Element): boolean => {
      for (let at: Element | null = box; at && !around.has(at); at = at.parentElement) if (getComputedStyle(at).position !== 'static') return true;
      return false;
    };
    return [...document.body.querySelectorAll('*')].filter((box) => !around.has(box) && box.getClientRects().length > 0 && !isPlaced(box)).length;
  });
}

test('a key paints what it has changed and nothing else; the list of findings comes after the frame of the key', async () => {
  test.setTimeout(120_000);
  const svod = await openForm({ '/C/C06': 10, '/C/C07': 10 });
  const { page } = svod;
  await goToField(page, 'C05');
  const field = page.locator('[data-path="/C/C05"] input');
  await expect(field).toBeFocused();
  // What the way here and the first key have changed is painted before the next one is looked at.
  await paintedBy(page, '8');
  await expect(page.locator('.status')).toContainText('Сохранено');
  await test.step('a key that finds nothing changes nothing but the text in its field', async () => {
    const { withKey, after } = await paintedBy(page, '1');
    expect({ withKey, after }).toEqual({ withKey: [], after: [] });
    await expect(field).toHaveValue('81');
  });
  await test.step('nor is the page measured round the field: what stands there is placed by itself', async () => {
    expect(await measuredByKey(page)).toBeLessThan(80);
    expect(await page.locator('svg').count(), 'drawings, each a place of its own in what is painted').toBe(0);
    expect(await page.locator('.icon').count()).toBeGreaterThan(20);
    expect(await page.evaluate(() => document.fonts.check('16px "Svod Icons"'))).toBe(true);
  });
  await test.step('a key that finds something shows it at the field; what counts and lists it follows in the next frame', async () => {
    const { withKey, after } = await paintedBy(page, '2');
    expect(withKey).toEqual(['/C/C05']);
    expect(after).toEqual(expect.arrayContaining(['findings-head', 'findings-list', 'sections']));
    await expect(page.locator('[data-path="/C/C05"] .margin-finding')).toContainText('100');
    await expect(page.locator('.finding')).toHaveCount(1);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  });
  await test.step('the list of sections knows what has been found since', async () => {
    const filter = page.locator('.findings-section input');
    await filter.focus();
    // While the cursor stood in the field it was read out; now it is a part of what is said of the field.
    await expect(field).toHaveAccessibleDescription(/100/);
    for (const key of ['ArrowDown', 'Alt+ArrowDown', 'F2']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('option')).toHaveText([/^C /]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('option')).toHaveCount(0);
    }
    await field.focus();
    await page.keyboard.press('End');
  });
  await test.step('what was found goes and comes again by its words alone: no element is made for it', async () => {
    const line = await page.locator('[data-path="/C/C05"] .margin-finding').elementHandle();
    await page.keyboard.press('Backspace');
    await expect(page.locator('[data-path="/C/C05"] .margin-finding')).toHaveCount(0);
    await expect(field).not.toHaveAttribute('aria-invalid');
    await page.keyboard.press('2');
    await expect(page.locator('[data-path="/C/C05"] .margin-finding')).toContainText('100');
    expect(await line?.evaluate((element) => element.isConnected)).toBe(true);
  });
  await test.step('a plain key of a field goes no further than the window; one that means more goes its way', async () => {
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'keypress', 'textInput', 'keyup', 'input', 'selectionchange']) document.getElementById('root')?.addEventListener(type, (event) => heard.push(`${type} ${event instanceof KeyboardEvent ? event.key : ''}`.trim()), true);
    });
    for (const key of ['Backspace', '2', 'Shift+End', 'ArrowRight']) await page.keyboard.press(key);
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.filter((key) => !key.includes('Shift')))).toEqual(['keydown End', 'keyup End', 'keydown ArrowRight', 'keyup ArrowRight']);
  });
  await test.step('what is undone stands in the field, though its own keys never painted it', async () => {
    await page.keyboard.press('Control+Z');
    await expect(field).toHaveValue('');
    await expect(page.locator('.margin-finding')).toHaveCount(0);
    await page.keyboard.press('Control+Y');
    await expect(field).toHaveValue('812');
  });
  await svod.close();
});

test('of a table of 300 rows and of 300 findings only what is in sight is drawn', async () => {
  test.setTimeout(120_000);
  const rows = Array.from({ length: 300 }, (_, row) => `/J/product[r${row}]`);
  const svod = await openForm(Object.fromEntries(rows.flatMap((row, index) => [[row, index + 1], [`${row}/J02`, `Микросхема ${index + 1}`], [`${row}/J16`, 999]])));
  const { page } = svod;
  await page.evaluate(() => { localStorage.setItem('table /J/product', 'table'); });
  await goToField(page, 'J16 150');
  await expect(page.locator('[data-path="/J/product[r149]/J16"] input')).toBeFocused();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '300');
  const drawn = () => page.evaluate(() => ({ rows: document.querySelectorAll('.grid-row').length, heads: document.querySelectorAll('.grid-head [role=columnheader]').length, findings: document.querySelectorAll('.finding').length }));
  expect((await drawn()).rows).toBeLessThan(40);
  expect((await drawn()).heads).toBeLessThan(Number(await page.getByRole('grid').getAttribute('aria-colcount')));
  await expect(page.locator('.finding').first()).toHaveAttribute('aria-setsize', /^30\d$/);
  expect((await drawn()).findings).toBeLessThan(30);
  await test.step('the cursor goes to the columns and rows that were not drawn', async () => {
    await page.keyboard.press('End');
    await expect(page.locator('[role=gridcell] :focus, [role=gridcell]:focus')).toHaveCount(1);
    expect(await page.evaluate(() => document.activeElement?.closest('[role=gridcell]')?.getAttribute('aria-colindex'))).toBe(await page.getByRole('grid').getAttribute('aria-colcount'));
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=gridcell]')?.getAttribute('data-row'))).toBe('299');
    await page.keyboard.press('Control+Home');
    await expect(page.locator('[data-path="/J/product[r0]/J02"] input')).toBeFocused();
  });
  await test.step('what is frozen is one piece beside the rows, line by line', async () => {
    await page.keyboard.press('End');
    const frozen = await page.evaluate(() => {
      const grid = document.querySelector('.grid');
      // Of two pieces of a row one says which it is.
      const numberOf = (row: Element) => row.getAttribute('aria-rowindex') ?? Number(row.querySelector('[data-row]')?.getAttribute('data-row')) + 1;
      const places = (selector: string) => [...document.querySelectorAll(selector)].map((row) => `${numberOf(row)} at ${Math.round(row.getBoundingClientRect().top)}`);
      return {
        scrolled: (grid?.scrollLeft ?? 0) > 0, left: document.querySelector('.grid-lead')?.getBoundingClientRect().left === (grid?.getBoundingClientRect().left ?? 0) + 1,
        sticky: [...document.querySelectorAll('.grid *')].filter((element) => getComputedStyle(element).position === 'sticky').map((element) => element.className), rows: places('.grid-row'), leads: places('.grid-lead'),
      };
    });
    expect(frozen).toMatchObject({ scrolled: true, left: true, sticky: ['grid-head', 'grid-pinned', 'grid-frozen'] });
    expect(frozen.leads).toEqual(frozen.rows);
  });
  await test.step('a table is a layer of its own only while somebody is at it', async () => {
    const view = await page.context().newCDPSession(page);
    const seen: number[] = [];
    view.on('LayerTree.layerTreeDidChange', ({ layers }) => { if (layers) seen.push(layers.length); });
    await view.send('DOM.enable');
    await view.send('LayerTree.enable');
    const layers = () => seen.at(-1) ?? 0;
    await page.locator('.form-head').hover();
    await expect.poll(layers).toBeGreaterThan(0);
    const typed = layers();
    await page.locator('.section-title').focus();
    // More than the cursor, which is a layer too.
    await expect.poll(layers).toBeLessThan(typed - 1);
    const left = layers();
    await page.getByRole('grid').hover();
    await expect.poll(layers).toBeGreaterThan(left + 1);
    await page.locator('.form-head').hover();
    await expect.poll(layers).toBeLessThanOrEqual(left);
    await view.detach();
  });
  await test.step('letters, figures and Backspace are the field\'s in a table too; while several cells are selected Backspace empties them', async () => {
    await goToField(page, 'J16 150');
    const field = page.locator('[data-path="/J/product[r149]/J16"] input');
    await expect(field).toBeFocused();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'keyup']) document.getElementById('root')?.addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key}`), true);
    });
    for (const key of ['5', '0', 'Backspace', 'Backspace', '7']) await page.keyboard.press(key);
    await expect(field).toHaveValue('7');
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Backspace');
    await expect(page.locator('[data-path="/J/product[r149]/J16"] :is(input, .grid-text)')).toBeEmpty();
    await expect(page.locator('[data-path="/J/product[r150]/J16"] :is(input, .grid-text)')).toBeEmpty();
    await page.keyboard.press('Control+Z');
    await expect(page.locator('[data-path="/J/product[r150]/J16"] input')).toHaveValue('999');
    await expect(page.locator('[data-path="/J/product[r149]/J16"] .grid-text')).toHaveText('7');
  });
  await svod.close();
});

test('who scrolls the list of companies is shown other words in the rows there are: none is made or taken away', async () => {
  const svod = await launchApp();
  const { page, call } = svod;
  await call('service.createWorkspace', { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person: 'Ковалёва А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  const numbers = Array.from({ length: 1_500 }, (_, index) => String(100_000_000 + index)).filter((number) => checkByUnp(number).ok).slice(0, 120);
  for (const number of numbers) expect(await call('survey.createCompany', { country: 'BY', scheme: 'by_unp', number, name: `Завод № ${number}` })).toMatchObject({ ok: true });
  await page.reload();
  await page.locator('.companies-name').first().waitFor();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '121');
  await page.locator('.table').focus();
  const before = await page.locator('.table-row').first().elementHandle();
  await page.evaluate(() => {
    const elements: string[] = [];
    Object.assign(window, { elements });
    const isElement = (node: Node): node is Element => node instanceof Element;
    new MutationObserver((changes) => {
      for (const { addedNodes, removedNodes } of changes) elements.push(...[...addedNodes, ...removedNodes].filter(isElement).map((element) => element.outerHTML));
    }).observe(document.querySelector('.screen') as Element, { childList: true, subtree: true });
  });
  for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageUp', 'PageDown']) await page.keyboard.press(key);
  await expect(page.locator('.table-row').nth(4)).not.toHaveAttribute('aria-rowindex', '6');
  await expect(page.locator('.table-row[aria-busy=true]')).toHaveCount(0);
  expect(await before?.evaluate((row) => row === document.querySelector('.table-row'))).toBe(true);
  expect(await page.evaluate(() => (window as unknown as { elements: string[] }).elements)).toEqual([]);
  await expect(page.locator('.table-row[aria-selected=true]')).toHaveAttribute('id', await page.getByRole('grid').getAttribute('aria-activedescendant') ?? '');
  const order = await page.locator('.table-row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await svod.close();
});
