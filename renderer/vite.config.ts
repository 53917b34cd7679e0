import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // The CSP allows no inline script or style and no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
