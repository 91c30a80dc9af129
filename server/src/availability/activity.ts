import { Refusal } from '@balcao/domain';
import { LIVE_TOPICS } from '@balcao/replica';
import type { LiveTopic } from '../sync/index.ts';
import type { Devices } from './devices.ts';

/** Consoles say on their socket when nobody touches them; nobody follows it. */
export const activityTopic = (devices: Devices): LiveTopic => ({
  name: 'activity',
  follow: (_follower, id) => Promise.reject(new Refusal({ code: 'record.notFound', record: 'liveTopic', id })),
  async say({ connectionId, viewer }, _id, word) {
    const { companyId, userId } = await viewer();
    devices.idle({ companyId, userId, connectionId }, LIVE_TOPICS.activity.word.parse(word) === 'idle');
  },
  stop() {},
});
