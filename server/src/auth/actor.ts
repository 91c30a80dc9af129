import type { Role } from '@balcao/domain';

/** Who asks: a signed-in user of one company, with the queues they belong to. */
export type Actor = { companyId: string; userId: string; role: Role; queueIds: readonly string[] };
