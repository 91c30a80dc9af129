import { defineConfig } from 'vite';

/** One file without a name of its own in the page's scope: it runs beside whatever else a company's site runs. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'BalcaoWebchat', fileName: () => 'widget.js' },
  },
});
