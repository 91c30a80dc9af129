export * from './availability.ts';
export * from './blocks.ts';
export * from './freeSlots.ts';
export * from './intervals.ts';
export * from './seats.ts';
export * from './serving.ts';
export * from './suggestions.ts';
