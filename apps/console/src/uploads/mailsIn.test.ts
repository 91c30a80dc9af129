import type { Upload } from '@balcao/replica/client';
import { expect, test } from 'vitest';
import { mailsIn } from './mailsIn.ts';

const nobody = { address: '', name: '' };
const mail: NonNullable<Upload['mail']> = {
  kind: 'email',
  subject: '',
  from: nobody,
  to: [],
  cc: [],
  bcc: [],
  replyTo: null,
  text: 'Segue',
  html: '',
  quoted: '',
  files: [],
  automatic: null,
  isCut: false,
};
const file = (id: string, messageId: string, own: Partial<Upload> = {}): Upload => ({
  id,
  messageId,
  conversationId: 'c',
  authorId: 'a',
  replyToId: '',
  kind: 'document',
  voice: false,
  caption: '',
  fileName: id,
  mime: 'text/plain',
  sizeBytes: 1,
  width: null,
  height: null,
  durationS: null,
  waveform: null,
  createdAt: 0,
  state: { kind: 'waiting' },
  ...own,
});

test('files of one mail are found together, in their order, and those of other channels are left out', () => {
  const uploads = [file('1', 'm', { mail }), file('2', 'foto'), file('3', 'n', { mail }), file('4', 'm', { mail })];
  expect(mailsIn(uploads).map((each) => each.map(({ id }) => id))).toEqual([['1', '4'], ['3']]);
});
