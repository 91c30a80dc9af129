import { Refusal } from '@balcao/domain';
import type { Config } from '../config.ts';

/**
 * Where mailed links lead. The public address, and on a development machine the one that was called: elsewhere whoever
 * calls could name any host, and the link would carry its token there.
 * @throws Refusal `mail.noPublicUrl`
 */
export function linkBase({ config, origin }: { config: Pick<Config, 'publicUrl' | 'mode'>; origin: string }): string {
  if (config.publicUrl !== null) return config.publicUrl;
  if (config.mode === 'development') return origin;
  throw new Refusal({ code: 'mail.noPublicUrl' });
}
