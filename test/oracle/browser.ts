import { createRequire } from 'node:module';
import type * as Engine from '@getodk/xforms-engine';
import { JSDOM } from 'jsdom';

let ready: Promise<typeof Engine> | undefined;

/** Loads the engine of ODK Web Forms, which wants a browser: jsdom lends it one, and two names of old modules. */
export function loadEngine(): Promise<typeof Engine> {
  return (ready ??= borrow());
}

async function borrow(): Promise<typeof Engine> {
  const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
  const lend = (name: string, value: unknown): void => {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  for (const name of Object.getOwnPropertyNames(window)) lend(name, (window as Readonly<Record<string, unknown>>)[name]);
  lend('__dirname', import.meta.dirname);
  lend('require', createRequire(import.meta.url));
  return import('@getodk/xforms-engine');
}
