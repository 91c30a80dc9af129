import { fold } from '@balcao/domain';

/** A name that is being written after `@`: where it begins, and what of it is there. */
export type Calling = { start: number; query: string };

const LONGEST_NAME = 40;

/** Whether the caret stands behind an `@` that may become a colleague's name. */
export function callingAt(text: string, caret: number): Calling | null {
  const before = text.slice(Math.max(0, caret - LONGEST_NAME - 1), caret);
  const [, query] = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{M}\p{N} .'-]*)$/u.exec(before) ?? [];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}

/** People one of whose names begins with what is written, those first whose whole name does. */
export function matching<Person extends { name: string }>(people: readonly Person[], query: string): Person[] {
  const wanted = fold(query);
  const rank = ({ name }: Person) => {
    const folded = fold(name);
    if (folded.startsWith(wanted)) return 0;
    return folded.includes(` ${wanted}`) ? 1 : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, 6);
}
