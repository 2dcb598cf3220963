import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { russianLists } from './russianLists.ts';

/** The window: one page, its own files, a place for the nonce of each load. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  cacheDir: '../.cache/vite',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), russianLists()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One style sheet in the order of the imports, whichever screen is opened first.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 5_000,
    reportCompressedSize: false,
  },
});
