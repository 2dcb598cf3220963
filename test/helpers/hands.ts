import { expect, type Locator, type Page } from '@playwright/test';
import type { MessageId } from '../../renderer/text/messages.ts';
import type { Language } from '../../shared/ipc/service.ts';
import type { App } from './app.ts';
import { wordsIn, type Words } from './words.ts';

/** A person at the keyboard of a running program, who reads one language and has no mouse. */
export interface Hands {
  readonly svod: App;
  readonly page: Page;
  readonly language: Language;
  readonly t: Words;
  /** Presses keys one after another: `Tab`, `Alt+2`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Types texts where the cursor stands; between two of them goes to the next field. */
  readonly type: (...texts: readonly string[]) => Promise<void>;
  /** Presses a key until the cursor stands in the place; a place the key never leads to fails the test. */
  readonly goTo: (place: Locator, key?: string) => Promise<void>;
  /** Goes to a button that can be pressed, and presses it. */
  readonly push: (button: Locator, key?: string) => Promise<void>;
  /** Opens a place of the program with the keys its button names. */
  readonly open: (place: Place) => Promise<void>;
  /** Looks at the whole screen under a name: the test says what looking means. */
  readonly look: (name: string) => Promise<void>;
}

type Place = Extract<MessageId, 'frame.companies' | 'frame.bundles' | 'frame.merge' | 'frame.conflicts' | 'frame.pairs' | 'frame.coverage' | 'frame.trust' | 'frame.settings'>;

/** How often a key is pressed before the way counts as lost. */
const PATIENCE = 80;

export function handsOn(svod: App, language: Language, look: Hands['look'] = async () => undefined): Hands {
  const { page } = svod;
  const press: Hands['press'] = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const goTo: Hands['goTo'] = async (place, key = 'Tab') => {
    await place.waitFor();
    for (let turn = 0; turn <= PATIENCE; turn += 1) {
      if (await place.evaluate((element) => element.contains(document.activeElement))) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} never leads to ${String(place)}.`);
  };
  const t = wordsIn(language);
  return {
    svod, page, language, t, press, goTo, look,
    type: async (...texts) => {
      for (const [index, text] of texts.entries()) {
        if (index > 0) await page.keyboard.press('Tab');
        await page.keyboard.type(text);
      }
    },
    open: async (place) => {
      const button = page.getByRole('navigation', { name: t('frame.sections') }).getByRole('button', { name: t(place) });
      await page.keyboard.press((await button.getAttribute('title')) ?? '');
      await expect(button).toHaveAttribute('aria-current', 'page');
    },
    push: async (button, key) => {
      await expect(button).toBeEnabled();
      await goTo(button, key);
      await page.keyboard.press('Enter');
    },
  };
}
