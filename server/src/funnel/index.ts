export { foldJourneys } from './funnelStore.ts';
export { type AskedNote, type Journey, journeyOf, noteAsked, noteBooked, noteMoved, noteStep } from './noteJourney.ts';
