import { act } from './control.ts';
import { recorded } from './record.ts';

type RequestHandler = (contents: null, permission: string, answer: (granted: boolean) => void, details: object) => void;
type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

let request: RequestHandler = (_contents, _permission, answer) => answer(true);
let check: CheckHandler = () => true;
let device: () => boolean = () => true;
let languages = ['pt-BR'];
const dictionary: string[] = [];

export const session = {
  defaultSession: {
    availableSpellCheckerLanguages: ['en-GB', 'en-US', 'es', 'pt-BR', 'pt-PT'],
    setPermissionRequestHandler(handler: RequestHandler): void {
      request = handler;
    },
    setPermissionCheckHandler(handler: CheckHandler): void {
      check = handler;
    },
    setDevicePermissionHandler(handler: () => boolean): void {
      device = handler;
    },
    getSpellCheckerLanguages: () => languages,
    setSpellCheckerLanguages(wanted: string[]): void {
      const unknown = wanted.find((one) => !session.defaultSession.availableSpellCheckerLanguages.includes(one));
      if (unknown) throw new Error(`Invalid language code provided: "${unknown}" is not a valid language code`);
      languages = wanted;
    },
    addWordToSpellCheckerDictionary: (word: string) => dictionary.push(word) > 0,
  },
};

recorded('spellcheck', () => ({ languages, dictionary }));
function requested(permission: string, address: string, mediaTypes?: string[]): Promise<boolean> {
  return new Promise((answer) => {
    request(null, permission, answer, { requestingUrl: address, ...(mediaTypes ? { mediaTypes } : {}) });
  });
}

/** Chromium asks this before a page may reach this machine or its network; here once, when the browser opens. */
export const mayReachLocalServers = (address: string) => requested('loopback-network', address);

/** Both ways in which Chromium asks, for a page at `address`; they must agree. */
act('askPermission', async (permission: string, address: string, mediaTypes?: string[]) => {
  const types = mediaTypes ?? [undefined];
  const checked = types.every((mediaType) => check(null, permission, address, mediaType ? { mediaType } : {}));
  return { requested: await requested(permission, address, mediaTypes), checked, device: device() };
});
