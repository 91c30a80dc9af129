import type { ConversationRow } from '@balcao/replica';
import type { Order, SortKey } from '../window/orderedWindow.ts';
import type { IndexRun } from '../window/readPage.ts';
import type { ConversationView, Sort } from './view.ts';

type Run = IndexRun<ConversationRow>;

type Equals = Partial<Pick<ConversationRow, 'status' | 'assigneeId' | 'queueId' | 'channelId' | 'priority'>>;

/** Levels that a conversation can be raised to, the most urgent first; 0 is ordinary. Each is a run of its own. */
const RAISED = [3, 2, 1] as const;

/**
 * How a view of the list is read: one run through an index after another, each in its stored order, page by page.
 * Only such reads cost the same at 100 and at 100,000 conversations; a descending sort or a sort without an index
 * would read everything first, measured in Chromium.
 *
 * @param me the reader's user id.
 */
export function runsOf(view: ConversationView, me: string): Run[] {
  const equals = equalsOf(view, me);
  const byAssignee = equals.assigneeId !== undefined;
  const newest: Run = { index: newestIndex(byAssignee, view.queueId !== ''), equals, by: 'recency', group: 0 };
  switch (view.sort) {
    case 'newest':
      return [newest];
    case 'oldest':
      return [
        {
          ...newest,
          index: byAssignee ? ['status', 'assigneeId', 'lastActivityAt'] : ['status', 'lastActivityAt'],
          by: 'lastActivityAt',
        },
      ];
    case 'priority':
      return [
        ...RAISED.map(
          (priority): Run => ({
            ...newest,
            index: ['status', 'priority', 'recency'],
            equals: { ...equals, priority },
            group: -priority,
          }),
        ),
        { ...newest, equals: { ...equals, priority: 0 } },
      ];
    case 'due':
      return [{ ...newest, index: ['status', 'dueAt'], by: 'dueAt' }];
  }
}

function newestIndex(byAssignee: boolean, byQueue: boolean): Run['index'] {
  if (byAssignee) return ['status', 'assigneeId', 'recency'];
  return byQueue ? ['status', 'queueId', 'recency'] : ['status', 'recency'];
}

function equalsOf(view: ConversationView, me: string): Equals {
  return {
    status: view.status,
    ...(view.segment === 'mine' && { assigneeId: me }),
    ...(view.segment === 'unassigned' && { assigneeId: '' }),
    ...(view.queueId && { queueId: view.queueId }),
    ...(view.channelId && { channelId: view.channelId }),
  };
}

/** Whether a row belongs to a view, but for its unread filter: that needs the reader's marks. */
export function belongsTo(row: ConversationRow, view: ConversationView, me: string): boolean {
  const exact = Object.entries(equalsOf(view, me)).every(([field, value]) => Reflect.get(row, field) === value);
  return exact && (view.tagId === '' || row.tags.includes(view.tagId));
}

const KEYS: Record<Sort, (row: ConversationRow) => SortKey> = {
  newest: (row) => [0, row.recency, row.id],
  oldest: (row) => [0, row.lastActivityAt, row.id],
  priority: (row) => [-row.priority, row.recency, row.id],
  due: (row) => [0, row.dueAt, row.id],
};

export const keyOfSort = (sort: Sort): Order<ConversationRow>['keyOf'] => KEYS[sort];
