import type { NoticeRow } from '@balcao/replica';

/** What can be done about a notice, as the tray offers it. */
export type NoticeView =
  | {
      kind: 'refusedMessage';
      /** Of the Problem, for its words. */
      problem: { code: string };
      conversationId: string;
      /** What was written and not sent. */
      text: string;
      isNote: boolean;
    }
  | { kind: 'refusedChange'; problem: { code: string }; conversationId: string | null }
  | { kind: 'decide'; replica: string; rowId: string; field: string; mine: string; stands: string };

/** Reads a notice's wish, which travels untyped: a field that is not what it should be counts as absent. */
export function noticeView({ notice }: Pick<NoticeRow, 'notice'>): NoticeView {
  if (notice.kind === 'decide') {
    const { replica, rowId, field, wish, stands } = notice;
    return { kind: 'decide', replica, rowId, field, mine: words(wish), stands: words(stands) };
  }
  const { problem, wish, replica, conversationId } = notice;
  const text = words(wish.text);
  if (replica === 'messages' && conversationId && text) {
    return { kind: 'refusedMessage', problem, conversationId, text, isNote: wish.direction === 'note' };
  }
  return { kind: 'refusedChange', problem, conversationId: conversationId || null };
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
