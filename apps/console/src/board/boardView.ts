import { type Figures, NO_FIGURES, type Summary, sumFigures, summaryOf } from '@balcao/domain';
import type { Board } from '@balcao/replica';

/** The board as the screen shows it, of one queue or of all that the reader sees. */
export type BoardView = {
  waiting: number;
  inService: number;
  /** Epoch ms; `null`: nobody waits. */
  longestSince: number | null;
  online: number;
  people: Board['people'];
  today: Figures;
  summary: Summary;
  /** By hour of the company's day, 0 to 23. */
  hours: number[];
  channels: { channelId: string; entered: number; waiting: number }[];
};

export function boardView(board: Board, queueId: string | null, isOnline: (userId: string) => boolean): BoardView {
  const here = <Row extends { queueId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => queueId === null || row.queueId === queueId);
  const now = here(board.now);
  const cells = here(board.today);
  const people = board.people.filter(({ queueIds }) => queueId === null || queueIds.includes(queueId));
  const today = sumFigures(cells.map(({ figures }) => figures));
  const since = now.flatMap(({ longestSince }) => longestSince ?? []);
  const channelIds = [...new Set([...now, ...cells].map(({ channelId }) => channelId))];
  const entered = (of: readonly { figures: Figures }[]) => of.reduce((sum, { figures }) => sum + figures.entered, 0);
  return {
    waiting: now.reduce((sum, { waiting }) => sum + waiting, 0),
    inService: now.reduce((sum, { inService }) => sum + inService, 0),
    longestSince: since.length === 0 ? null : Math.min(...since),
    online: people.filter(({ userId }) => isOnline(userId)).length,
    people,
    today: cells.length === 0 ? NO_FIGURES : today,
    summary: summaryOf(today),
    hours: Array.from({ length: 24 }, (_, hour) => entered(cells.filter((cell) => cell.hour === hour))),
    channels: channelIds
      .map((channelId) => ({
        channelId,
        entered: entered(cells.filter((cell) => cell.channelId === channelId)),
        waiting: now.filter((row) => row.channelId === channelId).reduce((sum, { waiting }) => sum + waiting, 0),
      }))
      .toSorted((one, other) => other.entered - one.entered || one.channelId.localeCompare(other.channelId)),
  };
}
