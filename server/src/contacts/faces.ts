import { CONTACT_STATUSES, customValues, IDENTITY_KINDS } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { z } from 'zod';

const percent = z.int().min(0).max(100);
const optIn = z.object({ state: z.enum(['in', 'out']), source: z.string().max(200), at: z.iso.datetime() }).nullable();

/** A contact as REST shows it. */
export const contactFace = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  language: z.string(),
  zone: z.string(),
  status: z.enum(CONTACT_STATUSES),
  tags: z.array(z.uuid()),
  segments: z.array(z.string()),
  custom: customValues,
  externalId: z.string(),
  optIn,
  ownerId: z.string(),
  score: percent,
  temperature: percent,
  notes: z.string(),
  identities: z.array(z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string() })),
  lastContactAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

export function faceOf(row: ContactRow): z.input<typeof contactFace> {
  const { nameKey: _sortsInReplicas, lastContactAt, createdAt, optIn: answer, ...rest } = row;
  return {
    ...rest,
    optIn: answer && { ...answer, at: new Date(answer.at).toISOString() },
    lastContactAt: lastContactAt === null ? null : new Date(lastContactAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}

const email = z.union([z.email().max(320), z.literal('')]);

export const contactChange = z.object({
  name: z.string().max(200).optional(),
  email: email.optional(),
  language: z.string().max(20).optional(),
  zone: z.string().max(60).optional(),
  status: z.enum(CONTACT_STATUSES).optional(),
  tags: z.array(z.uuid()).max(50).optional(),
  segments: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  custom: customValues.optional(),
  externalId: z.string().max(200).optional(),
  optIn: optIn.optional(),
  ownerId: z.union([z.uuid(), z.literal('')]).optional(),
  score: percent.optional(),
  temperature: percent.optional(),
  notes: z.string().max(10_000).optional(),
});

/** Only what was given, with times as the use case wants them. */
export function changeOf({ optIn: answer, ...fields }: z.output<typeof contactChange>) {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return answer === undefined ? given : { ...given, optIn: answer && { ...answer, at: Date.parse(answer.at) } };
}
