import type { Instead } from './booking/questions.ts';
import type { MessagePart, PartFault } from './messages/partFaults.ts';

/**
 * Every refusal the product can give, in one list: a stable code and its data. Words belong to whoever shows them
 * (`resources/messages`, key `problem.<code>`); HTTP statuses belong to the edge (`server/src/http/problems.ts`).
 *
 * Three kinds of "no": an expected outcome is a value; a refusal is a `Refusal`; a bug is a plain Error and fails the request.
 */
export type Problem =
  | { code: 'auth.wrongCredentials' }
  | { code: 'auth.chooseCompany'; companies: { domain: string; name: string }[] }
  | { code: 'auth.signedOut' }
  | { code: 'auth.companyMismatch' }
  | { code: 'auth.notPermitted'; permission: string }
  | { code: 'auth.scopeMissing'; scope: string }
  | { code: 'auth.peopleOnly' }
  | { code: 'auth.linkOver' }
  | { code: 'mail.noPublicUrl' }
  | { code: 'user.lastAdmin' }
  | { code: 'auth.tooManyAttempts'; retryAfterSeconds: number }
  | { code: 'input.invalid'; issues: { path: string; message: string }[] }
  | { code: 'record.notFound'; record: string; id: string }
  | { code: 'record.changedMeanwhile'; record: string; id: string }
  | { code: 'record.inUse'; record: string; id: string }
  | { code: 'record.nameTaken'; record: string; name: string }
  | { code: 'contact.mergeNotUndoable'; reason: 'tooLate' | 'undoneAlready' | 'mergedAgain' }
  | { code: 'import.unreadable'; reason: 'empty' | 'tooLarge' | 'noTable' | 'badVcard' }
  | { code: 'import.notWaiting'; state: string }
  | { code: 'request.keyReused'; key: string }
  | { code: 'request.tooMany'; retryAfterSeconds: number }
  | { code: 'request.stillRunning'; key: string; retryAfterSeconds: number }
  | { code: 'media.notReady'; mediaId: string; state: string }
  | { code: 'media.tooLarge'; limitBytes: number }
  | { code: 'media.linkExpired' }
  | { code: 'media.isProgram' }
  | { code: 'media.alreadyThere'; mediaId: string }
  | { code: 'media.badUpload'; what: string }
  | { code: 'conversation.closed'; conversationId: string }
  | { code: 'conversation.noProgram' }
  | { code: 'conversation.taken'; conversationId: string; byUserId: string; byName: string }
  | { code: 'conversation.impossibleMove'; from: string; move: string }
  | { code: 'conversation.wroteMeanwhile'; conversationId: string }
  | { code: 'message.windowClosed'; conversationId: string; closedAt: number | null }
  | { code: 'message.empty' }
  | { code: 'message.tooLong'; limit: number; length: number }
  | { code: 'message.invalidPart'; part: MessagePart; at: string; fault: PartFault['fault']; limit: number }
  | { code: 'channel.platformRefused'; platformCode: string; detail: string }
  | { code: 'template.notUsable'; state: string; reason: string }
  | { code: 'contact.optedOut'; contactId: string }
  | { code: 'message.notReactable'; messageId: string }
  | { code: 'message.kindNotSupported'; kind: string; channel: string }
  | { code: 'message.badAddress'; address: string }
  | { code: 'message.noAddress'; conversationId: string }
  | { code: 'message.unchangeable'; messageId: string }
  | { code: 'scheduled.badTime'; reason: 'past' | 'tooFar'; days: number }
  | { code: 'scheduled.tooMany'; limit: number }
  /** Its time passed while nobody could send it: whether it still makes sense is for a person to say. */
  | { code: 'scheduled.overdue'; dueAt: number }
  | { code: 'macro.unsound'; reason: 'empty' | 'afterEnd'; step: number }
  | { code: 'macro.variableOpen'; step: number; variables: string[] }
  | { code: 'ticket.impossibleMove'; from: string; move: string }
  | { code: 'ticket.notRatable'; ticketId: string; reason: 'notFinished' | 'rated' }
  | { code: 'queue.needsDefault'; queueId: string }
  | { code: 'queue.inUse'; queueId: string; open: number }
  | { code: 'queue.notMember'; queueId: string }
  | { code: 'queue.limitReached'; limit: number }
  | { code: 'appointment.impossibleMove'; from: string; move: string }
  /** It was to be marked as attended or missed, and is still to come. */
  | { code: 'appointment.notBegun'; from: number }
  /** Somebody else has it; `alternatives` are the nearest free times. */
  | {
      code: 'appointment.taken';
      from: number;
      to: number;
      alternatives: { from: number; to: number; resourceIds: string[] }[];
    }
  | {
      code: 'appointment.notOffered';
      from: number;
      alternatives: { from: number; to: number; resourceIds: string[] }[];
    }
  /** Of a type: these are answered before a time is offered. */
  | { code: 'appointment.unanswered'; questions: string[] }
  /** An answer says that it is not for them; `words` are the company's, empty where it wrote none. */
  | { code: 'appointment.notQualified'; question: string; words: string; instead: Instead }
  | { code: 'appointment.badTime'; reason: 'endNotAfterStart' | 'tooLong' | 'noSuchTime' }
  | { code: 'appointment.tooLateToCancel'; deadlineMinutes: number }
  /** What only a program fills in was filled in. */
  | { code: 'page.looksAutomatic' }
  | { code: 'waiting.impossibleMove'; from: string; move: string }
  /** Somebody waits for the same already. */
  | { code: 'waiting.already'; id: string }
  | { code: 'calendar.badRecurrence'; rrule: string }
  | { code: 'calendar.badZone'; zone: string }
  | { code: 'calendar.notCalendar' }
  | { code: 'resource.hasFuture'; resourceId: string; count: number }
  | { code: 'channel.inactive'; channelId: string }
  | { code: 'webhook.notActive'; id: string }
  | { code: 'replica.readOnly'; replica: string }
  | { code: 'replica.clientTooOld'; needed: number; found: number }
  | { code: 'replica.serverTooOld'; needed: number; found: number }
  | { code: 'replica.failing'; replica: string }
  | { code: 'replica.storageFull' };

export type ProblemCode = Problem['code'];

/** A refusal somebody can act on. The cause, where there is one, stays attached. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}
