import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineReplica, type RowOf } from './define.ts';
import { flag, id, int, json, list, text } from './field.ts';
import { mergeRow } from './merge.ts';
import { emptyRow } from './row.ts';

const card = defineReplica({
  name: 'card',
  version: 0,
  fields: {
    id: id(),
    number: int(),
    owner: text(20, { merge: 'once' }),
    title: text(20, { merge: 'latest' }),
    pinned: flag({ merge: 'latest' }),
    seen: int({ merge: 'max' }),
    tags: list({ merge: 'set' }),
    note: text(20, { merge: 'ask' }),
  },
  indexes: [],
  creates: true,
});
type Card = RowOf<typeof card>;

const ID = '01900000-0000-7000-8000-000000000001';
const plain: Card = {
  ...emptyRow(card, ID),
  number: 7,
  owner: 'ana',
  title: 'a',
  tags: ['x', 'y'],
  note: 'n',
  seen: 3,
};
const merged = (base: Card | null, master: Card | null, wish: Card) => mergeRow(card, { base, master, wish });

const someCard = fc.record({
  id: fc.constant(ID),
  number: fc.nat(),
  owner: fc.constantFrom('ana', 'rui'),
  title: fc.constantFrom('a', 'b', 'c'),
  pinned: fc.boolean(),
  seen: fc.nat(20),
  tags: fc.uniqueArray(fc.constantFrom('v', 'w', 'x', 'y', 'z')),
  note: fc.constantFrom('n', 'm', 'o'),
});

describe('a wish meets a row', () => {
  test('that nobody else changed: it stands, but for what consoles may not write', () => {
    const wish = { ...plain, number: 99, owner: 'rui', title: 'b', tags: ['x', 'z'], note: 'm', seen: 5 };
    const { row, changed, asked } = merged(plain, plain, wish);
    expect(row).toEqual({ ...plain, title: 'b', tags: ['x', 'z'], note: 'm', seen: 5 });
    expect(changed).toEqual(['title', 'seen', 'tags', 'note']);
    expect(asked).toEqual([]);
  });

  test('that others changed elsewhere: both changes are kept', () => {
    const { row } = merged(plain, { ...plain, title: 'server', number: 8 }, { ...plain, note: 'mine' });
    expect(row).toMatchObject({ title: 'server', number: 8, note: 'mine' });
  });

  test('changed in the same field: the later wish stands, sets keep both sides, and a note is asked about', () => {
    const master = { ...plain, title: 'theirs', tags: ['y', 'their'], note: 'theirs' };
    const { row, asked } = merged(plain, master, { ...plain, title: 'mine', tags: ['x', 'y', 'my'], note: 'mine' });
    expect(row).toMatchObject({ title: 'mine', note: 'theirs' });
    expect([...row.tags].sort()).toEqual(['my', 'their', 'y']);
    expect(asked).toEqual([{ field: 'note', wish: 'mine', stands: 'theirs' }]);
  });

  test('nobody asks when both sides wrote the same', () => {
    const same = { ...plain, note: 'agreed' };
    expect(merged(plain, same, same)).toMatchObject({ changed: [], asked: [] });
  });

  test('that the console made: everything but the server fields is taken', () => {
    const { row, changed } = merged(null, null, plain);
    expect(row).toEqual({ ...plain, number: 0 });
    expect(changed).toEqual(['id', 'owner', 'title', 'pinned', 'seen', 'tags', 'note']);
  });

  test('that two devices made: only what the second one filled in is its wish', () => {
    const first = { ...emptyRow(card, ID), owner: 'ana', title: 'draft', pinned: true, seen: 9 };
    const second = { ...emptyRow(card, ID), owner: 'ana', seen: 4, tags: ['q'] };
    expect(merged(null, first, second).row).toEqual({ ...first, tags: ['q'] });
  });
});

