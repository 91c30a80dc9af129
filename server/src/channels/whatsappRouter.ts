import { messageTemplate } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { templatesOf } from '../templates/index.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { askForTemplates } from './templatesLane.ts';
import { businessProfile, readNumber, readProfile, writeProfile } from './whatsapp/profile.ts';
import { answerOf, openWhatsapp, type SetUp, sendTest } from './whatsappSetUp.ts';

const tags = ['whatsapp'];
const base = '/central-atendimento/whatsapp';
/** Without one: the company's default number. */
const channel = { channelId: z.uuid().optional() };
const number = z.string().regex(/^\+?[\d\s()-]{8,24}$/, 'a number with its country code');

const setUpOf = (ctx: Context & { actor: SetUp['actor'] }): SetUp => ({
  database: ctx.database,
  credentialKeys: ctx.config.credentialKeys,
  actor: ctx.actor,
});

/** Setting up a WhatsApp number: how it stands at the platform, its profile, its templates, and whether it sends. */
export const whatsappRouter = router({
  config: permitted('channel.manage')
    .meta({ openapi: { method: 'GET', path: `${base}/config`, tags, summary: 'How a WhatsApp number is set up' } })
    .input(z.object(channel))
    .output(
      z.object({
        channelId: z.uuid(),
        phoneNumberId: z.string(),
        businessAccountId: z.string(),
        apiVersion: z.string(),
        webhookPath: z.string(),
        displayPhoneNumber: z.string(),
        verifiedName: z.string(),
        qualityRating: z.string(),
        templatesSyncedAt: z.iso.datetime().nullable(),
        templatesError: z.string(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { channelId, account, templatesAt, templatesError } = await openWhatsapp(setUpOf(ctx), input.channelId);
      const page = answerOf(await readNumber(account));
      return {
        channelId,
        phoneNumberId: account.externalId,
        businessAccountId: account.credentials.businessAccountId,
        apiVersion: account.credentials.apiVersion,
        webhookPath: `/webhooks/whatsapp/${channelId}`,
        displayPhoneNumber: page.display_phone_number,
        verifiedName: page.verified_name,
        qualityRating: page.quality_rating,
        templatesSyncedAt: templatesAt?.toISOString() ?? null,
        templatesError,
      };
    }),

  profile: permitted('channel.manage')
    .meta({ openapi: { method: 'GET', path: `${base}/perfil-negocio`, tags, summary: 'Read the business profile' } })
    .input(z.object(channel))
    .output(z.object({ ...businessProfile.shape, about: z.string(), email: z.string(), websites: z.array(z.string()) }))
    .query(async ({ ctx, input }) =>
      answerOf(await readProfile((await openWhatsapp(setUpOf(ctx), input.channelId)).account)),
    ),

  editProfile: permitted('channel.manage')
    .meta({
      openapi: { method: 'PATCH', path: `${base}/perfil-negocio`, tags, summary: 'Change the business profile' },
    })
    .input(businessProfile.partial().extend(channel))
    .output(z.object({}))
    .mutation(async ({ ctx, input: { channelId, ...change } }) => {
      const { account } = await openWhatsapp(setUpOf(ctx), channelId);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      answerOf(await writeProfile(account, given));
      return {};
    }),

  templates: permitted('channel.read')
    .meta({ openapi: { method: 'GET', path: `${base}/templates`, tags, summary: 'List the templates of a number' } })
    .input(z.object(channel))
    .output(
      z.object({
        syncedAt: z.iso.datetime().nullable(),
        error: z.string(),
        items: z.array(messageTemplate.extend({ id: z.uuid() })),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { companyId } = ctx.actor;
      const opened = await openWhatsapp(setUpOf(ctx), input.channelId);
      const rows = await inCompany(ctx.database, companyId, (trx) => templatesOf(trx, companyId, opened.channelId));
      return {
        syncedAt: opened.templatesAt?.toISOString() ?? null,
        error: opened.templatesError,
        items: rows.map(({ id, template }) => ({ id, ...template })),
      };
    }),

  syncTemplates: permitted('channel.manage')
    .meta({
      openapi: { method: 'POST', path: `${base}/templates/sincronizar`, tags, summary: 'List the templates anew' },
    })
    .input(z.object(channel))
    .output(z.object({ queued: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { companyId } = ctx.actor;
      const { channelId } = await openWhatsapp(setUpOf(ctx), input.channelId);
      await inCompany(ctx.database, companyId, (trx) =>
        askForTemplates(trx, companyId, { channelId, kind: 'whatsapp' }),
      );
      return { queued: true as const };
    }),

  sendTest: permitted('channel.manage')
    .meta({ openapi: { method: 'POST', path: `${base}/test-envio`, tags, summary: 'Send a test to a number' } })
    .input(
      z.object({
        ...channel,
        to: number,
        text: z.string().trim().min(1).max(4096).optional(),
        templateId: z.uuid().optional(),
      }),
    )
    .output(z.object({ providerId: z.string() }))
    .mutation(async ({ ctx, input: { channelId, to, text = 'Teste do Balcão', templateId } }) => {
      const setUp = setUpOf(ctx);
      const opened = await openWhatsapp(setUp, channelId);
      return sendTest(setUp, opened, templateId ? { to, templateId } : { to, text });
    }),
});
