import { expect, test } from 'vitest';
import { isArrivedInSilence } from '../../../renderer/survey/form/heard.ts';

const field = { matches: () => true };
const button = { matches: () => false };
const LINUX = 'Mozilla/5.0 (X11; Linux x86_64)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

test('an arrow into a field leaves it unsaid by the screen reader of Linux; other keys, other systems and what is no field do not', () => {
  for (const key of ['ArrowDown', 'ArrowLeft', 'Home', 'End']) expect(isArrivedInSilence(field, key, LINUX), key).toBe(true);
  for (const key of ['Enter', 'Tab', 'F8', 'a', null]) expect(isArrivedInSilence(field, key, LINUX), String(key)).toBe(false);
  expect(isArrivedInSilence(field, 'ArrowDown', WINDOWS)).toBe(false);
  expect(isArrivedInSilence(button, 'ArrowDown', LINUX)).toBe(false);
  expect(isArrivedInSilence(null, 'ArrowDown', LINUX)).toBe(false);
});