describe('whatever the rows', () => {
  test('a wish that comes twice changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.option(someCard), someCard, someCard, (base, master, wish) => {
        const once = merged(base, master, wish).row;
        const again = merged(base, once, wish);
        expect(again.row).toEqual(once);
        expect(again.changed).toEqual([]);
      }),
    );
  });

  test('wishes from one base converge in any order and with repetitions, but for the latest-wins fields', () => {
    fc.assert(
      fc.property(
        someCard,
        fc.array(someCard, { minLength: 1, maxLength: 4 }).chain((wishes) =>
          fc.record({
            wishes: fc.constant(wishes),
            other: fc.shuffledSubarray([...wishes, ...wishes], { minLength: wishes.length * 2 }),
          }),
        ),
        (base, { wishes, other }) => {
          const arrive = (order: Card[]) => order.reduce((master, wish) => merged(base, master, wish).row, base);
          const settled = ({ tags, seen, owner, number }: Card) => ({ tags: [...tags].sort(), seen, owner, number });
          expect(settled(arrive(other))).toEqual(settled(arrive(wishes)));
        },
      ),
    );
  });

  test('sets keep what either side added and lose what either side removed', () => {
    fc.assert(
      fc.property(someCard, someCard, someCard, (base, master, wish) => {
        const { tags } = merged(base, master, wish).row;
        const addedByWish = wish.tags.filter((tag) => !base.tags.includes(tag));
        const addedByMaster = master.tags.filter((tag) => !base.tags.includes(tag));
        for (const tag of [...addedByWish, ...addedByMaster]) expect(tags).toContain(tag);
        for (const tag of base.tags) {
          expect(tags.includes(tag)).toBe(wish.tags.includes(tag) && master.tags.includes(tag));
        }
        expect(new Set(tags).size).toBe(tags.length);
      }),
    );
  });

  test('a counter never falls', () => {
    fc.assert(
      fc.property(fc.option(someCard), someCard, someCard, (base, master, wish) => {
        expect(merged(base, master, wish).row.seen).toBeGreaterThanOrEqual(master.seen);
      }),
    );
  });

  test('what consoles may not write stays as the server has it', () => {
    fc.assert(
      fc.property(fc.option(someCard), someCard, someCard, (base, master, wish) => {
        const { row } = merged(base, master, wish);
        expect(row).toMatchObject({ number: master.number, owner: master.owner, id: ID });
      }),
    );
  });

  test('a contested note keeps the server side and reports the wish, so nothing typed is lost', () => {
    fc.assert(
      fc.property(someCard, someCard, someCard, (base, master, wish) => {
        const { row, asked } = merged(base, master, wish);
        if (wish.note !== base.note && row.note !== wish.note) {
          expect(asked).toEqual([{ field: 'note', wish: wish.note, stands: master.note }]);
        }
      }),
    );
  });
});

describe('an object that is merged key by key', () => {
  const form = defineReplica({
    name: 'form',
    version: 0,
    fields: { id: id(), values: json(z.record(z.string(), z.number()), { merge: 'keys' }) },
    indexes: [],
    creates: false,
  });
  const row = (values: Record<string, number>) => ({ id: ID, values });
  const some = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(3));

  test('keeps what either side set or took away; for one key the wish stands', () => {
    const { row: merged } = mergeRow(form, {
      base: row({ a: 1, b: 1, c: 1 }),
      master: row({ a: 2, b: 1, d: 4 }),
      wish: row({ a: 3, c: 1, e: 5 }),
    });
    expect(merged.values).toEqual({ a: 3, d: 4, e: 5 });
  });

  test('changes nothing where nothing was wished, and nothing more when the same wish comes again', () => {
    fc.assert(
      fc.property(some, some, some, (base, master, wish) => {
        expect(mergeRow(form, { base: row(base), master: row(master), wish: row(base) }).changed).toEqual([]);
        const once = mergeRow(form, { base: row(base), master: row(master), wish: row(wish) }).row;
        expect(mergeRow(form, { base: row(base), master: once, wish: row(wish) }).row).toEqual(once);
      }),
    );
  });
});
