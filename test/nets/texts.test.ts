import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { textsBelow } from '../../build/lint/sources.ts';
import { ru as terminal } from '../../electron/cli/text/ru.ts';
import { messages } from '../../renderer/text/messages.ts';
import { ru as both } from '../../shared/text/ru.ts';

const product = [...textsBelow(fileURLToPath(new URL('../..', import.meta.url)), ['electron', 'renderer', 'shared'])]
  .filter(([file]) => !/\/text\/(?:ru|en)(?:\/|\.ts$)/.test(file))
  .map(([, text]) => text);

/** Codes of texts that these files name: whole, or put together of pieces. */
function namedBy(files: readonly string[]): (code: string) => boolean {
  const all = files.join('\n');
  const whole = new Set(all.match(/(?<=['"])[\w.-]+(?=['"])/g));
  const pieces = [...all.matchAll(/`([\w-]*\.(?:[^`\n$]|\$\{(?:[^{}`\n]|\{[^{}`\n]*\})*\})*)`/g)].map(([, text = '']) => text.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)).filter((parts) => parts.length > 1);
  const patterns = [...new Set(pieces.map((parts) => parts.map((part) => part.replaceAll(/[^\w-]/g, '\\$&')).join('.+')))].map((pattern) => new RegExp(`^${pattern}$`));
  return (code) => whole.has(code) || patterns.some((pattern) => pattern.test(code));
}

describe('the texts', () => {
  const named = namedBy(product);

  test.each([['of both', Object.keys(both)], ['of the window', Object.keys(messages.ru)], ['of the terminal', Object.keys(terminal)]])('%s: none is there that nobody says', (_whose, codes) => {
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !named(code))).toEqual([]);
  });

  test('one that nobody says would be noticed', () => {
    const says = namedBy(["t('case.title') + t(`case.now.${standing}`)"]);
    expect(['case.title', 'case.now.returned', 'case.round'].map(says)).toEqual([true, true, false]);
  });
});
