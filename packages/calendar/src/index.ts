export * from './availability.ts';
export * from './blocks.ts';
export * from './freeSlots.ts';
export * from './intervals.ts';
export * from './suggestions.ts';
