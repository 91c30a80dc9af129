import { z } from 'zod';
import type { DownloadOutcome, ValidationOutcome } from '../adapter.ts';
import { answerIn, connectionFailure } from '../connection.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

/** 100 MB documents over a slow line; the job that waits holds no lock and no transaction. */
const DOWNLOAD_TIMEOUT_MS = 120_000;
const ASK_TIMEOUT_MS = 20_000;

const mediaAnswer = z.looseObject({
  url: z.url({ protocol: /^https?$/ }),
  mime_type: z.string().default('application/octet-stream'),
});

/**
 * `GET /{media-id}` gives an address that lives 5 minutes and wants the token again. Ids of webhooks live 7 days.
 * Source: Meta, Cloud API, "Media" (2026-06-16).
 */
export async function downloadMedia(account: WhatsappAccount, id: string): Promise<DownloadOutcome> {
  try {
    const url = new URL(graphUrl(account, encodeURIComponent(id)));
    url.searchParams.set('phone_number_id', account.externalId);
    const asked = await fetch(url, { headers: bearer(account), signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
    if (!asked.ok) return await refused(asked);
    const media = mediaAnswer.parse(await answerIn(asked));
    const file = await fetch(media.url, { headers: bearer(account), signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    // The address was given a moment ago: a file that is not there is gone for good.
    if (!file.ok || !file.body) return await refused(file);
    return { kind: 'file', bytes: file.body, mime: media.mime_type };
  } catch (error) {
    const { code, detail } = connectionFailure(error);
    return { kind: 'refused', code, detail };
  }
}

/**
 * Messages a second by what a number's page says. Source: Meta, Cloud API, "Throughput" (2026-05-21): `HIGH` came by itself
 * with many messages; a number in coexistence with the app on a phone has 20, whatever its level.
 */
export const STANDARD_PER_SECOND = 80;
const HIGH_PER_SECOND = 1_000;
const COEXISTENCE_PER_SECOND = 20;

const accountPage = z.looseObject({
  display_phone_number: z.string().default(''),
  throughput: z.looseObject({ level: z.string() }).nullish(),
  is_on_biz_app: z.boolean().default(false),
});

function perSecondOf({ throughput, is_on_biz_app: isOnPhone }: z.output<typeof accountPage>): number {
  if (isOnPhone) return COEXISTENCE_PER_SECOND;
  return throughput?.level === 'HIGH' ? HIGH_PER_SECOND : STANDARD_PER_SECOND;
}

/** The account's own page: whether the token opens it, and the number that people see. */
export async function validateAccount(account: WhatsappAccount): Promise<ValidationOutcome> {
  try {
    const url = new URL(graphUrl(account, account.externalId));
    url.searchParams.set('fields', 'display_phone_number,verified_name,throughput,is_on_biz_app');
    const answer = await fetch(url, { headers: bearer(account), signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
    if (!answer.ok) {
      const { code, detail } = await refused(answer);
      return { kind: 'invalid', reason: [code, detail].filter(Boolean).join(': ') };
    }
    const page = accountPage.parse(await answerIn(answer));
    return { kind: 'valid', address: page.display_phone_number, perSecond: perSecondOf(page) };
  } catch (error) {
    const { code, detail } = connectionFailure(error);
    return { kind: 'invalid', reason: `${code}: ${detail}` };
  }
}

async function refused(response: Response): Promise<{ kind: 'lost' | 'refused'; code: string; detail: string }> {
  const body: unknown = await answerIn(response).catch(() => undefined);
  const refusal = refusalOf(response.status, response.headers, body, Date.now());
  const { code, detail } = refusal.kind === 'accepted' ? { code: 'unknown', detail: '' } : refusal;
  // 401 and 403 are a token's fault and heal with a new one; every other 4xx means that the file is not there.
  const gone = refusal.kind === 'rejected' && response.status !== 401 && response.status !== 403;
  return { kind: gone ? 'lost' : 'refused', code, detail };
}
