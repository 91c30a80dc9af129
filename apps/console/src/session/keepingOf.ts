/** Where this user's replica is kept on this machine (SYNC-09). */
import type { DesktopBridge } from '@balcao/desktop/ipc';
import { canSeal, type Keeping, type KeySafe, keyInBrowser, keyInSafe } from '@balcao/replica/client';
import { desktop } from '../desktop/index.ts';
import type { SessionUser } from './user.ts';

/** What the person said of this browser when they signed in. The desktop is its user's own, and is not asked. */
export type TrustedDevice = { get(): boolean; set(trusted: boolean): void };

export const SHARED_DEVICE = 'balcao.sharedDevice';
export const trustedDevice: TrustedDevice = {
  // Where nothing can be sealed nothing is kept, whatever was said.
  get: () => canSeal() && localStorage.getItem(SHARED_DEVICE) === null,
  set: (trusted) => {
    if (trusted) localStorage.removeItem(SHARED_DEVICE);
    else localStorage.setItem(SHARED_DEVICE, 'yes');
  },
};

/** On the disk only where it can be sealed; else in memory, and nothing is left behind. */
export async function keepingOf(user: SessionUser, device: TrustedDevice): Promise<Keeping> {
  const owner = { companyId: user.companyId, userId: user.id };
  const mayKeep = desktop !== null || device.get();
  const key = !mayKeep ? null : desktop ? await keyInSafe(desktopSafe(desktop.secrets)) : await keyInBrowser(owner);
  return key ? { kind: 'trusted', key } : { kind: 'memory' };
}

function desktopSafe(secrets: DesktopBridge['secrets']): KeySafe {
  const name = 'replicaKey';
  return {
    async get() {
      const answer = await secrets.get({ name });
      return answer.kind === 'found' ? answer.value : null;
    },
    set: async (value) => (await secrets.set({ name, value })).kind === 'kept',
    remove: () => secrets.remove({ name }),
  };
}
