import { z } from 'zod';

/** How long things take at the platform, in milliseconds. Tests set them to a few; the demo keeps them human. */
export const delaysSchema = z.strictObject({
  /** From the accepted call to `sent`. */
  sentMs: z.int().nonnegative().default(250),
  /** From `sent` to `delivered`, when the phone is reachable. */
  deliveredMs: z.int().nonnegative().default(700),
  /**
   * From `delivered` to `read` when nobody holds the phone. `null`: only when somebody opens the chat.
   * A phone that is open in a browser is never read for: its owner reads by looking.
   */
  readMs: z.int().nonnegative().nullable().default(2_500),
  /** From the person's tap to the delivery. */
  inboundMs: z.int().nonnegative().default(0),
  /** Waits before a failed delivery is repeated; the last one repeats until `giveUpAfterMs`. */
  webhookRetryMs: z.array(z.int().positive()).min(1).default([500, 1_000, 2_000, 4_000, 8_000]),
  /** Meta: 7 days. */
  giveUpAfterMs: z
    .int()
    .positive()
    .default(7 * 24 * 3_600_000),
  /** A product that has not answered by then has failed. */
  webhookTimeoutMs: z.int().positive().default(10_000),
});
export type Delays = z.output<typeof delaysSchema>;

export const limitsSchema = z.strictObject({
  /** Per number; 80 for most, 20 under coexistence (Meta, throughput, 2026-05-21). Beyond: 130429. */
  messagesPerSecond: z.int().positive().default(80),
  /** To one person: a burst of this many … (beyond: 131056) */
  pairBurst: z.int().positive().default(45),
  /** … then one in this time. */
  pairEveryMs: z.int().positive().default(6_000),
});
export type Limits = z.output<typeof limitsSchema>;

/** What may change while it runs: `POST /_sim/whatsapp/settings`. */
export const settingsSchema = z.strictObject({
  delays: delaysSchema.prefault({}),
  limits: limitsSchema.prefault({}),
  /**
   * Whether free text is taken for a person who has never written. Meta says no. The simulator forgets at a restart what a
   * demo's database remembers, so it says yes unless told to be strict.
   */
  neverHeardFrom: z.enum(['windowOpen', 'windowClosed']).default('windowOpen'),
  /** How 131047 and 131026 are told: in the answer of the call, or later by a `failed` status. Meta does both. */
  refusals: z.enum(['byAnswer', 'byStatus']).default('byAnswer'),
  /** Whether deliveries carry business-scoped user ids, as all do since 2026; `absent` is the shape before. */
  businessScopedIds: z.enum(['present', 'absent']).default('present'),
});
export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
