/**
 * Lets tickets go through a queue, from event to event (discrete-event simulation): they enter, people come and go, tickets
 * are given, end, are given up on. Who gets which is the product's own rule (distribution.ts), asked at the moments at which
 * the server asks it.
 *
 * Left out, because nothing that has happened tells of it: that a ticket takes longer where somebody has many at a time,
 * transfers, and contacts who leave by themselves.
 */
import { type OpeningTimes, openingTimes } from '../../companies/openingTimes.ts';
import { type Candidate, chooseAttendant, type Distribution, turnAfter, turnOnReturn } from '../distribution.ts';
import { Heap } from './heap.ts';
import type { PastAttendant, PastTicket, SimulatedRules, TicketCourse } from './pastTickets.ts';

/** Where attendants pull, a ticket is seen by somebody free so long after it entered; who has least then takes it. */
export const PULLED_AFTER_MS = 60_000;

type Person = Candidate & { attendant: PastAttendant; inHand: Set<Ticket> };
type Ticket = {
  n: number;
  past: PastTicket;
  course: TicketCourse;
  holder: Person | null;
  isInLine: boolean;
  /** How often it was given, or taken back: what was planned before that is void. */
  given: number;
};

type Event = { at: number; n: number } & (
  | { kind: 'ends' | 'leftUnanswered' | 'isGivenUp'; ticket: Ticket; given: number }
  | { kind: 'entersLine'; ticket: Ticket }
  | { kind: 'comes' | 'goes' | 'takesElsewhere' | 'endsElsewhere'; person: Person }
);
type Happening = Event extends infer One ? (One extends Event ? Omit<One, 'at' | 'n'> : never) : never;

/** @returns what became of each ticket, in the order given. */
export function simulateQueue(
  rules: SimulatedRules,
  attendants: readonly PastAttendant[],
  tickets: readonly PastTicket[],
): TicketCourse[] {
  return new Simulation(rules, attendants, tickets).run();
}

class Simulation {
  readonly #rules: SimulatedRules;
  readonly #distribution: Distribution;
  readonly #times: OpeningTimes;
  readonly #people: Person[];
  readonly #tickets: Ticket[];
  readonly #lastOf = new Map<string, string>();
  #count = 0;
  readonly #events = new Heap<Event>((one, other) => one.at < other.at || (one.at === other.at && one.n < other.n));
  /** As the server's index has them: most urgent, then longest in line. Who left it is passed over. */
  readonly #line = new Heap<Ticket>(isAhead);

