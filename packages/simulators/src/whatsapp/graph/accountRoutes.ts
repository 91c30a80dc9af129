import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Account } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import { checkCallback } from '../webhooks/challenge.ts';
import { authorised, type ByPath, bearer, struckBefore, VERSION } from './calls.ts';
import { GraphError, noSuchObject } from './errors.ts';
import { mayOpen, mediaNode } from './mediaRoutes.ts';

const profileSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  about: z.string().max(139).optional(),
  address: z.string().max(256).optional(),
  description: z.string().max(512).optional(),
  email: z.string().max(128).optional(),
  websites: z.array(z.string()).max(2).optional(),
  vertical: z.string().optional(),
});

const overrideSchema = z
  .object({ override_callback_uri: z.url().optional(), verify_token: z.string().optional() })
  .nullish();

/** Reading and setting up an account: what "validate this channel" and the set-up screens ask. */
export async function accountRoutes(app: FastifyInstance, platform: Platform): Promise<void> {
  app.get<ByPath>(`${VERSION}/:id`, async (request, reply) => {
    const { id } = request.params;
    const token = bearer(platform, request);
    const media = platform.world.media.find(id);
    if (media && mayOpen(platform, media, token)) {
      if ((await struckBefore(platform, 'media', reply)) === 'cut') return reply;
      return mediaNode(platform, media, `${request.protocol}://${request.host}`);
    }
    const account = platform.accounts.find(id);
    if (account?.accessToken === token) return picked(numberNode(account), request.query.fields);
    if (ofWaba(platform, id, token).length > 0) {
      return { id, name: 'Conta de demonstração', currency: 'BRL', timezone_id: '25' };
    }
    throw noSuchObject(id, 'get');
  });

  app.get<ByPath>(`${VERSION}/:id/phone_numbers`, async (request) => ({
    data: wabaNumbers(platform, request).map((account) => numberNode(account)),
    paging: { cursors: { before: '', after: '' } },
  }));

  app.get<ByPath>(`${VERSION}/:id/message_templates`, async (request) => {
    wabaNumbers(platform, request);
    const { name, language, status, limit = '25', after = '0' } = request.query;
    const wanted = platform.world.templates.filter(
      (template) =>
        (!name || template.name.includes(name)) &&
        (!language || template.language === language) &&
        (!status || template.status === status),
    );
    const start = Number(after) || 0;
    const end = start + Math.max(1, Number(limit) || 25);
    return {
      data: wanted.slice(start, end),
      // The last page has a cursor too; `next` tells that there is more.
      paging: {
        cursors: { before: String(start), after: String(end) },
        ...(end < wanted.length ? { next: `${request.protocol}://${request.host}${request.url}&after=${end}` } : {}),
      },
    };
  });

  app.get<ByPath>(`${VERSION}/:id/whatsapp_business_profile`, async (request) => {
    const account = authorised(platform, request, request.params.id, 'get');
    const profile = platform.accounts.profile(account.phoneNumberId);
    return { data: [{ messaging_product: 'whatsapp', ...picked(profile, request.query.fields) }] };
  });

  app.post<ByPath>(`${VERSION}/:id/whatsapp_business_profile`, async (request) => {
    const account = authorised(platform, request, request.params.id, 'post');
    const given = profileSchema.safeParse(request.body);
    if (!given.success) throw new GraphError(131009, { details: z.prettifyError(given.error) });
    const { messaging_product: _whatsapp, ...changes } = given.data;
    Object.assign(platform.accounts.profile(account.phoneNumberId), changes);
    return { success: true };
  });

  app.get<ByPath>(`${VERSION}/:id/subscribed_apps`, async (request) => ({
    data: wabaNumbers(platform, request)
      .slice(0, 1)
      .map((account) => ({
        whatsapp_business_api_data: { id: '400000000000001', name: 'Balcão', link: 'https://example.com/' },
        override_callback_uri: account.webhookUrl,
      })),
  }));

  app.post<ByPath>(`${VERSION}/:id/subscribed_apps`, async (request) => {
    const accounts = wabaNumbers(platform, request);
    const override = overrideSchema.parse(request.body);
    if (override?.override_callback_uri) {
      const verifyToken = override.verify_token ?? '';
      const check = await checkCallback(override.override_callback_uri, verifyToken);
      if (check.kind === 'refused') {
        throw new GraphError(2200, { status: 400, title: 'Callback verification failed', details: check.reason });
      }
      for (const account of accounts) {
        platform.accounts.put({ ...account, webhookUrl: override.override_callback_uri, verifyToken });
      }
    }
    return { success: true };
  });

  app.delete<ByPath>(`${VERSION}/:id/subscribed_apps`, async (request) => {
    wabaNumbers(platform, request);
    return { success: true };
  });
}

function wabaNumbers(platform: Platform, request: FastifyRequest<ByPath>): readonly Account[] {
  const accounts = ofWaba(platform, request.params.id, bearer(platform, request));
  if (accounts.length === 0) throw noSuchObject(request.params.id, 'get');
  return accounts;
}

const ofWaba = (platform: Platform, wabaId: string, token: string) =>
  platform.accounts.ofWaba(wabaId).filter((account) => account.accessToken === token);

function numberNode(account: Account) {
  return {
    id: account.phoneNumberId,
    display_phone_number: `+${account.displayPhoneNumber}`,
    verified_name: account.verifiedName,
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
    name_status: 'APPROVED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    is_on_biz_app: false,
    status: 'CONNECTED',
  };
}

/** Only the asked fields, and the id, as Graph does. */
function picked(node: Record<string, unknown>, fields: string | undefined): Record<string, unknown> {
  if (!fields) return node;
  const wanted = new Set(['id', ...fields.split(',').map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(node).filter(([name]) => wanted.has(name)));
}
