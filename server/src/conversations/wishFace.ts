import { CHECKED_CONTENTS, templateParameter } from '@balcao/domain';
import { z } from 'zod';

const mediaId = z.uuid();
const caption = z.string().max(5_000).default('');

/**
 * What a caller may send besides words: what a console composes, without what only the server knows. `mediaId` is a file
 * of the caller's that was uploaded before (`/uploads`, the tus protocol).
 */
export const wishFace = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['image', 'video', 'document']), mediaId, caption, voice: z.literal(false).default(false) }),
  z.object({
    kind: z.literal('audio'),
    mediaId,
    caption: z.literal('').default(''),
    voice: z.boolean().default(false),
  }),
  ...CHECKED_CONTENTS,
  z.object({
    kind: z.literal('template'),
    templateId: z.uuid(),
    parameters: z.array(templateParameter).max(100).default([]),
    /** The file of its header, where it has one. */
    mediaId: mediaId.nullable().default(null),
  }),
]);
