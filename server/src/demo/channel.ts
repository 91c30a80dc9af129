import { createChannel, sealCredentials } from '../channels/index.ts';
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

/** Ports and secrets may have changed since the demo was made: its channel follows them at every start. */
export async function pointDemoAtSimulator(database: Database, config: Config): Promise<void> {
  await inCompany(database, DEMO_COMPANY_ID, async (trx) => {
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
