import { expect, test } from 'vitest';
import { outcomeOf } from './send.ts';
import { SmtpFailure, type SmtpStep } from './smtp.ts';

const failed = (step: SmtpStep, reply: { responseCode?: number; response?: string; code?: string }) =>
  outcomeOf(new SmtpFailure(step, Object.assign(new Error(reply.response ?? 'broken'), reply)));

test.each<[string, SmtpStep, Parameters<typeof failed>[1], object]>([
  [
    'a server that asks to come later (greylisting) costs an attempt',
    'offer',
    { responseCode: 450, response: '450 4.2.0 Greylisted, try again' },
    { kind: 'refused', code: 'email.4.2.0' },
  ],
  [
    'a full mailbox may have room again',
    'offer',
    { responseCode: 452, response: '452 4.2.2 Mailbox full' },
    { kind: 'refused', code: 'email.4.2.2' },
  ],
  [
    'an address that is none is refused for good',
    'offer',
    { responseCode: 550, response: '550 5.1.1 User unknown' },
    { kind: 'rejected', code: 'email.5.1.1' },
  ],
  [
    'a refusal without an enhanced code tells its own',
    'offer',
    { responseCode: 554, response: '554 No' },
    { kind: 'rejected', code: 'email.554' },
  ],
  [
    'a password that is wrong keeps everything waiting',
    'login',
    { responseCode: 535, response: '535 5.7.8 Bad credentials' },
    { kind: 'blocked', code: 'email.smtpLogin' },
  ],
  [
    'a server that is busy at sign-in is not a wrong password',
    'login',
    { responseCode: 454, response: '454 4.7.0 Temporary authentication failure' },
    { kind: 'refused', code: 'email.4.7.0' },
  ],
  ['a server that is not there may come back', 'connect', { code: 'ECONNREFUSED' }, { kind: 'refused' }],
  ['a line that breaks before the mail left is an attempt', 'offer', { code: 'ETIMEDOUT' }, { kind: 'refused' }],
  ['a line that breaks after it leaves it unclear', 'hand over', { code: 'ETIMEDOUT' }, { kind: 'unclear' }],
])('%s', (_what, step, reply, outcome) => {
  expect(failed(step, reply)).toMatchObject(outcome);
});
