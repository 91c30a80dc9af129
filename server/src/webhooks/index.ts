export { hookLane } from './hookLane.ts';
export { webhookLogJob } from './jobs.ts';
export { startWebhookRelay } from './relay.ts';
export { turnLane } from './turnLane.ts';
