import { traceId } from '../../ids.ts';

/**
 * Meta's refusals. Products act on `code` and `error_data.details`; titles may change (Meta says so itself).
 * Source: Cloud API error codes, page of 2026. HTTP statuses are close, not exact: Meta advises to act on the code alone.
 */
const CATALOGUE: Record<number, { title: string; http: number; details: string }> = {
  0: { title: 'AuthException', http: 401, details: 'We were unable to authenticate the app user.' },
  1: { title: 'API Unknown', http: 400, details: 'Invalid request or possible server error.' },
  2: { title: 'API Service', http: 503, details: 'Temporary due to downtime or due to being overloaded.' },
  4: { title: 'Application request limit reached', http: 429, details: 'The app has reached its API call rate limit.' },
  10: { title: 'Permission Denied', http: 403, details: 'Permission is either not granted or has been removed.' },
  33: { title: 'Parameter value is not valid', http: 400, details: 'The business phone number has been deleted.' },
  100: { title: 'Invalid parameter', http: 400, details: 'Invalid parameter' },
  190: { title: 'Invalid OAuth access token', http: 401, details: 'The access token has expired or is wrong.' },
  368: { title: 'Temporarily blocked for policies violations', http: 403, details: 'The account has been restricted.' },
  80007: {
    title: 'Rate limit issues',
    http: 429,
    details: 'The WhatsApp Business Account has reached its rate limit.',
  },
  130429: {
    title: 'Rate limit hit',
    http: 429,
    details:
      'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
  },
  130472: { title: "User's number is part of an experiment", http: 400, details: 'Message was not sent.' },
  130497: { title: 'Business account is restricted from messaging users in this country.', http: 403, details: '' },
  131000: { title: 'Something went wrong', http: 500, details: 'Message failed to send due to an unknown error.' },
  131005: { title: 'Access denied', http: 403, details: 'Permission is either not granted or has been removed.' },
  131008: { title: 'Required parameter is missing', http: 400, details: 'A required parameter is missing.' },
  131009: { title: 'Parameter value is not valid', http: 400, details: 'One or more parameter values are invalid.' },
  131016: { title: 'Service unavailable', http: 503, details: 'A service is temporarily unavailable.' },
  131021: { title: 'Recipient cannot be sender', http: 400, details: 'Sender and recipient phone number is the same.' },
  131026: { title: 'Message undeliverable', http: 400, details: 'Unable to deliver message.' },
  131030: { title: 'Recipient phone number not in allowed list', http: 400, details: '' },
  131031: { title: 'Account has been locked', http: 403, details: 'The account has been restricted or disabled.' },
  131042: { title: 'Business eligibility payment issue', http: 400, details: 'There is a payment problem.' },
  131045: { title: 'Incorrect certificate', http: 500, details: 'The number is not registered.' },
  131047: {
    title: 'Re-engagement message',
    http: 400,
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131048: { title: 'Spam rate limit hit', http: 400, details: 'Too many messages were blocked or flagged as spam.' },
  131049: {
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    http: 400,
    details: 'Do not retry at once.',
  },
  131051: { title: 'Message type unknown', http: 400, details: 'Message type is currently not supported.' },
  131052: { title: 'Media download error', http: 400, details: 'Failed to download the media from the sender.' },
  131053: { title: 'Media upload error', http: 400, details: 'Failed to upload the media of the message.' },
  131056: {
    title: '(Business Account, Consumer Account) pair rate limit hit',
    http: 429,
    details:
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
  },
  131057: { title: 'Account in maintenance mode', http: 500, details: 'The account is in maintenance mode.' },
  132000: {
    title: 'Number of parameters does not match the expected number of params',
    http: 400,
    details: 'The number of variable values does not match the template.',
  },
  132001: { title: 'Template name does not exist in the translation', http: 404, details: '' },
  132005: { title: 'Template hydrated text too long', http: 400, details: 'Translated text too long.' },
  132007: { title: 'Template format character policy violated', http: 400, details: '' },
  132012: { title: 'Template parameter format does not match', http: 400, details: '' },
  132015: { title: 'Template is paused', http: 400, details: 'Template is paused due to low quality.' },
  132016: { title: 'Template is disabled', http: 400, details: 'Template was paused too many times.' },
  133010: { title: 'Phone number not registered', http: 400, details: 'Phone number not registered.' },
};

/** A refusal of the Graph API, thrown anywhere under its routes and answered in Meta's shape. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: number;
  readonly title: string;
  readonly details: string;
  readonly status: number;
  readonly subcode: number | null;
  readonly retryAfter: number | null;

  constructor(
    code: number,
    given: { details?: string; title?: string; status?: number; subcode?: number; retryAfter?: number } = {},
  ) {
    const known = CATALOGUE[code] ?? { title: 'Something went wrong', http: 500, details: '' };
    super(given.title ?? known.title);
    this.code = code;
    this.title = given.title ?? known.title;
    this.details = given.details ?? known.details;
    this.status = given.status ?? known.http;
    this.subcode = given.subcode ?? null;
    this.retryAfter = given.retryAfter ?? null;
  }

  /** The body of the answer. */
  toBody() {
    return {
      error: {
        message: `(#${this.code}) ${this.title}`,
        type: this.subcode === 33 ? 'GraphMethodException' : 'OAuthException',
        code: this.code,
        ...(this.subcode === null ? {} : { error_subcode: this.subcode }),
        error_data: { messaging_product: 'whatsapp', details: this.details },
        fbtrace_id: traceId(),
      },
    };
  }
}

/** Wrong id, or an id of somebody else: Meta does not say which. */
export function noSuchObject(id: string, method: 'get' | 'post' | 'delete'): GraphError {
  return new GraphError(100, {
    subcode: 33,
    title: `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
  });
}
