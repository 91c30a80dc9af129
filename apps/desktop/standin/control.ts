/**
 * Acts of a person or of the system (a click in the tray, a reply in a notification), asked for by a test over the
 * process's IPC channel: `{ id, act, args }` is answered by `{ id, value }` or `{ id, error }`.
 */
import { everything } from './record.ts';

type Act = (...args: never[]) => unknown;
const acts = new Map<string, Act>([['everything', everything]]);

export function act(name: string, does: Act): void {
  acts.set(name, does);
}

type Ask = { id: number; act: string; args: never[] };

process.on('message', async ({ id, act: name, args }: Ask) => {
  try {
    const does = acts.get(name);
    if (!does) throw new Error(`the stand-in knows no act "${name}"`);
    process.send?.({ id, value: await does(...args) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
// The test is gone: nobody would ever end this process. Being listened to must not keep it alive either.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
