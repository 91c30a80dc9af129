/** A console in a page of Chromium: the product's client on its own storage, IndexedDB, sealed under the browser's key. */
import { keyInBrowser } from '@balcao/replica/client';
import { createDrivenConsole } from './consoleDeeds.ts';

const driven = createDrivenConsole(async ({ companyId, userId }) => {
  const key = await keyInBrowser({ companyId, userId });
  if (!key) throw new Error('nothing can be sealed in this page');
  return { kind: 'trusted', key };
});

// Called by pages.ts.
Object.assign(globalThis, { obey: driven.obey });
