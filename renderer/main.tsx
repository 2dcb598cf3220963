import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '../shared/base/assert.ts';
import { App } from './App.tsx';
import { createProgram } from './service/create.ts';
import { leaveComposingAlone } from './ui/composing.ts';
import { loadAhead } from './ui/later.tsx';
import { createRest } from './ui/rest.ts';

leaveComposingAlone();
const memory = { get: (key: string) => localStorage.getItem(key), set: (key: string, value: string) => localStorage.setItem(key, value) };
const root = document.getElementById('root');
assert(root, 'index.html has a root');
const loaded = new AbortController();
const rest = createRest(window, {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
  idle: () => new Promise((resolve) => { requestIdleCallback(resolve); }),
}, loaded.signal);
createRoot(root).render(<StrictMode><App program={createProgram(window.svod, memory, navigator.language)} /></StrictMode>);
// The first screen has the processor to itself.
setTimeout(() => void loadAhead(rest).finally(() => loaded.abort()), 2_000);
