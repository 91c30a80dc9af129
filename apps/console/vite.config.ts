import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package.json`, 'utf8')) as {
  version: string;
};

const SERVER = 'http://localhost:8080';
/** What the server answers itself; everything else is the console's own. */
const SERVER_PATHS = ['/trpc', '/media', '/api', '/central-atendimento', '/webhooks', '/healthz', '/metrics'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  define: { __CONSOLE_VERSION__: JSON.stringify(version) },
  resolve: {
    alias: {
      // Radix locks the page's scroll by an injected <style>, which the CSP forbids; our page never scrolls.
      'react-remove-scroll': `${import.meta.dirname}/src/design/removeScroll.tsx`,
    },
  },
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The browsers of the last two years have modulepreload; the polyfill would be one more script.
    modulePreload: { polyfill: false },
    // Small pictures and fonts stay files: the CSP allows no data: font.
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: {
      ...Object.fromEntries(SERVER_PATHS.map((path) => [path, { target: SERVER, changeOrigin: true }])),
      '/sync': { target: SERVER, ws: true, changeOrigin: true },
    },
  },
});
