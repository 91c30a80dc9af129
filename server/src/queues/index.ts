export { rejoinRounds } from './candidateStore.ts';
export { type Distributor, startDistributor } from './distributor.ts';
export { seeToDueTickets } from './dueTickets.ts';
export { watchPlace } from './watchPlace.ts';
