import { businessScopedId } from '../ids.ts';

/** Somebody with a phone. */
export type Person = {
  /** The simulator's own name for them; stays when their number changes. */
  readonly key: string;
  name: string;
  username: string | null;
  /** The id of their account: digits. `null`: the business knows them by a business-scoped id only. */
  waId: string | null;
  /** Set when a business-scoped id was given; else it follows from the number and the business portfolio. */
  givenUserId: string | null;
  /** Whether deliveries carry their number (a username hides it). */
  sharesNumber: boolean;
  /** Without a network: what is sent to them waits, what they write waits. */
  airplane: boolean;
  /** Their account is gone: messages fail with 131026. */
  unreachable: boolean;
};

export type People = {
  all(): readonly Person[];
  byKey(key: string): Person | null;
  /** Finds by number in any spelling. */
  withNumber(number: string): Person | null;
  /** Finds by number in any spelling, or makes the person: every number has a phone here. */
  byNumber(number: string, name?: string): Person;
  /** Finds by business-scoped id, or makes a person of whom nothing else is known. */
  byUserId(userId: string, portfolios: readonly string[], name?: string): Person;
  put(person: Person): void;
};

export function createPeople(): People {
  const people = new Map<string, Person>();

  function make(key: string, rest: Pick<Person, 'name' | 'waId' | 'givenUserId'>): Person {
    const person: Person = {
      key,
      username: null,
      sharesNumber: rest.waId !== null,
      airplane: false,
      unreachable: false,
      ...rest,
    };
    people.set(key, person);
    return person;
  }

  function withNumber(number: string): Person | null {
    const wanted = spelling(number.replace(/\D/g, ''));
    return [...people.values()].find((person) => person.waId !== null && spelling(person.waId) === wanted) ?? null;
  }

  return {
    all: () => [...people.values()],
    put(person) {
      people.set(person.key, person);
    },
    byKey: (key) => people.get(key) ?? null,
    withNumber,
    byNumber(number, name) {
      const digits = number.replace(/\D/g, '');
      const known = withNumber(digits);
      if (!known)
        return make(freeKey(people, digits), { name: name ?? nameOf(digits), waId: digits, givenUserId: null });
      if (name !== undefined) known.name = name;
      return known;
    },
    byUserId(userId, portfolios, name) {
      const known = [...people.values()].find((person) =>
        portfolios.some((portfolio) => userIdOf(person, portfolio) === userId),
      );
      if (!known) return make(freeKey(people, userId), { name: name ?? userId, waId: null, givenUserId: userId });
      if (name !== undefined) known.name = name;
      return known;
    },
  };
}

/** What this business calls the person, whatever their number. */
export function userIdOf(person: Person, portfolio: string): string {
  return person.givenUserId ?? businessScopedId(person.waId ?? person.key, portfolio);
}

/**
 * One spelling for the several forms of a number: Brazilian ninth digit, Mexican 1, Argentine 9.
 * Not shared with the product on purpose: a stand-in with the product's own rule could never disagree with it.
 */
function spelling(digits: string): string {
  return digits
    .replace(/^(55\d{2})9(\d{8})$/, '$1$2')
    .replace(/^521(\d{10})$/, '52$1')
    .replace(/^549(\d{10})$/, '54$1');
}

/** A number given up by one person may be taken by another. */
function freeKey(people: ReadonlyMap<string, Person>, wanted: string): string {
  let key = wanted;
  for (let n = 2; people.has(key); n += 1) key = `${wanted}-${n}`;
  return key;
}

/** Plainly a test contact, numbered by the end of the number. */
const nameOf = (digits: string) => `Contato de teste ${digits.slice(-2)}`;
