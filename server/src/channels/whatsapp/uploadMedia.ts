import { blob } from 'node:stream/consumers';
import { bareMime } from '@balcao/domain';
import { z } from 'zod';
import type { OutgoingFile, SendOutcome } from '../adapter.ts';
import { answerIn, connectionFailure } from '../connection.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

/** 100 MB over a slow line. The lane stands still meanwhile, and its lease must outlive this. */
const UPLOAD_TIMEOUT_MS = 120_000;

const uploadedAnswer = z.looseObject({ id: z.string().min(1) });

export type Uploaded = { kind: 'uploaded'; id: string } | { kind: 'failed'; outcome: SendOutcome };

/**
 * `POST /{phone-number-id}/media`: the file's id there, good for 30 days. Source: Meta, Cloud API, "Media" (2026-06-16).
 *
 * Whatever goes wrong here, the contact has got nothing: an unclear end is an attempt that failed.
 */
export async function uploadMedia(account: WhatsappAccount, file: OutgoingFile): Promise<Uploaded> {
  try {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', bareMime(file.mime));
    const bytes = await blob(await file.open());
    form.set('file', new File([bytes], file.fileName, { type: bareMime(file.mime) }));
    const response = await fetch(graphUrl(account, `${account.externalId}/media`), {
      method: 'POST',
      headers: bearer(account),
      body: form,
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    const answer = await answerIn(response);
    if (!response.ok) {
      return { kind: 'failed', outcome: known(refusalOf(response.status, response.headers, answer, Date.now())) };
    }
    return { kind: 'uploaded', id: uploadedAnswer.parse(answer).id };
  } catch (error) {
    return { kind: 'failed', outcome: known(connectionFailure(error)) };
  }
}

/** Nothing was sent, so nothing is unclear. */
function known(outcome: SendOutcome): SendOutcome {
  return outcome.kind === 'unclear' ? { ...outcome, kind: 'refused' } : outcome;
}
