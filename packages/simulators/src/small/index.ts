import type { FastifyInstance } from 'fastify';
import type { Ground } from './ground.ts';
import { createMessaging, type MessagingInput } from './messaging.ts';
import { mountSite, type SiteInput } from './site.ts';
import { createSms, type SmsInput } from './sms.ts';
import { createWhaticket, type WhaticketInput } from './whaticket.ts';

/** Accounts of the smaller platforms; what is left out has the simulator's defaults. */
export type SmallAccounts = {
  facebook?: Partial<MessagingInput>;
  instagram?: Partial<MessagingInput>;
  sms?: SmsInput;
  whaticket?: WhaticketInput;
  /** A company's own site with the product's web chat on it: `/_sim/site`. */
  site?: SiteInput;
};

export type SmallPlatforms = ReturnType<typeof createSmallPlatforms>;

export function createSmallPlatforms(ground: Ground, accounts: SmallAccounts = {}) {
  const facebook = createMessaging(ground, 'facebook', { accountId: '300000000000001', ...accounts.facebook });
  const instagram = createMessaging(ground, 'instagram', { accountId: '400000000000001', ...accounts.instagram });
  const sms = createSms(ground, accounts.sms ?? {});
  const whaticket = createWhaticket(ground, accounts.whaticket ?? {});
  const all = [facebook, instagram, sms, whaticket];
  return {
    reset: () => {
      for (const platform of all) platform.reset();
    },
    async mount(app: FastifyInstance): Promise<void> {
      for (const platform of all) await platform.mount(app);
      if (accounts.site) mountSite(app, accounts.site);
    },
    listening(url: string): void {
      facebook.listening(url);
      instagram.listening(url);
    },
  };
}
