import { ipc } from '../ipc.ts';
import { HIDDEN_SWITCH } from './startAtLogin.ts';

const SERVER_SWITCH = '--server=';
/** Chromium's name for it; Electron's own paths must follow, so main sets them by hand. */
const PROFILE_SWITCH = '--user-data-dir=';

export type CommandLine = {
  /** For this run only: `npm start` names the server that it has just started. */
  server: string | null;
  hidden: boolean;
  /** Another place for everything that is kept: a second desk beside the first, or a test. */
  profile: string | null;
};

/** What is said at the start. An address that is none is left out, as if it had not been said. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const parsed = ipc['server.setAddress'].input.safeParse({ address: given(SERVER_SWITCH, argv) });
  return {
    server: parsed.success ? parsed.data.address : null,
    hidden: argv.includes(HIDDEN_SWITCH),
    profile: given(PROFILE_SWITCH, argv),
  };
}

function given(name: string, argv: readonly string[]): string | null {
  return argv.find((argument) => argument.startsWith(name))?.slice(name.length) || null;
}
