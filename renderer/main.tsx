import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '../shared/base/assert.ts';
import { App } from './App.tsx';
import type { Program } from './service/program.tsx';
import { createRouter } from './service/router.ts';
import { createStatus } from './service/status.ts';
import { createService } from './service/store.ts';

const bridge = window.svod;
const memory = { get: (key: string) => localStorage.getItem(key), set: (key: string, value: string) => localStorage.setItem(key, value) };
const program: Program = {
  bridge,
  service: createService(bridge, memory, navigator.language.startsWith('en') ? 'en' : 'ru'),
  status: createStatus(bridge, () => crypto.randomUUID()),
  router: createRouter({ kind: 'companies' }),
  now: Date.now,
};

const root = document.getElementById('root');
assert(root, 'index.html has a root');
createRoot(root).render(<StrictMode><App program={program} /></StrictMode>);
