import { expect } from '@playwright/test';
import { runCommandLine } from '../../electron/cli.ts';

/** The command line in this process with a passphrase: what a test of the window needs done before. Gives the JSON. */
export function svodWith(passphrase: string): (...words: readonly string[]) => Promise<unknown> {
  return async (...words) => {
    let out = '';
    const code = await runCommandLine([...words, '--json'], {
      out: { write: (text: string) => (out += text) } as never, error: { write: () => undefined } as never, environment: { SVOD_PASSPHRASE: passphrase, SVOD_LANGUAGE: 'ru' },
    });
    expect(code, out).toBe(0);
    return JSON.parse(out);
  };
}
