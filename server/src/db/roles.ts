/**
 * Two roles: the owner (of `DATABASE_URL`, or of the embedded cluster) makes and changes tables; the application signs
 * in as balcao_app, which owns nothing, so that row-level security binds it and no query can step out of it.
 *
 * The application's password follows from the owner's, so that any number of processes agree on it and none is kept.
 */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { codeOf } from './failures.ts';

export const APPLICATION_ROLE = 'balcao_app';

const WRONG_PASSWORD = '28P01';
const MAY_NOT_SIGN_IN = '28000';

/** The connection string of the application for a database of the owner's. */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const password = applicationPassword(url);
  url.username = APPLICATION_ROLE;
  url.password = password ?? '';
  return url.toString();
}

/** Null where the owner has none either: then the server's own rules (trust, peer) decide for both. */
function applicationPassword(ownerUrl: URL): string | null {
  if (ownerUrl.password === '') return null;
  return createHmac('sha256', decodeURIComponent(ownerUrl.password)).update(APPLICATION_ROLE).digest('base64url');
}

/**
 * Lets the application sign in, once the migrations made its role. The usual start finds that it already can: roles
 * belong to the whole cluster, and changing one from many databases at once fails.
 */
export async function letApplicationIn(owner: pg.Client, ownerUrl: string): Promise<void> {
  if (await canSignIn(applicationUrl(ownerUrl))) return;
  const password = applicationPassword(new URL(ownerUrl));
  const withPassword = password === null ? '' : ` password ${owner.escapeLiteral(password)}`;
  await owner.query(`alter role ${APPLICATION_ROLE} login${withPassword}`);
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // told by connect()
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ([WRONG_PASSWORD, MAY_NOT_SIGN_IN].includes(codeOf(error))) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
