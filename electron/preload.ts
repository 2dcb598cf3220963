import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, Events } from '../shared/ipc/api.ts';
import { channels } from './shell/guard/channels.ts';

const listeners = new Map<string, Set<(payload: never) => void>>();
let beforeClosing: () => Promise<boolean> = () => Promise.resolve(true);

ipcRenderer.on(channels.event, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

ipcRenderer.on(channels.closing, () => {
  void beforeClosing().catch(() => true).then((saved) => ipcRenderer.send(channels.closed, saved));
});

const bridge: Bridge = {
  call: (method, args) => ipcRenderer.invoke(channels.call, method, args),
  // A file that a script made has no path.
  drop: (files) => ipcRenderer.invoke(channels.drop, files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '')),
  on: <E extends keyof Events>(event: E, listener: (payload: Events[E]) => void) => {
    const known = listeners.get(event) ?? new Set();
    listeners.set(event, known.add(listener));
    return () => void known.delete(listener);
  },
  onClosing: (listener) => {
    beforeClosing = listener;
  },
};

contextBridge.exposeInMainWorld('svod', bridge);
