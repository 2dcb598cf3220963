import type { Bridge } from '../shared/ipc/api.ts';

declare global {
  interface Window {
    /** What `electron/preload.ts` gives the page: the only way to the program. */
    readonly svod: Bridge;
  }
}
