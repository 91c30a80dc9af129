/** What passes between pages and the outside: our scheme, requests in its name, navigations and new windows. */
import type { BrowserContext, Frame, Page, Route, WebSocketRoute } from '@playwright/test';
import { isOwned } from './chromium.ts';
import { trueAddress, trueOrigin } from './origins.ts';
import { preventable } from './preventable.ts';
import { handlers } from './protocol.ts';

export type Routed = {
  /** Asks the window's listeners whether a page may go somewhere; false stops it where it is. */
  mayNavigate(frame: Frame, url: string): boolean;
  /** A page asked for a new window. */
  newWindow(url: string): void;
};

export async function routePages(context: BrowserContext, windowOf: (page: Page) => Routed | undefined): Promise<void> {
  /** Addresses of new windows that were asked about already; their pages appear a moment later and are closed. */
  const askedAbout: string[] = [];
  const anyWindow = () =>
    context
      .pages()
      .map(windowOf)
      .find((window) => window !== undefined);

  await context.route('**/*', async (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) {
      const frame = frameOf(route);
      const window = frame && windowOf(frame.page());
      if (!frame || !window) {
        askedAbout.push(request.url());
        anyWindow()?.newWindow(trueAddress(request.url()));
        return route.fulfill({ contentType: 'text/html', body: '' });
      }
      if (!window.mayNavigate(frame, trueAddress(request.url()))) return route.abort('aborted');
    }
    await answered(route);
  });
  await context.routeWebSocket(/./, bridgeSocket);

  context.on('page', async (page) => {
    if (await isOwned(page)) return;
    const asked = askedAbout.indexOf(page.url());
    if (asked >= 0) askedAbout.splice(asked, 1);
    else anyWindow()?.newWindow(trueAddress(page.url()));
    await page.close();
  });
}

/** Playwright throws for a navigation whose page is not there yet: a window that opens by itself. */
function frameOf(route: Route): Frame | null {
  try {
    return route.request().frame();
  } catch {
    return null;
  }
}

async function answered(route: Route): Promise<void> {
  const request = route.request();
  const address = trueAddress(request.url());
  const handler = handlers.get(new URL(address).protocol.slice(0, -1));
  if (handler) {
    const { status, headers, body } = await served(handler, address, request.method());
    return route.fulfill({ status, headers, body });
  }
  const origin = await request.headerValue('origin');
  if (!origin || trueOrigin(origin) === origin) return route.continue();
  // The server must see the true origin, and the page the permission for the one that it is shown under.
  const asked = route.fetch({ headers: { ...(await request.allHeaders()), origin: trueOrigin(origin) } });
  const response = await asked.catch(() => null);
  if (!response) return route.abort('connectionrefused');
  const headers = response.headers();
  if (headers['access-control-allow-origin'] === trueOrigin(origin)) headers['access-control-allow-origin'] = origin;
  return route.fulfill({ response, headers });
}

async function served(handler: (request: Request) => Response | Promise<Response>, address: string, method: string) {
  const response = await handler(new Request(address, { method }));
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Node's own WebSocket takes headers; a page's cannot set its origin. The types at hand are those of a page. */
const NodeSocket: new (url: string, options: { protocols: string[]; headers: Record<string, string> }) => WebSocket =
  Object(globalThis).WebSocket;

function bridgeSocket(page: WebSocketRoute): void {
  const server = new NodeSocket(page.url(), { protocols: page.protocols(), headers: { origin: 'app://balcao' } });
  server.binaryType = 'arraybuffer';
  const waiting: (string | Uint8Array<ArrayBuffer>)[] = [];
  page.onMessage((data) => {
    const message = typeof data === 'string' ? data : new Uint8Array(data);
    if (server.readyState === WebSocket.CONNECTING) waiting.push(message);
    else if (server.readyState === WebSocket.OPEN) server.send(message);
  });
  server.addEventListener('open', () => {
    for (const message of waiting.splice(0)) server.send(message);
  });
  server.addEventListener('message', ({ data }) => page.send(typeof data === 'string' ? data : Buffer.from(data)));
  server.addEventListener('close', ({ code, reason }) => page.close({ code: sendable(code), reason }));
  page.onClose((code, reason) => server.close(sendable(code ?? 1000), reason));
}

/** 1005 and 1006 are told by a socket, never said to one. */
const sendable = (code: number) => (code === 1000 || (code >= 3000 && code <= 4999) ? code : 4000);

export const navigation = (frame: Frame, url: string) =>
  preventable({ url, isMainFrame: frame.parentFrame() === null, isSameDocument: false });
