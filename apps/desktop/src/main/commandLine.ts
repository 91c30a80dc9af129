import { ipc } from '../ipc.ts';
import { HIDDEN_SWITCH } from './startAtLogin.ts';

const SERVER_SWITCH = '--server=';

export type CommandLine = {
  /** For this run only: `npm start` names the server that it has just started. */
  server: string | null;
  hidden: boolean;
};

/** What is said at the start. An address that is none is left out, as if it had not been said. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const given = argv.find((argument) => argument.startsWith(SERVER_SWITCH))?.slice(SERVER_SWITCH.length);
  const parsed = ipc['server.setAddress'].input.safeParse({ address: given });
  return { server: parsed.success ? parsed.data.address : null, hidden: argv.includes(HIDDEN_SWITCH) };
}
