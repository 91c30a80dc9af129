import { defineConfig } from 'vite';

/** A page for anybody's phone: Preact and what is ours, some 20 kB. Served under /agendar and /a (server/src/bookingPage). */
export default defineConfig({
  root: import.meta.dirname,
  base: '/agendar/-/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
