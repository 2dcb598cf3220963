import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The screens in a browser, without Electron: `npx vite --config build/harness.config.ts`. */
export default defineConfig({
  root: new URL('../test/harness', import.meta.url).pathname,
  cacheDir: '../../.cache/vite-harness',
  plugins: [react()],
  server: { port: 5199, strictPort: true, fs: { strict: false } },
});
