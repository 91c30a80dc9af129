import type { ChannelKind } from '@balcao/domain';
import type { Simulators } from '@balcao/simulators';
import { askForTemplates, createChannel, sealCredentials } from '../channels/index.ts';
import type { Config } from '../config.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { DEMO_COMPANY_ID } from './people.ts';

/** The simulator's own defaults (packages/simulators, whatsapp/accounts.ts), unless the environment says otherwise. */
export function simulatedAccount({ whatsapp, simulators }: Config) {
  return {
    phoneNumberId: whatsapp.phoneNumberId ?? '100000000000001',
    businessAccountId: whatsapp.businessAccountId ?? '200000000000001',
    accessToken: whatsapp.accessToken ?? 'sim-access-token',
    appSecret: whatsapp.appSecret ?? 'sim-app-secret',
    verifyToken: whatsapp.verifyToken ?? 'sim-verify-token',
    baseUrl: `http://127.0.0.1:${simulators.port}`,
  };
}

export async function insertDemoChannel(trx: Trx, config: Config): Promise<string> {
  const { phoneNumberId, ...credentials } = simulatedAccount(config);
  const { channelId } = await createChannel(trx, DEMO_COMPANY_ID, config.credentialKeys, {
    kind: 'whatsapp',
    name: 'WhatsApp de demonstração',
    status: 'active',
    externalId: phoneNumberId,
    address: '+551140000000',
    credentials,
  });
  return channelId;
}

type DemoAccount = { kind: ChannelKind; name: string; externalId: string; address: string; credentials: object };

/** One channel of each other kind, with the simulators' own defaults (packages/simulators, small/). */
function otherAccounts({ simulators }: Config, ownUrl: string): DemoAccount[] {
  const at = `http://127.0.0.1:${simulators.port}`;
  const meta = { accessToken: 'sim-access-token', appSecret: 'sim-app-secret', verifyToken: 'sim-verify-token' };
  return [
    {
      kind: 'instagram',
      name: 'Instagram de demonstração',
      externalId: '400000000000001',
      address: '@conta.demo',
      credentials: { ...meta, baseUrl: `${at}/_instagram` },
    },
    {
      kind: 'facebook',
      name: 'Messenger de demonstração',
      externalId: '300000000000001',
      address: 'Conta de demonstração',
      credentials: { ...meta, baseUrl: `${at}/_facebook` },
    },
    {
      kind: 'sms',
      name: 'SMS de demonstração',
      externalId: '+551140000009',
      address: '+551140000009',
      credentials: {
        accountSid: 'AC00000000000000000000000000000001',
        authToken: 'sim-auth-token',
        statusCallback: `${ownUrl}/webhooks/sms/`,
        baseUrl: at,
      },
    },
    {
      kind: 'whaticket',
      name: 'Whaticket de demonstração',
      externalId: 'demo',
      address: '',
      credentials: {
        baseUrl: `${at}/_whaticket`,
        webhookSecret: 'sim-shared-secret',
        webhookToken: 'sim-webhook-token',
        email: 'integracao@example.com',
        password: 'sim-password',
      },
    },
    {
      kind: 'webchat',
      name: 'Chat do site de demonstração',
      externalId: 'demo',
      address: at,
      credentials: {
        // The simulators' page that shows it: packages/simulators, small/site.ts.
        origins: [at, at.replace('127.0.0.1', 'localhost')],
        greeting: 'Olá! Este é o chat de demonstração. Como podemos ajudar?',
      },
    },
  ];
}

/** Makes what is missing (a kind that came with a later version), and points the others at the simulators of this start. */
async function follow(trx: Trx, config: Config, accounts: readonly DemoAccount[]): Promise<void> {
  for (const { credentials, ...account } of accounts) {
    const found = await trx
      .selectFrom('channel')
      .select('id')
      .where('companyId', '=', DEMO_COMPANY_ID)
      .where('kind', '=', account.kind)
      .where('externalId', '=', account.externalId)
      .executeTakeFirst();
    if (!found) {
      const wish = { ...account, credentials, status: 'active' as const };
      await createChannel(trx, DEMO_COMPANY_ID, config.credentialKeys, wish);
      continue;
    }
    const owner = { companyId: DEMO_COMPANY_ID, channelId: found.id };
    await trx
      .updateTable('channel')
      .set({ credentials: sealCredentials(config.credentialKeys, owner, credentials) })
      .where('companyId', '=', DEMO_COMPANY_ID)
      .where('id', '=', found.id)
      .execute();
  }
}

/** Its mail server listens where it found room, so the demo's mailbox is pointed at it once it runs. */
export async function pointDemoAtMailbox(
  database: Database,
  config: Config,
  { address, user, password, host, imapPort, smtpPort }: Simulators['email'],
): Promise<void> {
  const account: DemoAccount = {
    kind: 'email',
    name: 'E-mail de demonstração',
    externalId: address,
    address,
    credentials: {
      user,
      password,
      imapHost: host,
      imapPort,
      imapSecurity: 'none',
      smtpHost: host,
      smtpPort,
      smtpSecurity: 'none',
      senderName: 'Clínica de demonstração',
      signature: '{{attendant.name}}\nClínica de demonstração',
    },
  };
  await inCompany(database, DEMO_COMPANY_ID, (trx) => follow(trx, config, [account]));
}

/** The demo's web chat, for the page that shows it. */
export async function demoWebchat(database: Database): Promise<string | null> {
  const found = await inCompany(database, DEMO_COMPANY_ID, (trx) =>
    trx
      .selectFrom('channel')
      .select('id')
      .where('companyId', '=', DEMO_COMPANY_ID)
      .where('kind', '=', 'webchat')
      .executeTakeFirst(),
  );
  return found?.id ?? null;
}

/** Ports and secrets may have changed since the demo was made: its channel follows them at every start. */
export async function pointDemoAtSimulator(database: Database, config: Config, ownUrl: string): Promise<void> {
  await inCompany(database, DEMO_COMPANY_ID, async (trx) => {
    await follow(trx, config, otherAccounts(config, ownUrl));
    const channel = await trx
      .selectFrom('channel')
      .select('id')
      .where('companyId', '=', DEMO_COMPANY_ID)
      .where('kind', '=', 'whatsapp')
      .where('isDefault', '=', true)
      .executeTakeFirst();
    if (!channel) return;
    await trx
      .updateTable('channel')
      .set({ credentials: sealed(config, channel.id), externalId: simulatedAccount(config).phoneNumberId })
      .where('companyId', '=', DEMO_COMPANY_ID)
      .where('id', '=', channel.id)
      .execute();
  });
}

function sealed(config: Config, channelId: string): string {
  const { phoneNumberId: _inItsOwnColumn, ...credentials } = simulatedAccount(config);
  return sealCredentials(config.credentialKeys, { companyId: DEMO_COMPANY_ID, channelId }, credentials);
}

/** The account was set up before its platform was there: asked again once it is. */
export const listDemoTemplates = (database: Database): Promise<void> =>
  inCompany(database, DEMO_COMPANY_ID, async (trx) => {
    const channels = await trx
      .selectFrom('channel')
      .select(['id as channelId', 'kind'])
      .where('companyId', '=', DEMO_COMPANY_ID)
      .execute();
    for (const channel of channels) await askForTemplates(trx, DEMO_COMPANY_ID, channel);
  });
