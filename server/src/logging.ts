import { type DestinationStream, type Level, type Logger, pino, stdTimeFunctions } from 'pino';
import { mask, maskText } from './masking.ts';

/** One JSON object a line; `correlation_id` runs from the webhook to the last job that it caused (PLAT-12). */
export type Log = Logger;

/**
 * @param destination where lines go: standard output, unless a test wants to read them.
 * @param level `info` by default: one line a request. `debug` adds what workers do; a busy desk then writes several lines a message.
 */
export function createLog(options: { level?: Level | 'silent'; destination?: DestinationStream } = {}): Log {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: 'balcao' },
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => mask(fields) as Record<string, unknown>,
      },
      // mask() writes errors out itself; pino's own serializer would take its result for a plain object.
      serializers: { err: (written: unknown) => written },
      hooks: {
        logMethod(args, method) {
          const masked = args.map((arg: unknown) => (typeof arg === 'string' ? maskText(arg) : arg));
          method.apply(this, masked as Parameters<typeof method>);
        },
      },
    },
    options.destination ?? process.stdout,
  );
}
