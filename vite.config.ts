import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window's page: app/index.html and what it loads, into dist/renderer. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'app'),
  // The same files are served over http and from inside a package, so no address is absolute.
  base: './',
  plugins: [react(), tailwindcss()],
  // Nothing is inlined as a data: address: the page's content security policy allows scripts and fonts from its own origin only.
  build: {
    outDir: resolve(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    target: 'esnext',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
  worker: { format: 'es' },
});
