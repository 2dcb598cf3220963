import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite --config test/harness/vite.config.ts`: the screens in a browser. */
export default defineConfig({ root: import.meta.dirname, cacheDir: '../../.cache/vite-harness', plugins: [react()], server: { port: 5199, strictPort: true, fs: { strict: false } } });
