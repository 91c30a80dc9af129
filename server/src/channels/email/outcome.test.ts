import { expect, test } from 'vitest';
import { outcomeOf } from './send.ts';
import { SmtpFailure, type SmtpStep } from './smtp.ts';

/** @param said the server's answer, or how the line to it broke. */
const failed = (step: SmtpStep, said: string) => {
  const responseCode = Number(/^\d{3}/.exec(said)?.[0]);
  const reply = responseCode ? { responseCode, response: said } : { code: said };
  return outcomeOf(new SmtpFailure(step, Object.assign(new Error(said), reply)));
};

test.each<[string, SmtpStep, string, kind: string, code: string]>([
  ['asked to come later (greylisting), it is an attempt', 'offer', '450 4.2.0 Try again', 'refused', 'email.4.2.0'],
  ['a full mailbox may have room again', 'offer', '452 4.2.2 Mailbox full', 'refused', 'email.4.2.2'],
  ['an address that is none is refused for good', 'offer', '550 5.1.1 User unknown', 'rejected', 'email.5.1.1'],
  ['a refusal without an enhanced code tells its own', 'offer', '554 No', 'rejected', 'email.554'],
  ['a wrong password keeps everything waiting', 'login', '535 5.7.8 Bad credentials', 'blocked', 'email.smtpLogin'],
  ['no password at all keeps everything waiting', 'login', 'EAUTH', 'blocked', 'email.smtpLogin'],
  ['a server busy at sign-in is no wrong password', 'login', '454 4.7.0 Not now', 'refused', 'email.4.7.0'],
  ['a server that is not there may come back', 'connect', 'ECONNREFUSED', 'refused', 'connection.ECONNREFUSED'],
  ['a line that breaks before the mail left is an attempt', 'offer', 'ETIMEDOUT', 'refused', 'connection.ETIMEDOUT'],
  ['a line that breaks after it leaves it unclear', 'hand over', 'ETIMEDOUT', 'unclear', 'connection.ETIMEDOUT'],
])('%s', (_what, step, said, kind, code) => {
  expect(failed(step, said)).toMatchObject({ kind, code });
});
