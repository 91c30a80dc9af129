import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReceivedEvent } from '../../../conversations/index.ts';
import { type Platform, parseItem } from './parse.ts';
import { splitDelivery } from './split.ts';

const payload = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./payloads/${name}.json`, import.meta.url), 'utf8'));
const events = (platform: Platform, name: string): ReceivedEvent[] =>
  splitDelivery(payload(name)).map((item) => parseItem(platform, item.payload));

test('Messenger: everything that one delivery batches is told apart', () => {
  const told = events('facebook', 'messenger');
  const person = { identities: [{ kind: 'facebook', value: '9000000000000011' }], name: '' };
  expect(told).toMatchObject([
    {
      type: 'message',
      person,
      providerId: 'm_TESTE0001',
      content: { kind: 'text', text: 'Bom dia' },
      at: 1_760_000_000_000,
    },
    {
      type: 'message',
      quotedProviderId: 'm_TESTE0001',
      content: { kind: 'interactive', answer: { type: 'button', id: 'CONFIRMA', title: 'Sim' } },
    },
    { providerId: 'm_TESTE0003', content: { kind: 'image', file: { providerId: 'https://cdn.example.com/a.jpg' } } },
    { providerId: 'm_TESTE0003#1', content: { kind: 'document', file: { fileName: 'pedido médico.pdf' } } },
    { providerId: 'm_TESTE0004', content: { kind: 'interactive', answer: { id: 'GET_STARTED', title: 'Começar' } } },
    { type: 'status', providerId: 'm_SAIDA0001', status: 'delivered' },
    { type: 'status', providerId: 'm_SAIDA0002', status: 'delivered' },
    { type: 'readUntil', person, until: 1_760_000_004_500 },
    { type: 'echo', ourId: '0199a000-0000-7000-8000-000000000001', message: { providerId: 'm_SAIDA0003', person } },
    { type: 'echo', ourId: null, message: { origin: { kind: 'phone' }, content: { text: 'Respondido pela página' } } },
    { type: 'change', targetProviderId: 'm_SAIDA0001', change: { kind: 'reaction', emoji: '❤' } },
    { type: 'change', targetProviderId: 'm_TESTE0001', change: { kind: 'edit', content: { text: 'Boa tarde' } } },
    { type: 'unknown', what: 'optin' },
  ]);
});

test('Instagram: stories, voice, shares, deletions, reads and echoes', () => {
  expect(events('instagram', 'instagram')).toMatchObject([
    { type: 'message', content: { kind: 'text', text: 'Vi o story' }, person: { identities: [{ kind: 'instagram' }] } },
    { content: { kind: 'audio', voice: true } },
    { content: { kind: 'text', text: 'https://www.instagram.com/p/TESTE/' } },
    { content: { kind: 'unsupported', platformKind: 'unsupported' } },
    { type: 'change', targetProviderId: 'aWdTESTE0001', change: { kind: 'revoke' } },
    { type: 'status', providerId: 'aWdSAIDA0001', status: 'read' },
    { type: 'echo', ourId: null, message: { providerId: 'aWdSAIDA0002' } },
    { type: 'change', change: { kind: 'reaction', emoji: '' } },
    { type: 'unknown', what: 'changes' },
  ]);
});

test('items of one person share a lane, and the account is the page', () => {
  const items = splitDelivery(payload('messenger'));
  expect(new Set(items.map(({ person }) => person))).toEqual(new Set(['9000000000000011']));
  expect(new Set(items.map(({ account }) => account))).toEqual(new Set(['300000000000001']));
});

test('a message without an id is an error of its item, not of its neighbours', () => {
  const body = {
    entry: [
      { id: '1', messaging: [{ sender: { id: '2' }, recipient: { id: '1' }, timestamp: 1, message: { text: 'a' } }] },
    ],
  };
  const [item] = splitDelivery(body);
  expect(() => parseItem('facebook', item?.payload)).toThrow(/mid/);
});

test('whatever comes, splitting never throws and drops nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const body of [
        value,
        { entry: value },
        { entry: [value] },
        { entry: [{ id: '1', messaging: value }] },
        { entry: [{ messaging: [value] }] },
      ]) {
        expect(splitDelivery(body).length).toBeGreaterThan(0);
      }
    }),
  );
});
