/**
 * The one place where refusals get HTTP statuses and become problem documents (RFC 9457). Words that people read are
 * the console's; the titles here are for whoever calls the REST face. Nothing of a bug is told but its reference.
 */
import { type Problem, type ProblemCode, Refusal } from '@balcao/domain';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';

const STATUS = {
  'auth.wrongCredentials': 401,
  'auth.chooseCompany': 409,
  'auth.signedOut': 401,
  'auth.companyMismatch': 403,
  'auth.notPermitted': 403,
  'auth.scopeMissing': 403,
  'auth.peopleOnly': 403,
  'auth.linkOver': 410,
  'mail.noPublicUrl': 503,
  'user.lastAdmin': 409,
  'auth.tooManyAttempts': 429,
  'input.invalid': 400,
  'record.notFound': 404,
  'ticket.impossibleMove': 409,
  'ticket.notRatable': 409,
  'queue.needsDefault': 409,
  'queue.inUse': 409,
  'queue.notMember': 403,
  'queue.limitReached': 409,
  'record.changedMeanwhile': 409,
  'record.inUse': 409,
  'record.nameTaken': 409,
  'request.keyReused': 422,
  'request.tooMany': 429,
  'request.stillRunning': 409,
  'media.notReady': 409,
  'media.tooLarge': 413,
  'media.linkExpired': 410,
  'media.isProgram': 415,
  'media.alreadyThere': 409,
  'media.badUpload': 400,
  'conversation.closed': 409,
  'conversation.noProgram': 409,
  'conversation.taken': 409,
  'conversation.impossibleMove': 409,
  'conversation.wroteMeanwhile': 409,
  'message.windowClosed': 409,
  'message.empty': 400,
  'message.badAddress': 422,
  'message.noAddress': 422,
  'message.tooLong': 400,
  'message.kindNotSupported': 400,
  'message.unchangeable': 409,
  'contact.mergeNotUndoable': 409,
  'import.unreadable': 422,
  'import.notWaiting': 409,
  'message.invalidPart': 422,
  'message.notReactable': 409,
  'scheduled.badTime': 400,
  'scheduled.tooMany': 409,
  'scheduled.overdue': 409,
  'macro.unsound': 400,
  'macro.variableOpen': 409,
  'template.notUsable': 409,
  'channel.platformRefused': 409,
  'contact.optedOut': 409,
  'appointment.impossibleMove': 409,
  'appointment.notBegun': 409,
  'appointment.taken': 409,
  'appointment.notOffered': 409,
  'appointment.unanswered': 422,
  'appointment.notQualified': 409,
  'appointment.badTime': 400,
  'appointment.tooLateToCancel': 409,
  'page.looksAutomatic': 422,
  'waiting.impossibleMove': 409,
  'waiting.already': 409,
  'calendar.badRecurrence': 400,
  'calendar.badZone': 400,
  'calendar.notCalendar': 400,
  'resource.hasFuture': 409,
  'channel.inactive': 409,
  'webhook.notActive': 409,
  'replica.readOnly': 403,
  'replica.clientTooOld': 409,
  'replica.serverTooOld': 409,
  'replica.failing': 500,
  'replica.storageFull': 500,
} as const satisfies Record<ProblemCode, number>;

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In conflict with the present state',
  410: 'No longer here',
  413: 'The request is too large',
  415: 'The media type is not supported',
  422: 'The request cannot be carried out',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'Not available now',
};

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  /** Names this occurrence; the server's log has the same id as `correlation_id`. */
  instance: string;
  reference: string;
  [extension: string]: unknown;
};

export function statusOf(problem: Problem): number {
  return STATUS[problem.code];
}

const TRPC_CODES: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
};

export function trpcCodeOf(status: number): TRPCError['code'] {
  return TRPC_CODES[status] ?? 'BAD_REQUEST';
}

/** The refusal inside whatever was thrown, however wrapped; `null` for a bug. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof TRPCError) {
    if (error.cause instanceof Refusal) return error.cause.problem;
    // Only input: an answer that does not fit its own schema is a bug (INTERNAL_SERVER_ERROR).
    if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError) return invalidInput(error.cause);
  }
  return null;
}

export function invalidInput(error: z.ZodError): Problem {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { code: 'input.invalid', issues };
}

export function titleOf(status: number): string {
  return TITLES[status] ?? (status >= 500 ? 'Something went wrong on our side' : 'The request was refused');
}

/** @param reference the request's correlation id. */
export function problemDocument(problem: Problem, reference: string): ProblemDocument {
  const status = statusOf(problem);
  return {
    type: `/api/docs#${problem.code}`,
    title: titleOf(status),
    status,
    instance: `urn:balcao:request:${reference}`,
    reference,
    ...problem,
  };
}

/** For what has no code of ours: a wrong method, a body too large, a bug. */
export function plainProblemDocument(status: number, reference: string): ProblemDocument {
  return {
    type: 'about:blank',
    title: titleOf(status),
    status,
    instance: `urn:balcao:request:${reference}`,
    reference,
  };
}
