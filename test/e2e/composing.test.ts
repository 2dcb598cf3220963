import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { readAnswersText } from '../../shared/survey/answersText.ts';
import { launchApp, type App } from '../helpers/app.ts';
import { handsOn } from '../helpers/hands.ts';
import { goToField } from '../helpers/steps/goToField.ts';
import { openFromList } from '../helpers/steps/list.ts';

const inputIn = (page: Page, path: string) => page.locator(`[data-path="${path}"] input`);
const cursorIn = (page: Page, path: string) => expect(page.locator(`[data-path="${path}"] :focus`)).toHaveCount(1);

/** An input method: what it writes stands in the field while it is composed, and its keys come to the window as an input method's. */
interface InputMethod {
  /** Shows one text after another as the word that is being composed. */
  readonly compose: (...texts: readonly string[]) => Promise<void>;
  /** A key for the input method alone, while a word is composed. */
  readonly press: (key: string) => Promise<void>;
  /** The word is taken into the text; empty when it is let go. */
  readonly take: (text: string) => Promise<void>;
}

function inputMethod(session: CDPSession): InputMethod {
  const key = (name: string) => session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: name, code: name });
  const show = (text: string) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  return {
    compose: async (...texts) => {
      for (const text of texts) {
        await key('Process');
        await show(text);
      }
    },
    press: async (name) => { await key(name); },
    take: async (text) => { await (text === '' ? show('') : session.send('Input.insertText', { text })); },
  };
}

/** The form of a company, with the cursor in its first field. */
async function openForm(): Promise<App> {
  const svod = await launchApp();
  const { page } = svod;
  await svod.call('service.createWorkspace', { role: 'ministry', country: 'KZ', body: 'Министерство промышленности', person: 'Ахметова А. С.', language: 'ru', round: '2026', passphrase: 'берёза снег река утро' });
  await svod.call('survey.createCompany', { country: 'KZ', scheme: 'kz_bin', number: '990340005977', name: 'ТОО «Өнеркәсіп»' });
  await page.reload();
  await openFromList(page, /990340005977/);
  await cursorIn(page, '/A/A01');
  return svod;
}

test('words that are composed by an input method or after a dead key arrive whole, and no key of theirs is taken for one of the form', async () => {
  const svod = await openForm();
  const { page } = svod;
  const { press, type } = handsOn(svod, 'ru');
  const ime = inputMethod(await page.context().newCDPSession(page));

  await test.step('in a text Enter ends the word, the next one the field; Esc lets the word go and nothing else', async () => {
    await goToField(page, 'A04');
    await ime.compose('に', 'にほ', 'にほん');
    for (const key of ['Enter', 'ArrowDown', 'Tab', 'F8', 'Escape']) await ime.press(key);
    await cursorIn(page, '/A/A04');
    await ime.take('日本');
    await expect(inputIn(page, '/A/A04')).toHaveValue('日本');
    await ime.compose('か');
    await ime.press('Escape');
    await ime.take('');
    await expect(inputIn(page, '/A/A04')).toHaveValue('日本');
    await press('Enter');
    await cursorIn(page, '/A/A05');
  });

  await test.step('a dead key writes one letter with its accent', async () => {
    await ime.compose('´');
    await ime.take('é');
    await type('mile');
    await press('Enter');
    await expect(inputIn(page, '/A/A05')).toHaveValue('émile');
  });

  await test.step('a number composed is a number', async () => {
    await goToField(page, 'C02');
    await ime.compose('1', '12', '125');
    await ime.press('Enter');
    await cursorIn(page, '/C/C02');
    await ime.take('125');
    await press('Enter');
    await expect(inputIn(page, '/C/C02')).toHaveValue('125');
    await cursorIn(page, '/C/C03');
  });

  await test.step('in a list of codes nothing is chosen before the word is whole', async () => {
    await goToField(page, 'A03');
    await ime.compose('К', 'Ка');
    await expect(page.getByRole('option').first()).toContainText('Казахстан');
    await ime.press('Enter');
    await cursorIn(page, '/A/A03');
    await expect(inputIn(page, '/A/A03')).toHaveValue('Ка');
    await ime.take('Кы');
    await expect(page.getByRole('option')).toHaveText([/Кыргызстан/]);
    await press('Enter');
    await expect(inputIn(page, '/A/A03')).toHaveValue('Кыргызстан');
    await cursorIn(page, '/A/A04');
  });

  await test.step('the palette runs nothing before the word is whole', async () => {
    await press('Control+K');
    await ime.compose('кл', 'клав');
    await expect(page.getByRole('option').first()).toBeVisible();
    await ime.press('Enter');
    await expect(page.locator('.palette')).toHaveCount(1);
    await ime.take('');
    await press('Escape');
    await cursorIn(page, '/A/A04');
  });

  await test.step('a word begun on a cell replaces what stands there; its keys do not leave the cell', async () => {
    await goToField(page, 'B28');
    await press('Control+Enter');
    await type('Цех', '', 'Алматы');
    await press('Home', 'ArrowRight', 'ArrowRight');
    await ime.compose('Қ', 'Қа');
    for (const key of ['Enter', 'ArrowLeft', 'Escape']) await ime.press(key);
    await expect(page.locator('.grid-active')).toHaveAttribute('data-column', '2');
    await ime.take('Қарағанды');
    await press('ArrowLeft');
    await expect(page.locator('.grid-row [data-path$="/B31"]')).toHaveText('Қарағанды');
  });

  await test.step('all of it is on disk', async () => {
    await press('Control+S');
    await expect(page.getByTestId('saved')).toBeVisible();
    const opened = await svod.call('survey.openResponse', { entity: await entityOf(svod) });
    const answers = opened.ok ? [...readAnswersText(opened.value.answers)] : [];
    expect(answers).toEqual(expect.arrayContaining([['/A/A04', '日本'], ['/A/A05', 'émile'], ['/C/C02', 125], ['/A/A03', 'KG']]));
    expect(answers.find(([path]) => path.endsWith('/B31'))?.[1]).toBe('Қарағанды');
  });
  await svod.close();
});

