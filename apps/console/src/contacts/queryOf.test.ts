import { type ContactRow, emptyRow, REPLICAS } from '@balcao/replica';
import { expect, test } from 'vitest';
import { NO_FILTER } from './contactsScreen.ts';
import { inOrder, matches, queryOf } from './queryOf.ts';

const contactRow = (own: Partial<ContactRow>): ContactRow => ({
  ...emptyRow(REPLICAS.contacts, ''),
  optIn: null,
  ...own,
});
const field = { id: 'f1', name: 'Idade', fieldKind: 'number' as const, options: [] };

test('only what narrows is asked, and a value that does not fit its field is none', () => {
  expect(queryOf(NO_FILTER, [field])).toEqual({});
  expect(queryOf({ ...NO_FILTER, text: ' ana ', fieldId: 'f1', fieldValue: 'doze' }, [field])).toEqual({ text: 'ana' });
  expect(queryOf({ ...NO_FILTER, fieldId: 'f1', fieldValue: '12' }, [field])).toEqual({
    fieldId: 'f1',
    fieldValue: 12,
  });
});

test('offline the replica answers the same: without accents, by digits, nobody’s, never asked', () => {
  const row = contactRow({ name: 'João Ação', phone: '+5511900000004', custom: { f1: 12 } });
  const asks = (filter: Partial<typeof NO_FILTER>) => matches(row, { ...NO_FILTER, ...filter }, [field]);
  expect([asks({ text: 'joao ac' }), asks({ text: '90000-0004' }), asks({ text: 'maria' })]).toEqual([
    true,
    true,
    false,
  ]);
  expect([asks({ ownerId: 'none' }), asks({ ownerId: 'u1' })]).toEqual([true, false]);
  expect([asks({ optIn: 'unknown' }), asks({ optIn: 'in' })]).toEqual([true, false]);
  expect([asks({ fieldId: 'f1', fieldValue: '12' }), asks({ fieldId: 'f1', fieldValue: '13' })]).toEqual([true, false]);
});

test('rows stand in the wanted order', () => {
  const rows = [
    contactRow({ id: '1', nameKey: 'b', lastContactAt: null }),
    contactRow({ id: '2', nameKey: 'a', lastContactAt: 5 }),
    contactRow({ id: '3', nameKey: 'c', lastContactAt: 9 }),
  ];
  const ids = (order: Parameters<typeof inOrder>[1]) => inOrder(rows, order).map(({ id }) => id);
  expect([ids('name'), ids('lastContact'), ids('newest')]).toEqual([
    ['2', '1', '3'],
    ['3', '2', '1'],
    ['3', '2', '1'],
  ]);
});
