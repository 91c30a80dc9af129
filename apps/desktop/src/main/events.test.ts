import { expect, test } from 'vitest';
import { createEvents } from './events.ts';

const open = (conversationId: string) => ({ name: 'notificationOpen', payload: { conversationId } }) as const;
const reply = (text: string) => ({ name: 'notificationReply', payload: { conversationId: 'c', text } }) as const;

test('events wait for their listener and arrive in order', () => {
  const sent: unknown[] = [];
  const events = createEvents((event) => sent.push(event));
  events.emit(open('a'));
  events.emit(reply('one'));
  events.emit(open('b'));
  expect(sent).toEqual([]);
  events.listen('notificationOpen', true);
  expect(sent).toEqual([open('a'), open('b')]);
  events.emit(open('c'));
  expect(sent).toHaveLength(3);
});

test('a reply typed while the page loads anew is delivered to the new page', () => {
  const sent: unknown[] = [];
  const events = createEvents((event) => sent.push(event));
  events.listen('notificationReply', true);
  events.forgetListeners();
  events.emit(reply('typed meanwhile'));
  expect(sent).toEqual([]);
  events.listen('notificationReply', true);
  expect(sent).toEqual([reply('typed meanwhile')]);
});

test('after the last listener left, events wait again', () => {
  const sent: unknown[] = [];
  const events = createEvents((event) => sent.push(event));
  events.listen('notificationOpen', true);
  events.listen('notificationOpen', false);
  events.emit(open('a'));
  expect(sent).toEqual([]);
});
