import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package.json`, 'utf8')) as {
  version: string;
};

const SERVER = 'http://localhost:8080';
/** What the server answers itself; everything else is the console's own. */
const SERVER_PATHS = ['/trpc', '/media', '/api', '/central-atendimento', '/webhooks', '/healthz', '/metrics'];

/** The marks of an installed console, from the one place that has them. */
const ICONS = ['icon-256.png', 'icon-512.png'];
const icons: Plugin = {
  name: 'balcao-icons',
  apply: 'build',
  generateBundle() {
    for (const fileName of ICONS) {
      const source = readFileSync(`${import.meta.dirname}/../../resources/icons/${fileName}`);
      this.emitFile({ type: 'asset', fileName, source });
    }
  },
};

/** Keeps the console's own files for offline use (docs/decisions/0041); data is the replica's business. */
const serviceWorker = VitePWA({
  // Asks before a new version takes over (src/update).
  registerType: 'prompt',
  injectRegister: null,
  manifest: {
    id: '/',
    name: 'Balcão',
    short_name: 'Balcão',
    start_url: '/',
    display: 'standalone',
    background_color: '#faf9f7',
    theme_color: '#0f6b62',
    icons: ICONS.map((src) => ({ src: `/${src}`, sizes: src.replace(/\D+(\d+).*/, '$1x$1'), type: 'image/png' })),
  },
  workbox: {
    globPatterns: ['**/*.{html,js,css,json,svg,png,woff2}'],
    // Letters that none of our languages use: Inter asks for them only where a message holds them.
    globIgnores: ['**/*-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*'],
    // An address of the console's own router is index.html; everything else is asked of the server.
    navigateFallback: '/index.html',
    navigateFallbackAllowlist: [/^\/$/, /^\/(conversations|settings|sign-in)(\/|$)/],
    cleanupOutdatedCaches: true,
    // Without it the first visit would have to be reloaded before offline use.
    clientsClaim: true,
    // Its log would be the only one in the browser's console.
    mode: 'production',
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), icons, serviceWorker],
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
    // One chunk of libraries, 350 kB compressed, of which most is the replica's database.
    chunkSizeWarningLimit: 1_500,
    // Small pictures and fonts stay files: the CSP allows no data: font.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // All words of a language are one request, and the other languages none.
            {
              debugName: 'words',
              test: /resources\/messages/,
              name: (id) => `words-${/messages\/([\w-]+)/.exec(id)?.[1]}`,
            },
            // Changes seldom, so a new version is mostly kept already. Emoji are fetched when somebody looks for one.
            // With what must be settled before the first of them is used: this chunk runs before the console's own.
            { test: /node_modules\/(?!emojibase-data|frimousse|workbox)|zodWithoutEval/, name: 'libraries' },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      ...Object.fromEntries(SERVER_PATHS.map((path) => [path, { target: SERVER, changeOrigin: true }])),
      '/sync': { target: SERVER, ws: true, changeOrigin: true },
    },
  },
});
