import type { Platform } from './platform.ts';
import { carryOn } from './receiving.ts';
import { deliverWritten } from './writing.ts';

/** After a restart with a memory: whatever was on its way goes on, and what the product may not have heard is told again. */
export function resume(platform: Platform): void {
  for (const { phoneNumberId, personKey, messages } of platform.world.chats.all()) {
    const account = platform.accounts.find(phoneNumberId);
    const person = platform.world.people.byKey(personKey);
    if (!account || !person) continue;
    for (const message of messages) {
      if (message.from === 'person' && message.tick === 'sent')
        void deliverWritten(platform, account, person, [message]);
      if (message.from === 'business' && message.via === 'api') carryOn(platform, account, person, message);
    }
  }
}
