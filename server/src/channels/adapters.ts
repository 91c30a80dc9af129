import { CHANNEL_KINDS, type ChannelKind } from '@balcao/domain';
import type { ChannelAdapter } from './adapter.ts';
import { email } from './email/index.ts';
import { facebook, instagram } from './meta/messaging/index.ts';
import { sms } from './sms/index.ts';
import { webchat } from './webchat/index.ts';
import { whaticket } from './whaticket/index.ts';
import { whatsapp } from './whatsapp/index.ts';

/** Every platform there is. A new one is one folder and one line here (INB-03). */
const ADAPTERS: Partial<Record<ChannelKind, ChannelAdapter>> = {
  whatsapp: erased(whatsapp),
  instagram: erased(instagram),
  facebook: erased(facebook),
  sms: erased(sms),
  whaticket: erased(whaticket),
  webchat: erased(webchat),
  email: erased(email),
};

/**
 * Behind this line credentials are opaque: they come out of an adapter's own schema (channelStore.ts) and go back only
 * to it.
 */
function erased<Credentials>(adapter: ChannelAdapter<Credentials>): ChannelAdapter {
  return adapter as unknown as ChannelAdapter;
}

/** The kinds that a company can set up here. */
export const channelKinds = (): ChannelKind[] => CHANNEL_KINDS.filter((kind) => ADAPTERS[kind]);

export function adapterOf(kind: string): ChannelAdapter {
  const adapter = ADAPTERS[kind as ChannelKind];
  if (!adapter) throw new Error(`there is no adapter for channels of kind ${kind}`);
  return adapter;
}
