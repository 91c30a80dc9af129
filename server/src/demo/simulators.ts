import { join } from 'node:path';
import { type Simulators, startSimulators } from '@balcao/simulators';
import type { Config } from '../config.ts';
import { simulatedAccount } from './channel.ts';

/** The outside world of the demo, in this process: a WhatsApp platform whose webhooks come back to us. */
export async function startDemoSimulators(
  config: Config,
  ownPort: number,
  webchatId: string | null,
): Promise<Simulators> {
  const { phoneNumberId, businessAccountId, accessToken, appSecret, verifyToken } = simulatedAccount(config);
  const own = `http://127.0.0.1:${ownPort}`;
  return startSimulators({
    port: config.simulators.port,
    // What customers wrote on the simulated phone is still there after a restart, as on a real one.
    dataFolder: join(config.dataDir, 'simulators'),
    whatsapp: {
      phoneNumberId,
      wabaId: businessAccountId,
      accessToken,
      appSecret,
      verifyToken,
      webhookUrl: `${own}/webhooks/whatsapp/`,
    },
    small: {
      facebook: { webhookUrl: `${own}/webhooks/facebook/` },
      instagram: { webhookUrl: `${own}/webhooks/instagram/` },
      sms: { webhookUrl: `${own}/webhooks/sms/` },
      whaticket: { webhookUrl: `${own}/webhook/whaticket` },
      ...(webchatId
        ? { site: { productUrl: config.publicUrl ?? `http://localhost:${ownPort}`, channelId: webchatId } }
        : {}),
    },
  });
}
