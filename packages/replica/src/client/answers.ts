/**
 * Which rows the server answered lately, and up to where in the feed. A step that was read before the answer may arrive
 * after it, and would show the row as it was for a moment: a draft that jumps back, a count that returns.
 */
export type Answers = {
  note(replica: string, ids: readonly string[], seq: number): void;
  /** Whether a step up to `seq` may be older than what is known of the row. */
  isOlder(replica: string, id: string, seq: number): boolean;
};

/** Steps overtaken by an answer are milliseconds late; so many rows are not written in that time. */
const REMEMBERED = 500;

export function createAnswers(): Answers {
  const upTo = new Map<string, number>();
  return {
    note(replica, ids, seq) {
      for (const id of ids) {
        const key = `${replica}/${id}`;
        upTo.delete(key);
        upTo.set(key, seq);
        const [oldest] = upTo.keys();
        if (upTo.size > REMEMBERED && oldest !== undefined) upTo.delete(oldest);
      }
    },
    isOlder: (replica, id, seq) => seq <= (upTo.get(`${replica}/${id}`) ?? -1),
  };
}
