import { type MessageContent, messageContentSchema, textOf } from '@balcao/domain';
import type { NoticeRow } from '@balcao/replica';

/** What a notice tells, as the tray shows it and lets one decide. */
export type NoticeView =
  | {
      kind: 'refusedMessage';
      /** Of the Problem, for its words. */
      problem: { code: string };
      conversationId: string;
      /** What was written and not sent; empty for a file without a caption. */
      text: string;
      isNote: boolean;
      content: MessageContent;
      replyToId: string;
      /** It was to go later: sent again now, it would go at the wrong time. */
      wasForLater: boolean;
    }
  | {
      kind: 'refusedChange';
      problem: { code: string };
      replica: string;
      rowId: string;
      conversationId: string | null;
      wish: Record<string, unknown>;
    }
  /** A move on the calendar that the server did not take as it was wished: it is decided there, beside the times. */
  | { kind: 'agenda'; rowId: string; problem: { code: string } | null }
  | { kind: 'decide'; replica: string; rowId: string; field: string; mine: string; stands: string }
  | {
      kind: 'undelivered';
      conversationId: string;
      messageId: string;
      status: 'failed' | 'unknown';
      failureCode: string;
      text: string;
    }
  /** The time of a message came, and it could not go. */
  | { kind: 'held'; problem: { code: string }; conversationId: string; text: string }
  | Extract<NoticeRow['notice'], { kind: 'invitationAnswered' }>
  /** Something became of an appointment: a page, a link or a colleague. */
  | AppointmentView
  | { kind: 'webhookDisabled'; url: string; reason: 'gone' | 'failing' }
  | { kind: 'queueUnserved'; name: string }
  | TicketView
  | ToldView;

/** What became of a ticket that concerns this user: nothing came back, and it ends by itself once it was seen to. */
export type TicketView = Extract<NoticeRow['notice'], { kind: 'ticketGiven' | 'promise' }>;

export type AppointmentView = Extract<NoticeRow['notice'], { kind: 'appointment' }>;

/** What a colleague did that this user shall know of: nothing came back, nothing has to be decided. */
export type ToldView =
  | { kind: 'mentioned'; conversationId: string; byUserId: string; messageId: string; text: string }
  | { kind: 'transferred'; conversationId: string; byUserId: string; text: string };

/** Reads a notice's wish, which travels untyped: a field that is not what it should be counts as absent. */
export function noticeView({ notice }: Pick<NoticeRow, 'notice'>): NoticeView {
  if ((notice.kind === 'decide' || notice.kind === 'refused') && notice.replica === 'appointments') {
    return { kind: 'agenda', rowId: notice.rowId, problem: notice.kind === 'refused' ? notice.problem : null };
  }
  if (notice.kind === 'decide') {
    const { replica, rowId, field, wish, stands } = notice;
    return { kind: 'decide', replica, rowId, field, mine: words(wish), stands: words(stands) };
  }
  if (notice.kind === 'undelivered') {
    const { conversationId, rowId, status, failure, text } = notice;
    return { kind: 'undelivered', conversationId, messageId: rowId, status, failureCode: failure?.code ?? '', text };
  }
  if (notice.kind === 'mentioned') return notice;
  if (notice.kind === 'held') {
    const { kind, problem, conversationId, text } = notice;
    return { kind, problem, conversationId, text };
  }
  if (notice.kind === 'webhookDisabled') return { kind: notice.kind, url: notice.url, reason: notice.reason };
  if (notice.kind === 'queueUnserved') return { kind: notice.kind, name: notice.name };
  if (notice.kind === 'transferred') {
    const { kind, conversationId, byUserId, reason } = notice;
    return { kind, conversationId, byUserId, text: reason };
  }
  if (notice.kind === 'appointment') return notice;
  if (notice.kind === 'ticketGiven' || notice.kind === 'promise' || notice.kind === 'invitationAnswered') return notice;
  const { problem, wish, replica, rowId, conversationId } = notice;
  const content = messageContentSchema.safeParse(wish.content);
  const isMessage = replica === 'messages' || replica === 'scheduled';
  if (isMessage && conversationId && (content.success || words(wish.text))) {
    const text = words(wish.text) || (content.success ? textOf(content.data) : '');
    return {
      kind: 'refusedMessage',
      problem,
      conversationId,
      text,
      isNote: wish.direction === 'note',
      content: content.success ? content.data : { kind: 'text', text },
      replyToId: words(wish.replyToId),
      wasForLater: replica === 'scheduled',
    };
  }
  return { kind: 'refusedChange', problem, replica, rowId, conversationId: conversationId || null, wish };
}

/** The part of a notice that somebody wrote, for the clipboard; empty where nobody did. */
export function ownText(view: NoticeView): string {
  switch (view.kind) {
    case 'refusedMessage':
    case 'undelivered':
    case 'held':
      return view.text;
    case 'decide':
      return view.mine;
    case 'agenda':
    case 'mentioned':
    case 'transferred':
    case 'ticketGiven':
    case 'promise':
    case 'appointment':
    case 'webhookDisabled':
    case 'invitationAnswered':
    case 'queueUnserved':
      return '';
    case 'refusedChange':
      return ['notes', 'draft', 'name', 'email'].map((field) => words(view.wish[field])).find(Boolean) ?? '';
  }
}

/**
 * Whether the same wish may be taken another time: what a rule forbids whatever the time is not offered again.
 * @param contactWrote since the notice: the reply window is open again.
 */
export function mayTryAgain(problem: { code: string }, contactWrote: boolean): boolean {
  if (problem.code === 'message.windowClosed') return contactWrote;
  return !FINAL.has(problem.code);
}

const FINAL: ReadonlySet<string> = new Set([
  'auth.notPermitted',
  'replica.readOnly',
  'record.notFound',
  'input.invalid',
  'message.empty',
  'message.tooLong',
  'message.unchangeable',
  'message.kindNotSupported',
  'conversation.impossibleMove',
]);

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
