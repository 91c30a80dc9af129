import type { FastifyInstance } from 'fastify';
import { controlRoutes } from './control/routes.ts';
import { graphRoutes } from './graph/routes.ts';
import { phoneRoutes } from './phoneRoutes.ts';
import type { Platform } from './platform.ts';

export { type Account, type AccountInput, accountSchema } from './accounts.ts';
export { createPlatform, type Platform } from './platform.ts';
export { resume } from './resume.ts';
export type { SettingsInput } from './settings.ts';

/** WhatsApp: Meta's own paths at the root, our levers under `/_sim/whatsapp`. */
export async function mountWhatsApp(app: FastifyInstance, platform: Platform): Promise<void> {
  await app.register(graphRoutes, { platform });
  await app.register(
    async (control) => {
      await control.register(controlRoutes, { platform });
      await control.register(phoneRoutes, { platform });
    },
    { prefix: '/_sim/whatsapp' },
  );
}
