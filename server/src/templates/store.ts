import { type MessageTemplate, messageTemplate } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** Rows of `message_template`. `providerId` is the platform's own id of a template. */
export type ListedTemplate = { providerId: string; template: MessageTemplate };
export type StoredTemplate = { id: string; channelId: string; template: MessageTemplate };

/** @returns undefined for one that is not there, or another channel's. */
export async function templateOf(
  trx: Trx,
  companyId: string,
  { channelId, templateId }: { channelId: string; templateId: string },
): Promise<MessageTemplate | undefined> {
  const row = await trx
    .selectFrom('messageTemplate')
    .select('template')
    .where('companyId', '=', companyId)
    .where('id', '=', templateId)
    .where('channelId', '=', channelId)
    .executeTakeFirst();
  return row && messageTemplate.parse(row.template);
}

export async function templatesOf(trx: Trx, companyId: string, channelId: string): Promise<StoredTemplate[]> {
  const rows = await trx
    .selectFrom('messageTemplate')
    .select(['id', 'channelId', 'template'])
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .orderBy(sql`template ->> 'name'`)
    .orderBy(sql`template ->> 'language'`)
    .execute();
  return rows.map((row) => ({ ...row, template: messageTemplate.parse(row.template) }));
}

/** What the platform lists is what there is: changed ones are changed, others go. Nothing is written that is the same. */
export async function keepTemplates(
  trx: Trx,
  companyId: string,
  channelId: string,
  listed: readonly ListedTemplate[],
): Promise<void> {
  const unique = [...new Map(listed.map((each) => [each.providerId, each])).values()];
  if (unique.length > 0) {
    await trx
      .insertInto('messageTemplate')
      .values(
        unique.map(({ providerId, template }) => ({
          companyId,
          channelId,
          providerId,
          template: JSON.stringify(template),
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['companyId', 'channelId', 'providerId'])
          .doUpdateSet({ template: sql`excluded.template` })
          .where(sql<boolean>`message_template.template is distinct from excluded.template`),
      )
      .execute();
  }
  await trx
    .deleteFrom('messageTemplate')
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .$if(unique.length > 0, (query) =>
      query.where(
        'providerId',
        'not in',
        unique.map(({ providerId }) => providerId),
      ),
    )
    .execute();
}

/** @param error empty when all went well. */
export async function noteTemplatesAsked(trx: Trx, companyId: string, channelId: string, error: string): Promise<void> {
  await trx
    .updateTable('channel')
    .set({ templatesError: error.slice(0, 500), ...(error === '' ? { templatesAt: new Date() } : {}) })
    .where('companyId', '=', companyId)
    .where('id', '=', channelId)
    .execute();
}
