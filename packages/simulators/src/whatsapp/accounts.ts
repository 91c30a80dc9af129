import { z } from 'zod';

/**
 * A business's number at the platform, and the app that is connected to it. Several numbers may share an account (WABA),
 * an app secret or an address; the simulator then treats them as Meta does: per number.
 */
export const accountSchema = z.strictObject({
  phoneNumberId: z.string().regex(/^\d+$/).default('100000000000001'),
  wabaId: z.string().regex(/^\d+$/).default('200000000000001'),
  accessToken: z.string().min(1).default('sim-access-token'),
  /** Key of X-Hub-Signature-256. */
  appSecret: z.string().min(1).default('sim-app-secret'),
  verifyToken: z.string().min(1).default('sim-verify-token'),
  /** Where deliveries go. */
  webhookUrl: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8080/webhooks/whatsapp/'),
  /** Digits with country code, as in a delivery's metadata. */
  displayPhoneNumber: z
    .string()
    .regex(/^\d{7,15}$/)
    .default('551140000000'),
  verifiedName: z.string().default('Empresa de demonstração'),
});
export type Account = z.output<typeof accountSchema>;
export type AccountInput = z.input<typeof accountSchema>;

export type Profile = {
  about: string;
  address: string;
  description: string;
  email: string;
  websites: string[];
  vertical: string;
};

export type Accounts = {
  all(): readonly Account[];
  /** The number with this id; without an id, the first. */
  find(phoneNumberId?: string): Account | null;
  ofWaba(wabaId: string): readonly Account[];
  put(account: Account): void;
  profile(phoneNumberId: string): Profile;
};

export function createAccounts(initial: readonly Account[]): Accounts {
  const accounts = new Map(initial.map((account) => [account.phoneNumberId, account]));
  const profiles = new Map<string, Profile>();
  return {
    all: () => [...accounts.values()],
    find: (phoneNumberId) =>
      (phoneNumberId === undefined ? [...accounts.values()][0] : accounts.get(phoneNumberId)) ?? null,
    ofWaba: (wabaId) => [...accounts.values()].filter((account) => account.wabaId === wabaId),
    put(account) {
      accounts.set(account.phoneNumberId, account);
    },
    profile(phoneNumberId) {
      const known = profiles.get(phoneNumberId);
      if (known) return known;
      const fresh = {
        about: '',
        address: '',
        description: 'Conta de demonstração',
        email: '',
        websites: [],
        vertical: 'PROF_SERVICES',
      };
      profiles.set(phoneNumberId, fresh);
      return fresh;
    },
  };
}
