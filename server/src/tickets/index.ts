export { enterQueue } from './enterQueue.ts';
export { ticketAfterInbound, ticketAfterReopening } from './intake.ts';
export { ticketsAfterMerge } from './moved.ts';
export { abandonTicket, assignTicket, finishTicket, releaseTicket, transferTicket } from './moves.ts';
export { askToServe, type QueueToServe, serveQueues } from './nudges.ts';
export { answered, changePromises, putTicketAside, takeTicketUp } from './promises.ts';
export { type QueueRules, queueRules } from './queueRules.ts';
export { currentTicket, queuesOfUser, TICKET_COLUMNS, type Ticket, ticketOf } from './store.ts';
