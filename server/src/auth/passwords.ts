import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id by OWASP's first choice (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane; about 25 ms on one core.
 * Higher makes guessing dearer and every sign-in slower; hashes carry their parameters, so old ones stay valid.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

export async function passwordFits(password: string, passwordHash: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** For an account that nobody has set a password for yet: no password fits it. */
export function hashOfNobody(): Promise<string> {
  return hashPassword(randomBytes(32).toString('base64'));
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that the time of an answer does not tell whether the account exists. */
export async function checkAgainstNobody(password: string): Promise<void> {
  decoy ??= hashPassword('nobody has this password');
  await passwordFits(password, await decoy);
}
