/// <reference types="vite/client" />

/** Of package.json, put in at build time (vite.config.ts). */
declare const __CONSOLE_VERSION__: string;
