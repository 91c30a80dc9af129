import { z } from 'zod';

/**
 * Faults on demand (CONN-10). A fault is a standing order: "from now on, this share of these things goes wrong, so many times".
 *
 * | target    | what it is                                  | slow | error | drop | duplicate | reorder |
 * |-----------|---------------------------------------------|------|-------|------|-----------|---------|
 * | `send`    | the product's call that sends a message     | yes  | yes   | yes  |           |         |
 * | `media`   | the product's calls about media             | yes  | yes   | yes  |           |         |
 * | `webhook` | every delivery to the product               | yes  | yes   | yes  | yes       | yes     |
 * | `status`  | only what tells of a sent message's fate    | yes  | yes   | yes  | yes       | yes     |
 */
export const FAULT_TARGETS = ['send', 'media', 'webhook', 'status'] as const;
export const FAULT_KINDS = ['slow', 'error', 'drop', 'duplicate', 'reorder'] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];
export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultSchema = z
  .strictObject({
    /** Which simulator. */
    platform: z.string().default('whatsapp'),
    target: z.enum(FAULT_TARGETS),
    kind: z.enum(FAULT_KINDS),
    /** Share of the cases that go wrong, in (0, 1]. */
    rate: z.number().gt(0).max(1).default(1),
    /** How often it strikes before it is used up; `null`: until removed. */
    times: z.int().positive().nullable().default(null),
    /**
     * `slow` and `drop`: before the platform has acted, or after. A send dropped `after` was accepted and delivered, only the
     * caller never hears of it: the ambiguous case. A webhook dropped `after` reached the product, its answer did not come back.
     */
    when: z.enum(['before', 'after']).optional(),
    /** `slow`: how long. `reorder`: how long at most a delivery is held for a later one to overtake it. */
    ms: z.int().positive().max(600_000).default(2_000),
    /** `error`: the platform's own error code, such as 130429. */
    code: z.int().optional(),
    /** `error`: HTTP status; without it the one that belongs to the code, or 500. */
    status: z.int().min(400).max(599).optional(),
    /** `error`: seconds in a Retry-After header. */
    retryAfter: z.int().positive().optional(),
    /** `duplicate`: how many copies arrive, in parallel. */
    copies: z.int().min(2).max(100).default(2),
  })
  .refine(
    (fault) =>
      fault.target === 'webhook' || fault.target === 'status' || !['duplicate', 'reorder'].includes(fault.kind),
    { error: 'duplicate and reorder are about deliveries: use target "webhook" or "status"', path: ['kind'] },
  );
export type Fault = z.output<typeof faultSchema>;
export type StandingFault = Fault & { id: number; struck: number };

/** The faults that strike one case, at most one of each kind. */
export type Struck = Partial<Record<FaultKind, Fault>>;

export type Faults = {
  add(fault: Fault): StandingFault;
  list(): readonly StandingFault[];
  clear(): void;
  /** Throws the dice for one case and counts what struck. */
  strike(platform: string, target: FaultTarget): Struck;
};

/** @param chance uniform in [0, 1), as `Math.random`. */
export function createFaults(chance: () => number): Faults {
  let standing: StandingFault[] = [];
  let lastId = 0;
  return {
    add(fault) {
      lastId += 1;
      const added = { ...fault, id: lastId, struck: 0 };
      standing.push(added);
      return added;
    },
    list: () => standing,
    clear() {
      standing = [];
    },
    strike(platform, target) {
      const struck: Struck = {};
      for (const fault of standing) {
        if (fault.platform !== platform || fault.target !== target || struck[fault.kind]) continue;
        if (chance() >= fault.rate) continue;
        struck[fault.kind] = fault;
        fault.struck += 1;
      }
      standing = standing.filter((fault) => fault.times === null || fault.struck < fault.times);
      return struck;
    },
  };
}