  constructor(rules: SimulatedRules, attendants: readonly PastAttendant[], tickets: readonly PastTicket[]) {
    this.#rules = rules;
    this.#distribution = rules.distribution === 'manual' ? 'least_busy' : rules.distribution;
    this.#times = openingTimes(rules.hours);
    this.#people = attendants.map((attendant) => ({
      ...{ attendant, userId: attendant.userId, weight: attendant.weight, skills: attendant.skills },
      ...{ availability: 'offline', active: 0, limit: rules.limit, turn: 0, idleSince: 0, inHand: new Set() },
    }));
    this.#tickets = tickets.map((past, n) => ({
      n,
      past,
      course: notYet(past),
      holder: null,
      isInLine: false,
      given: 0,
    }));
  }

  run(): TicketCourse[] {
    for (const person of this.#people) {
      for (const { from, to } of person.attendant.elsewhere) {
        this.#plan(from, { kind: 'takesElsewhere', person });
        this.#plan(to, { kind: 'endsElsewhere', person });
      }
      for (const { from, to } of person.attendant.shifts) {
        this.#plan(from, { kind: 'comes', person });
        this.#plan(to, { kind: 'goes', person });
      }
    }
    const seenAfterMs = this.#rules.distribution === 'manual' ? PULLED_AFTER_MS : 0;
    for (const ticket of this.#tickets) {
      const { enteredAt } = ticket.past;
      this.#plan(enteredAt + seenAfterMs, { kind: 'entersLine', ticket });
      this.#planGivingUp(ticket, enteredAt);
    }
    for (let event = this.#events.take(); event; event = this.#events.take()) {
      this.#happen(event);
      this.#giveOut(event.at);
    }
    return this.#tickets.map(({ course }) => course);
  }

  #plan(at: number, happening: Happening): void {
    this.#count += 1;
    this.#events.add({ at, n: this.#count, ...happening });
  }

  /** As long after `at` as the queue has it, unless somebody takes it before. */
  #planGivingUp(ticket: Ticket, at: number): void {
    const { abandonedAfterMs } = this.#rules;
    const givenUpAt = abandonedAfterMs === null ? null : this.#times.afterOpenMs(at, abandonedAfterMs);
    if (givenUpAt !== null) this.#plan(givenUpAt, { kind: 'isGivenUp', ticket, given: ticket.given });
  }

  #happen(event: Event): void {
    switch (event.kind) {
      case 'entersLine':
        if (!event.ticket.course.isAbandoned) this.#lineUp(event.ticket);
        return;
      case 'isGivenUp':
        if (event.given === event.ticket.given) giveUp(event.ticket, event.at);
        return;
      case 'ends':
        if (event.given === event.ticket.given) this.#end(event.ticket, event.at);
        return;
      case 'leftUnanswered':
        if (event.given === event.ticket.given) this.#takeBack(event.ticket, event.at);
        return;
      case 'comes':
        this.#come(event.person);
        return;
      case 'goes':
        this.#go(event.person, event.at);
        return;
      case 'takesElsewhere':
        event.person.active += 1;
        event.person.idleSince = event.at;
        return;
      case 'endsElsewhere':
        event.person.active -= 1;
        event.person.idleSince = event.at;
    }
  }

  #giveOut(at: number): void {
    for (let next = this.#line.least; next; next = this.#line.least) {
      if (next.isInLine) {
        const lastUserId = this.#rules.isSticky ? (this.#lastOf.get(next.past.contactId) ?? null) : null;
        const person = chooseAttendant(this.#distribution, this.#people, { skills: next.past.skills, lastUserId });
        if (!person) return;
        this.#give(next, person, at);
      }
      this.#line.take();
    }
  }

  #give(ticket: Ticket, person: Person, at: number): void {
    const { past, course } = ticket;
    ticket.isInLine = false;
    ticket.given += 1;
    course.startedAt ??= at;
    course.byUserId = person.userId;
    ticket.holder = person;
    person.inHand.add(ticket);
    person.active += 1;
    course.answeredAt = at + Math.min(past.answerMs * person.active, past.handleMs);
    person.turn = turnAfter(person.turn, person.weight);
    person.idleSince = at;
    this.#plan(at + past.handleMs, { kind: 'ends', ticket, given: ticket.given });
  }

  #end(ticket: Ticket, at: number): void {
    const person = letGo(ticket, at);
    ticket.course.endedAt = at;
    if (person) this.#lastOf.set(ticket.past.contactId, person.userId);
  }

  #lineUp(ticket: Ticket): void {
    ticket.isInLine = true;
    this.#line.add(ticket);
  }

  #come(person: Person): void {
    const others = this.#people.filter((other) => other !== person && other.availability === 'online');
    person.turn = turnOnReturn(
      person.turn,
      others.map(({ turn }) => turn),
    );
    person.availability = 'online';
  }

  /** What they have answered they end; the rest goes back (QUE-08). */
  #go(person: Person, at: number): void {
    person.availability = 'offline';
    for (const ticket of person.inHand) {
      const { answeredAt } = ticket.course;
      const backAt = at + this.#rules.returnGraceMs;
      if (answeredAt !== null && answeredAt > backAt) {
        this.#plan(backAt, { kind: 'leftUnanswered', ticket, given: ticket.given });
      }
    }
  }

  #takeBack(ticket: Ticket, at: number): void {
    if (ticket.holder?.availability === 'online') return;
    letGo(ticket, at);
    ticket.given += 1;
    Object.assign(ticket.course, { byUserId: null, answeredAt: null });
    this.#planGivingUp(ticket, at);
    this.#lineUp(ticket);
  }
}

function letGo(ticket: Ticket, at: number): Person | null {
  const { holder } = ticket;
  ticket.holder = null;
  if (holder?.inHand.delete(ticket)) {
    holder.active -= 1;
    holder.idleSince = at;
  }
  return holder;
}

function giveUp(ticket: Ticket, at: number): void {
  if (ticket.holder !== null || ticket.course.endedAt !== null) return;
  ticket.isInLine = false;
  ticket.course.isAbandoned = true;
  ticket.course.endedAt = at;
}

const notYet = ({ enteredAt }: PastTicket): TicketCourse => ({
  ...{ enteredAt, startedAt: null, answeredAt: null, endedAt: null, isAbandoned: false, byUserId: null },
});

function isAhead({ past: one, n }: Ticket, { past: other, n: otherN }: Ticket): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.enteredAt === other.enteredAt ? n < otherN : one.enteredAt < other.enteredAt;
}
