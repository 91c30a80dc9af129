import { Refusal } from '@balcao/domain';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** Short: a stolen one opens the door for at most this long even where a revocation is not heard. Shorter costs a refresh more often. */
export const ACCESS_TOKEN_MINUTES = 10;
const ISSUER = 'balcao';

const claims = z.object({ sub: z.uuid(), company_id: z.uuid(), sid: z.uuid() });

export type AccessClaims = { userId: string; companyId: string; sessionId: string };

/** @returns the token and when it ends, by the server's clock. */
export async function issueAccessToken(
  secret: Uint8Array,
  { userId, companyId, sessionId }: AccessClaims,
  now: Date,
): Promise<{ accessToken: string; expiresAt: Date }> {
  const expiresAt = new Date(now.getTime() + ACCESS_TOKEN_MINUTES * 60_000);
  const accessToken = await new SignJWT({ company_id: companyId, sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(secret);
  return { accessToken, expiresAt };
}

/** @throws Refusal `auth.signedOut` for a token that is forged, foreign or over. */
export async function readAccessToken(secret: Uint8Array, token: string, now: Date): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, secret, { issuer: ISSUER, algorithms: ['HS256'], currentDate: now });
    const { sub, company_id, sid } = claims.parse(payload);
    return { userId: sub, companyId: company_id, sessionId: sid };
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof z.ZodError) {
      throw new Refusal({ code: 'auth.signedOut' }, { cause });
    }
    throw cause;
  }
}
