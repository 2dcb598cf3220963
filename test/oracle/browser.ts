import { createRequire } from 'node:module';
import process from 'node:process';
import type * as Engine from '@getodk/xforms-engine';
import { JSDOM } from 'jsdom';

let ready: Promise<typeof Engine> | undefined;

/**
 * Loads the engine of ODK Web Forms, which wants a browser: jsdom lends it one, and two names of old modules. It reads the
 * machine's time zone, ours never does: to ours a day begins at the same moment for everybody. So both stand in UTC here.
 */
export function loadEngine(): Promise<typeof Engine> {
  return (ready ??= borrow());
}

async function borrow(): Promise<typeof Engine> {
  process.env['TZ'] = 'UTC';
  const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
  const lend = (name: string, value: unknown): void => {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  for (const name of Object.getOwnPropertyNames(window)) lend(name, (window as Readonly<Record<string, unknown>>)[name]);
  lend('__dirname', import.meta.dirname);
  lend('require', createRequire(import.meta.url));
  return import('@getodk/xforms-engine');
}
