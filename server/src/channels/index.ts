export { createChannel } from './createChannel.ts';
export { sealCredentials } from './credentials.ts';
export { inboundLane } from './inboundLane.ts';
export { mediaLane } from './mediaLane.ts';
export { nameLane } from './nameLane.ts';
export { outboundLane } from './outboundLane.ts';
export { validateChannel } from './validateChannel.ts';
export { registerWebhooks } from './webhooks.ts';
