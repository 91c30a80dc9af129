import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const kept = z.object({ jwtSecret: z.string().min(32), credentialKey: z.base64() });
export type KeptSecrets = z.output<typeof kept>;

/**
 * Secrets of one's own machine: made once, kept in the data folder, readable by its owner only. Losing the file signs
 * everybody out and makes stored channel credentials unreadable; that is why production names its own.
 */
export function keptSecrets(dataDir: string): KeptSecrets {
  const path = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const made: KeptSecrets = {
    jwtSecret: randomBytes(48).toString('base64'),
    credentialKey: randomBytes(32).toString('base64'),
  };
  try {
    // `wx`: of two processes that start together one writes, and both read what it wrote.
    writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  }
}
