/** The simulators alone: `node packages/simulators/src/startCommand.ts`. Port from SIMULATORS_PORT, webhook from WEBHOOK_URL. */
import { startSimulators } from './server.ts';

const webhookUrl = process.env.WEBHOOK_URL;
const simulators = await startSimulators({
  port: Number(process.env.SIMULATORS_PORT ?? 8090),
  whatsapp: webhookUrl ? { webhookUrl } : {},
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulators.close());
console.log(`Simulators are ready: ${simulators.url}, the phone: ${simulators.phoneUrl}`);
