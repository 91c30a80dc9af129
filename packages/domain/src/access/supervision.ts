import { may, type Role } from './permissions.ts';

/**
 * Whether somebody may give to others what is in a queue, and say of its people whether they take work (QUE-15): admins
 * everywhere, supervisors in their own queues. What is in no queue is the admins'.
 */
export const maySupervise = (role: Role, supervises: readonly string[], queueId: string | null): boolean =>
  may(role, 'conversation.assignOthers') || (queueId !== null && supervises.includes(queueId));
