/**
 * The environment, read once (docs/interfaces: Environment). Every error names the variable, what is wrong and an
 * example. Nothing else in the server reads `process.env`; what an admin sets per company in the console wins over it.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { type CredentialKeys, parseCredentialKeys } from './channels/credentials.ts';
import type { Bucket } from './media/index.ts';
import { keptSecrets } from './secrets.ts';

export type Config = {
  /** `production` makes no demo, starts no simulator and takes no default for a secret. */
  mode: 'development' | 'production';
  database:
    | { kind: 'embedded' }
    /** `directUrl` goes around a pooler, where LISTEN would be lost. */
    | { kind: 'external'; url: string; directUrl: string };
  demo: 'never' | 'whenEmpty' | 'whenMissing';
  simulators: { kind: 'off'; port: number } | { kind: 'inProcess'; port: number };
  /** `elsewhere`: other processes on the same database work what this one accepts (PLAT-14). */
  workers: 'inProcess' | 'elsewhere';
  port: number;
  /** As people and platforms reach this server; without a trailing slash. `null`: as whoever asks reached it. */
  publicUrl: string | null;
  dataDir: string;
  /** Where files of messages are kept; `null`: in the data folder. */
  bucket: Bucket | null;
  jwtSecret: Uint8Array;
  credentialKeys: CredentialKeys;
  /** Where mail leaves: `smtp(s)://user:password@host:port?from=…`. `null`: development keeps it, production cannot send. */
  smtpUrl: string | null;
  queues: {
    /** How often a sweep catches what no event brought about. */
    sweepSeconds: number;
    /** What new queues begin with; each has its own afterwards. */
    usual: { simultaneousLimit: number; abandonedAfterSeconds: number };
  };
  /** A contact who pauses for so long has said what they wanted (INB-23), where the company has no delay of its own. */
  groupingDelayMs: number;
  whatsapp: {
    verifyToken: string | null;
    appSecret: string | null;
    accessToken: string | null;
    phoneNumberId: string | null;
    businessAccountId: string | null;
  };
};

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One line a mistake: variable, what is wrong, example. */
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(`The configuration cannot be used:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** What the simulators and examples use: fine on one's own machine, an open door anywhere else. */
const KNOWN_DEFAULTS = new Set([
  'sim-access-token',
  'sim-app-secret',
  'sim-verify-token',
  'secret',
  'change-me',
  'changeme',
]);
/** HS256 wants a key as long as its hash (RFC 7518, 3.2). */
const JWT_SECRET_LENGTH = 32;

const EXAMPLES = {
  DATABASE_URL: 'postgres://balcao:password@db.example.com:5432/balcao',
  DATABASE_DIRECT_URL: 'postgres://balcao:password@db-direct.example.com:5432/balcao',
  PORT: '8080',
  SIMULATORS_PORT: '8090',
  DATA_DIR: '/var/lib/balcao',
  PUBLIC_URL: 'https://desk.example.com',
  JWT_SECRET: '$(openssl rand -base64 48)',
  CREDENTIALS_ENCRYPTION_KEY: '2026a:$(openssl rand -base64 32)',
  WHATSAPP_VERIFY_TOKEN: '$(openssl rand -hex 16)',
  WHATSAPP_ACCESS_TOKEN: 'EAAG…, a system user token of the Meta app',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398',
  SMTP_URL: 'smtps://balcao%40example.com:password@smtp.example.com:465?from=Balcao%20<balcao@example.com>',
  S3_BUCKET: 'balcao-media',
  S3_REGION: 'sa-east-1',
  S3_ENDPOINT: 'https://minio.example.com, where it is not Amazon',
  S3_ACCESS_KEY_ID: 'AKIA…',
  S3_SECRET_ACCESS_KEY: '40 characters, beside the key’s id',
  FILA_PROCESS_INTERVAL: '15',
  FILA_DEFAULT_SIMULTANEOUS: '5',
  FILA_ABANDONED_TIMEOUT: '600',
  MESSAGE_GROUPING_DELAY: '2',
  META_APP_SECRET: '32 hexadecimal digits, from the Meta app’s basic settings',
} as const;
type Variable = keyof typeof EXAMPLES;

const filled = z.string().trim().min(1, 'is empty');
const port = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(0, 'is negative')
  .max(65_535, 'is above 65535');
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
const digits = filled.regex(/^\d+$/, 'holds something else than digits');

const count = (most: number) =>
  z.coerce.number('is not a number').int('is not a whole number').min(1, 'is below 1').max(most, `is above ${most}`);

const environment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  PORT: port.default(8080),
  SIMULATORS_PORT: port.default(8090),
  DATA_DIR: filled.default('.data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' }).optional(),
  JWT_SECRET: filled.min(JWT_SECRET_LENGTH, `is shorter than ${JWT_SECRET_LENGTH} characters`).optional(),
  CREDENTIALS_ENCRYPTION_KEY: filled.transform(keysOf).optional(),
  WHATSAPP_VERIFY_TOKEN: filled.optional(),
  WHATSAPP_ACCESS_TOKEN: filled.optional(),
  WHATSAPP_PHONE_NUMBER_ID: digits.optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: digits.optional(),
  META_APP_SECRET: filled.optional(),
  FILA_PROCESS_INTERVAL: count(3_600).default(15),
  FILA_DEFAULT_SIMULTANEOUS: count(100).default(5),
  /** Seconds. */
  FILA_ABANDONED_TIMEOUT: count(31_536_000).default(600),
  /** Seconds; parts of one are fine. */
  MESSAGE_GROUPING_DELAY: z.coerce.number().min(0).max(30).default(2),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// or smtps:// address' }).optional(),
  S3_BUCKET: filled.optional(),
  S3_REGION: filled.default('us-east-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' }).optional(),
  S3_ACCESS_KEY_ID: filled.optional(),
  S3_SECRET_ACCESS_KEY: filled.optional(),
});
type Environment = z.output<typeof environment>;

/**
 * @param source `process.env`, or what a test says.
 * @param flags of the command line: --production, --demo, --no-simulators, --no-workers; others belong to `npm start`.
 * @param root the repository's folder, which a relative DATA_DIR starts from.
 * @throws ConfigError naming every mistake at once.
 */
export function readConfig(source: NodeJS.ProcessEnv, flags: readonly string[], root: string): Config {
  const parsed = environment.safeParse(withoutEmpty(source));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describe));
  const env = parsed.data;
  const mode = flags.includes('--production') || source.NODE_ENV === 'production' ? 'production' : 'development';
  if (mode === 'production') refuseDefaults(env, flags);

  const dataDir = resolve(root, env.DATA_DIR);
  const { jwtSecret, credentialKeys } = secretsOf(env, dataDir);
  return {
    mode,
    database: env.DATABASE_URL
      ? { kind: 'external', url: env.DATABASE_URL, directUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL }
      : { kind: 'embedded' },
    demo: demoOf(mode, env, flags),
    simulators:
      mode === 'production' || flags.includes('--no-simulators')
        ? { kind: 'off', port: env.SIMULATORS_PORT }
        : { kind: 'inProcess', port: env.SIMULATORS_PORT },
    workers: flags.includes('--no-workers') ? 'elsewhere' : 'inProcess',
    groupingDelayMs: Math.round(env.MESSAGE_GROUPING_DELAY * 1000),
    queues: {
      sweepSeconds: env.FILA_PROCESS_INTERVAL,
      usual: { simultaneousLimit: env.FILA_DEFAULT_SIMULTANEOUS, abandonedAfterSeconds: env.FILA_ABANDONED_TIMEOUT },
    },
    port: env.PORT,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir,
    bucket: bucketOf(env),
    jwtSecret,
    credentialKeys,
    smtpUrl: env.SMTP_URL ?? null,
    whatsapp: {
      verifyToken: env.WHATSAPP_VERIFY_TOKEN ?? null,
      appSecret: env.META_APP_SECRET ?? null,
      accessToken: env.WHATSAPP_ACCESS_TOKEN ?? null,
      phoneNumberId: env.WHATSAPP_PHONE_NUMBER_ID ?? null,
      businessAccountId: env.WHATSAPP_BUSINESS_ACCOUNT_ID ?? null,
    },
  };
}

function bucketOf(env: Environment): Bucket | null {
  if (!env.S3_BUCKET) return null;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId) throw new ConfigError([mistake('S3_ACCESS_KEY_ID', 'is not set, but S3_BUCKET is')]);
  if (!secretAccessKey) throw new ConfigError([mistake('S3_SECRET_ACCESS_KEY', 'is not set, but S3_BUCKET is')]);
  return {
    name: env.S3_BUCKET,
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT ?? null,
    accessKeyId,
    secretAccessKey,
  };
}

/** On one's own database the demo comes only when asked for; on the embedded one, when there is nothing yet. */
function demoOf(mode: Config['mode'], env: Environment, flags: readonly string[]): Config['demo'] {
  if (mode === 'production') return 'never';
  if (flags.includes('--demo')) return 'whenMissing';
  return env.DATABASE_URL ? 'never' : 'whenEmpty';
}

function secretsOf(env: Environment, dataDir: string): Pick<Config, 'jwtSecret' | 'credentialKeys'> {
  const given = { jwtSecret: env.JWT_SECRET, credentialKeys: env.CREDENTIALS_ENCRYPTION_KEY };
  if (given.jwtSecret && given.credentialKeys)
    return { jwtSecret: bytes(given.jwtSecret), credentialKeys: given.credentialKeys };
  // Only development comes here without them: refuseDefaults has stopped production.
  const kept = keptSecrets(dataDir);
  return {
    jwtSecret: bytes(given.jwtSecret ?? kept.jwtSecret),
    credentialKeys: given.credentialKeys ?? parseCredentialKeys(`local:${kept.credentialKey}`),
  };
}

function refuseDefaults(env: Environment, flags: readonly string[]): void {
  const mistakes: string[] = [];
  for (const name of ['JWT_SECRET', 'CREDENTIALS_ENCRYPTION_KEY'] as const) {
    if (!env[name]) mistakes.push(mistake(name, 'is not set; in production nothing is made up for you'));
  }
  for (const name of ['JWT_SECRET', 'WHATSAPP_VERIFY_TOKEN', 'WHATSAPP_ACCESS_TOKEN', 'META_APP_SECRET'] as const) {
    if (KNOWN_DEFAULTS.has(env[name] ?? '')) mistakes.push(mistake(name, 'is a default that everybody knows'));
  }
  if (flags.includes('--demo'))
    mistakes.push('--demo cannot go with --production: its passwords are in the documentation');
  if (mistakes.length > 0) throw new ConfigError(mistakes);
}

function keysOf(list: string, context: z.RefinementCtx): CredentialKeys {
  try {
    return parseCredentialKeys(list);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
    return z.NEVER;
  }
}

function withoutEmpty(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(source).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function describe(issue: z.core.$ZodIssue): string {
  return mistake(String(issue.path[0]) as Variable, issue.message);
}

/** What is wrong reads on from the variable's name, where it does not name it itself. */
function mistake(name: Variable, what: string): string {
  return `${what.startsWith(name) ? what : `${name} ${what}`}. Example: ${name}=${EXAMPLES[name]}`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
