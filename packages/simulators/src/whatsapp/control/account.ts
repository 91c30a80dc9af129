import { z } from 'zod';
import type { Account } from '../accounts.ts';
import type { Template } from '../graph/templates.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Platform } from '../platform.ts';
import { tellProduct } from '../telling.ts';
import { contactItem, seconds } from '../webhooks/envelope.ts';

/** What the platform's reviewers and its people decide about an account. */

export const templateSchema = z.strictObject({
  phoneNumberId: z.string().optional(),
  name: z.string().min(1),
  language: z.string().default('pt_BR'),
  status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']),
  reason: z.string().default('NONE'),
});

/** A template is approved, rejected or paused; the product hears of it in `message_template_status_update`. */
export async function decide(
  platform: Platform,
  account: Account,
  template: Template,
  { status, reason }: z.output<typeof templateSchema>,
) {
  template.status = status;
  template.rejected_reason = reason;
  const outcome = await tellProduct(platform, account, null, {
    field: 'message_template_status_update',
    content: {
      event: status,
      message_template_id: Number(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      reason,
    },
  });
  return { template, outcome };
}

export const preferenceSchema = z.strictObject({
  phoneNumberId: z.string().optional(),
  from: z.string().min(4),
  value: z.enum(['stop', 'resume']),
});

/** A person turns a company's marketing messages off, or on again. */
export function prefer(platform: Platform, account: Account, person: Person, value: 'stop' | 'resume') {
  return tellProduct(platform, account, person, {
    field: 'user_preferences',
    content: {
      contacts: [contactItem(account, person, platform.settings)],
      user_preferences: [
        {
          wa_id: person.waId,
          user_id: userIdOf(person, account.wabaId),
          detail: `User requested to ${value} marketing messages`,
          category: 'marketing_messages',
          value,
          timestamp: Number(seconds(platform.now())),
        },
      ],
    },
  });
}
