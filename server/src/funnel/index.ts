export { foldJourneys } from './funnelStore.ts';
export { type Journey, journeyOf, noteBooked, noteMoved, noteStep } from './noteJourney.ts';