test('a raw dead key, a compose key and letters of a layout without an input method write once, wherever one types', async () => {
  const svod = await openForm();
  const { page } = svod;
  const { press, type } = handsOn(svod, 'ru');
  const session = await page.context().newCDPSession(page);
  /** The keys as Linux without an input method sends them: a dead one that writes nothing, then the letter whole. */
  const accented = async (letter: string, first: 'Dead' | 'Compose' = 'Dead') => {
    const dead = { key: first, code: first === 'Dead' ? 'Quote' : 'AltRight', windowsVirtualKeyCode: 0 };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...dead });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...dead });
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, code: 'KeyE', text: letter, unmodifiedText: letter, windowsVirtualKeyCode: 69 });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter, code: 'KeyE', windowsVirtualKeyCode: 69 });
  };

  await test.step('in a text', async () => {
    await goToField(page, 'A04');
    await accented('É');
    await type('mile');
    await accented('ő', 'Compose');
    await press('Enter');
    await expect(inputIn(page, '/A/A04')).toHaveValue('Émileő');
    await cursorIn(page, '/A/A05');
  });

  await test.step('in a number, where such a letter is no figure and is kept and said', async () => {
    await goToField(page, 'C02');
    await type('12');
    await accented('é');
    await press('Enter');
    await expect(inputIn(page, '/C/C02')).toHaveValue('12é');
    await goToField(page, 'C02');
    await press('Control+A');
    await type('125');
    await press('Enter');
    await expect(inputIn(page, '/C/C02')).toHaveValue('125');
  });

  await test.step('in a list of codes and in the palette', async () => {
    await goToField(page, 'A03');
    await accented('Қ');
    await type('аз');
    await expect(inputIn(page, '/A/A03')).toHaveValue('Қаз');
    await press('Escape');
    await press('Control+K');
    await accented('é');
    await expect(page.locator('.palette input')).toHaveValue('é');
    await press('Escape');
    await cursorIn(page, '/A/A03');
  });

  await test.step('on a cell, which it types over', async () => {
    await goToField(page, 'B28');
    await press('Control+Enter');
    await type('Цех', '', 'Алматы');
    await press('Home', 'ArrowRight', 'ArrowRight');
    await accented('Қ');
    await type('арағанды');
    await press('ArrowLeft');
    await expect(page.locator('.grid-row [data-path$="/B31"]')).toHaveText('Қарағанды');
  });
  await svod.close();
});

async function entityOf({ call }: { readonly call: Awaited<ReturnType<typeof launchApp>>['call'] }): Promise<string> {
  const list = await call('survey.companies', { search: '', status: null, country: null, sort: 'name', descending: false, offset: 0, limit: 1 });
  return list.ok ? list.value.rows[0]?.entity ?? '' : '';
}
