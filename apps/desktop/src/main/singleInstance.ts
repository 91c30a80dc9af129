import { type DeepLink, deepLinkIn } from './deepLinks.ts';
import type { Electron } from './electron.ts';

/**
 * One console a user of the machine: two would hold the same replica and the same keyring entries.
 * A second start shows the first one's window and hands its link over.
 *
 * @returns false in the second process, which must then end without opening anything.
 */
export function becomeTheOnlyInstance(
  { app }: Pick<Electron, 'app'>,
  { show, open }: { show: () => void; open: (link: DeepLink) => void },
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => {
    show();
    const link = deepLinkIn(argv);
    if (link) open(link);
  });
  return true;
}
