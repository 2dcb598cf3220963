import { expect, test } from 'vitest';
import { runCommandLine } from '../../../electron/cli.ts';

/** Runs a call that ends before anything is opened; gives what it prints. */
async function printed(words: readonly string[]): Promise<string> {
  let out = '';
  await runCommandLine(words, { out: { write: (text: string) => { out += text; } }, error: { write: () => undefined }, environment: {} });
  return out;
}

test('a command is known by its first word, whatever its arguments say', async () => {
  const there = ['--workspace', '/nowhere', '--company', 'RU:7735007358', '--json'];
  for (const words of [['reopen', '--reason', 'export', ...there], ['--language', 'ru', 'withdraw', '--reason', 'merge', ...there]])
    expect(JSON.parse(await printed(words)), words.join(' ')).toMatchObject({ ok: false, error: { code: 'not-a-workspace' } });
});
