export { enterQueue } from './enterQueue.ts';
export { abandonTicket, assignTicket, finishTicket, releaseTicket, transferTicket } from './moves.ts';
export { askToServe, type QueueToServe, serveQueues } from './nudges.ts';
export { type QueueRules, queueRules } from './queueRules.ts';
export { currentTicket, TICKET_COLUMNS, type Ticket, ticketOf } from './store.ts';
