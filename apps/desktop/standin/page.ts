/**
 * The page's half: `contextBridge` and `ipcRenderer` for the real preload, which runs in the top frame before the
 * page's own scripts, as Electron runs it.
 *
 * Honest where it matters for our code: what crosses the bridge is copied and frozen, of an error only the message
 * comes through, and `require` knows `electron` alone. Not modelled: the isolated world; preload and page share one
 * here, though nothing of the preload is left on `window`.
 */

/** The names under which page and process find each other; the first is taken off `window` before the page runs. */
export const CALL = '__standinCall';
export const DISPATCH = 'balcao.standin.dispatch';

/** Runs in the page: everything it needs is inside. */
function standInRenderer(
  names: { call: string; dispatch: string },
  preload: (require: unknown, module: object) => void,
) {
  if (window !== window.top || location.href === 'about:blank') return;
  type Call = (kind: string, channel: string, args: unknown[]) => Promise<{ value: unknown } | { error: string }>;
  const page: Record<string | symbol, unknown> = Object(window);
  const call = page[names.call] as Call;
  delete page[names.call];

  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const across = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => outcome(() => value(...args.map(across)));
    if (Array.isArray(value)) return Object.freeze(value.map(across));
    if (!isObject(value)) return value;
    if (value instanceof Error) return new Error(value.message);
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, across(entry)])));
  };
  const outcome = (run: () => unknown) => {
    try {
      const result = run();
      return result instanceof Promise ? result.then(across, (error) => Promise.reject(across(error))) : across(result);
    } catch (error) {
      throw across(error);
    }
  };

  const listeners = new Map<string, ((event: object, ...args: unknown[]) => void)[]>();
  page[Symbol.for(names.dispatch)] = (channel: string, args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, api: unknown) {
        Object.defineProperty(window, key, { value: across(api), enumerable: true });
      },
    },
    ipcRenderer: {
      async invoke(channel: string, ...args: unknown[]) {
        const answer = await call('invoke', channel, structuredClone(args));
        if ('error' in answer) throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
        return answer.value;
      },
      on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
        return electron.ipcRenderer;
      },
    },
  };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`); // a sandboxed preload has nothing else of ours
  };
  preload(require, { exports: {} });
}

/** The source to run before every page, with the preload's own text inside (a page's CSP forbids making code later). */
export function pageScript(preloadSource: string): string {
  const names = JSON.stringify({ call: CALL, dispatch: DISPATCH });
  return `(${standInRenderer.toString()})(${names}, function (require, module) { const exports = module.exports;\n${preloadSource}\n});`;
}
