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
  lines: BoardLine[];
};

/** Now and today of a queue, or of one channel in it. */
export type BoardLine = {
  queueId: string;
  /** `null`: the whole queue. */
  channelId: string | null;
  waiting: number;
  inService: number;
  longestSince: number | null;
  /** Of a queue; people serve all its channels. */
  online: number | null;
  entered: number;
};

export function boardView(board: Board, queueId: string | null, isOnline: (userId: string) => boolean): BoardView {
  const here = <Row extends { queueId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => queueId === null || row.queueId === queueId);
  const now = here(board.now);
  const cells = here(board.today);
  const people = board.people.filter(({ queueIds }) => queueId === null || queueIds.includes(queueId));
  const today = sumFigures(cells.map(({ figures }) => figures));
  return {
    ...sumNow(now),
    online: people.filter(({ userId }) => isOnline(userId)).length,
    people,
    today: cells.length === 0 ? NO_FIGURES : today,
    summary: summaryOf(today),
    hours: Array.from({ length: 24 }, (_, hour) => entered(cells.filter((cell) => cell.hour === hour))),
    lines: here(board.queues).flatMap((queue) => linesOf(board, queue.queueId, isOnline)),
  };
}

type Now = Pick<BoardLine, 'waiting' | 'inService' | 'longestSince'>;

function sumNow(rows: readonly Now[]): Now {
  const since = rows.flatMap(({ longestSince }) => longestSince ?? []);
  return {
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    inService: rows.reduce((sum, { inService }) => sum + inService, 0),
    longestSince: since.length === 0 ? null : Math.min(...since),
  };
}

const entered = (of: readonly { figures: Figures }[]) => of.reduce((sum, { figures }) => sum + figures.entered, 0);

/** The queue, then its channels: the busiest today first. */
function linesOf(board: Board, queueId: string, isOnline: (userId: string) => boolean): BoardLine[] {
  const now = board.now.filter((row) => row.queueId === queueId);
  const today = board.today.filter((row) => row.queueId === queueId);
  const online = board.people.filter(({ queueIds, userId }) => queueIds.includes(queueId) && isOnline(userId)).length;
  const channels = [...new Set([...now, ...today].map(({ channelId }) => channelId))].map((channelId) => ({
    queueId,
    channelId,
    ...sumNow(now.filter((row) => row.channelId === channelId)),
    online: null,
    entered: entered(today.filter((row) => row.channelId === channelId)),
  }));
  return [
    { queueId, channelId: null, ...sumNow(now), online, entered: entered(today) },
    ...channels.toSorted((one, other) => other.entered - one.entered || one.channelId.localeCompare(other.channelId)),
  ];
}
