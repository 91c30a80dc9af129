import { systemEventSchema } from '@balcao/domain';
import { expect, test } from 'vitest';
import { eventsOf, type LiveRow } from './events.ts';

const row: LiveRow = {
  id: 'm',
  conversationId: 'c',
  channelId: 'ch',
  direction: 'system',
  kind: 'system',
  text: '',
  content: null,
  source: 'system',
  authorId: null,
  status: null,
  createdAt: new Date(0),
  contactId: 'p',
  contactName: 'Contato de teste',
  channelKind: 'whatsapp',
  queueId: null,
  assigneeId: null,
};
const types = (event: object, place: 'company' | 'conversation') =>
  eventsOf({ ...row, content: { kind: 'system', event: systemEventSchema.parse(event) } }, place).map(
    ({ type }) => type,
  );

test.each([
  [{ type: 'opened', queueId: null }, 'new_ticket', 'system_message'],
  [{ type: 'reopened', byUserId: null }, 'new_ticket', 'system_message'],
  [{ type: 'assigned', toUserId: 'u', byUserId: 'u' }, 'ticket_assigned', 'attendant_assigned'],
  [{ type: 'transferred', toUserId: null, toQueueId: 'q', byUserId: 'u' }, 'ticket_transferred', 'ticket_transferred'],
  [{ type: 'closed', byUserId: 'u' }, 'ticket_closed', 'session_ended'],
])('%o is %s to the company and %s in its conversation', (event, inCompany, inConversation) => {
  expect(types(event, 'company')).toEqual([inCompany]);
  expect(types(event, 'conversation')).toEqual([inConversation]);
});

test('the rest of the timeline is told in the conversation only, and a message in both', () => {
  expect(types({ type: 'snoozed', byUserId: null, until: null }, 'company')).toEqual([]);
  expect(types({ type: 'snoozed', byUserId: null, until: null }, 'conversation')).toEqual(['system_message']);
  const message = { ...row, direction: 'in', kind: 'text', text: 'Olá', content: { kind: 'text', text: 'Olá' } };
  for (const place of ['company', 'conversation'] as const)
    expect(eventsOf(message, place)).toMatchObject([{ type: 'new_message', data: { text: 'Olá', direction: 'in' } }]);
});

test('INB-27 imported history is told to nobody', () => {
  const message = {
    ...row,
    direction: 'in',
    kind: 'text',
    source: 'history',
    content: { kind: 'text', text: 'Ontem' },
  };
  for (const place of ['company', 'conversation'] as const) expect(eventsOf(message, place)).toEqual([]);
});
