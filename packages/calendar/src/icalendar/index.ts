/** iCalendar: files, feeds and invitations (RFC 5545, 5546, 7986). Beside the engine, so that screens need not load it. */
export * from './event.ts';
export { type CalendarFile, isNewer, readCalendar } from './readCalendar.ts';
export { readStored } from './readEvent.ts';
export { type CalendarReply, readReplies } from './readReplies.ts';
export { type Occurrence, seriesEvents } from './series.ts';
export { type Slice, slicesOf } from './slices.ts';
export { type Written, writeCalendar } from './writeCalendar.ts';
