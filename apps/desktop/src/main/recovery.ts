/** When the page's process dies: note it, load it again, and stop when it keeps dying. Drafts are in the replica. */
import type { WebContents } from 'electron';
import type { Electron } from './electron.ts';
import type { Log } from './log.ts';
import { fill, type Words } from './words.ts';

/** Higher: a page that dies at each load flickers for longer. Lower: two unlucky crashes in a day close the desk. */
const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;

export function recoverFromCrashes(
  { dialog }: Pick<Electron, 'dialog'>,
  contents: WebContents,
  options: { load: () => void; words: () => Words; logsFolder: string; now: () => number; log: Log },
): void {
  let reloads: number[] = [];
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    options.log.error('the page’s process is gone', { reason, exitCode });
    const now = options.now();
    reloads = [...reloads.filter((at) => now - at < WITHIN_MS), now];
    if (reloads.length <= MAX_RELOADS) return options.load();
    const { title, body } = options.words().pageKeepsFailing;
    dialog.showErrorBox(title, fill(body, { folder: options.logsFolder }));
  });
}
