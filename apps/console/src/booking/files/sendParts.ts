import type { BadEvent, Slice } from '@balcao/calendar/icalendar';

export type Part<Event> = { events: readonly Event[]; bad: readonly BadEvent[]; repeated: number; skipped: number };
export type Result<Event> = { events: Event[]; bad: BadEvent[]; repeated: number; skipped: number };
export type Sent<Event> = { result: Result<Event>; done: number; isWhole: boolean };

type Sending<Event> = {
  send: (ics: string) => Promise<Part<Event>>;
  /** Asked between two parts: the one that is on its way is always waited for, since it may have been taken. */
  isWanted: () => boolean;
  onProgress: (done: number) => void;
};

/** A file goes to the server in parts, one after the other, for as long as it is wanted (CON-35). Counted in events. */
export async function sendParts<Event>(
  { slices, bad }: { slices: readonly Slice[]; bad: readonly BadEvent[] },
  { send, isWanted, onProgress }: Sending<Event>,
): Promise<Sent<Event>> {
  const result: Result<Event> = { events: [], bad: [...bad], repeated: 0, skipped: 0 };
  let done = 0;
  for (const { ics, events, lineInFile } of slices) {
    if (!isWanted()) return { result, done, isWhole: false };
    onProgress(done);
    const answer = await send(ics);
    result.events.push(...answer.events);
    result.bad.push(...answer.bad.map((each) => ({ ...each, line: lineInFile(each.line) })));
    result.repeated += answer.repeated;
    result.skipped = Math.max(result.skipped, answer.skipped);
    done += events;
  }
  return { result, done, isWhole: true };
}
