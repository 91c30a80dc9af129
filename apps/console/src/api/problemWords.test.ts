import { readFileSync } from 'node:fs';
import type { ProblemCode } from '@balcao/domain';
import { expect, test } from 'vitest';

/** Every code of the domain, by the compiler's word: a new one fails to compile here until it stands in this list. */
const CODES = {
  'auth.wrongCredentials': true,
  'auth.chooseCompany': true,
  'auth.signedOut': true,
  'auth.companyMismatch': true,
  'auth.notPermitted': true,
  'auth.scopeMissing': true,
  'auth.peopleOnly': true,
  'auth.linkOver': true,
  'mail.noPublicUrl': true,
  'user.lastAdmin': true,
  'auth.tooManyAttempts': true,
  'input.invalid': true,
  'record.notFound': true,
  'ticket.impossibleMove': true,
  'queue.needsDefault': true,
  'queue.inUse': true,
  'queue.notMember': true,
  'queue.limitReached': true,
  'record.changedMeanwhile': true,
  'record.inUse': true,
  'record.nameTaken': true,
  'request.keyReused': true,
  'request.tooMany': true,
  'request.stillRunning': true,
  'media.notReady': true,
  'media.tooLarge': true,
  'media.linkExpired': true,
  'media.isProgram': true,
  'media.alreadyThere': true,
  'media.badUpload': true,
  'conversation.closed': true,
  'conversation.taken': true,
  'conversation.impossibleMove': true,
  'conversation.wroteMeanwhile': true,
  'message.windowClosed': true,
  'message.empty': true,
  'message.tooLong': true,
  'message.kindNotSupported': true,
  'message.badAddress': true,
  'message.noAddress': true,
  'message.unchangeable': true,
  'contact.mergeNotUndoable': true,
  'import.unreadable': true,
  'import.notWaiting': true,
  'scheduled.badTime': true,
  'scheduled.tooMany': true,
  'scheduled.overdue': true,
  'macro.unsound': true,
  'macro.variableOpen': true,
  'channel.inactive': true,
  'message.invalidPart': true,
  'message.notReactable': true,
  'template.notUsable': true,
  'channel.platformRefused': true,
  'contact.optedOut': true,
  'webhook.notActive': true,
  'replica.readOnly': true,
  'replica.clientTooOld': true,
  'replica.serverTooOld': true,
  'replica.failing': true,
  'replica.storageFull': true,
} satisfies Record<ProblemCode, true>;

const words = JSON.parse(
  readFileSync(new URL('../../../../resources/messages/pt-BR/problems.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, unknown>>;

test.each(Object.keys(CODES))('%s says what happened and what to do', (code) => {
  const [area = '', name = ''] = code.split('.');
  expect(words[area]?.[name]).toEqual({ what: expect.any(String), todo: expect.any(String) });
});
