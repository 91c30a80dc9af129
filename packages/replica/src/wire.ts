/**
 * What travels on `/sync`, as GraphQL, made from the replica definitions: the server builds its schema of
 * `toGraphQLTypes`, consoles send the documents below it. Both come from one list of fields, so they cannot drift apart.
 * The protocol in words: docs/sync.md.
 */
import { z } from 'zod';
import type { Checkpoint } from './checkpoint.ts';
import type { ReplicaDefinition, RowOf } from './define.ts';
import type { Field } from './field.ts';

/** A step of a replica: rows as they are now, ids that are no longer the viewer's, and where that leaves the console. */
export type Pulled<Row> = {
  rows: Row[];
  gone: string[];
  checkpoint: Checkpoint;
  /** Ask again at once: the end is not reached. */
  more: boolean;
  /** The console's checkpoint was of no use (another epoch, scope or version): this is the first page of a new start. */
  fresh: boolean;
  /** Rows still to come, where the server can tell. */
  remaining: number | null;
};

/**
 * What a console wants of one row. `base` is the row as it knew it, null where it made the row. `name` is a UUID of this
 * very write, the same however often it is asked: the server does a named one once.
 */
export type Wish<Row> = { base: Row | null; wish: Row; deleted: boolean; name?: string | null };

/**
 * Every pushed row as it is now, or its id among `gone`. Never less than what was pushed. The rows hold everything up to
 * the feed's number `seq`: what a step up to there says of them may be older, and is to be left aside.
 */
export type Answered<Row> = { rows: Row[]; gone: string[]; seq: number };

/** One event of the stream. `resync`: what happened up to now was not sent here, so pull everything once. */
export type Changes = { resync: boolean } & Record<string, Pulled<Record<string, unknown>> | boolean | null>;

const typeName = (definition: ReplicaDefinition) => definition.name.charAt(0).toUpperCase() + definition.name.slice(1);

export const fieldNames = {
  pull: (definition: ReplicaDefinition) => `pull${typeName(definition)}`,
  push: (definition: ReplicaDefinition) => `push${typeName(definition)}`,
  absent: (definition: ReplicaDefinition) => `absent${typeName(definition)}`,
};

function wireType(field: Field<unknown>): string {
  const bang = field.nullable ? '' : '!';
  switch (field.kind) {
    case 'text':
      return `String${bang}`;
    case 'int':
      return `Whole${bang}`;
    case 'flag':
      return `Boolean${bang}`;
    case 'list':
      return `[String!]${bang}`;
    case 'json':
      return `Json${bang}`;
  }
}

const GROUND = `
"Whole numbers from 0 to 9,999,999,999,999: counters, and times in epoch milliseconds."
scalar Whole
"Any JSON value; its shape is in the replica's definition."
scalar Json

type Checkpoint { epoch: String! scope: String! version: Int! seq: Whole! cursor: String audit: Boolean! }
input CheckpointInput { epoch: String! scope: String! version: Int! seq: Whole! cursor: String audit: Boolean! }
`;

/** The types and operations of all replicas, as SDL. */
export function toGraphQLTypes(definitions: readonly ReplicaDefinition[]): string {
  const types = definitions.map((definition) => {
    const name = typeName(definition);
    const fields = Object.entries(definition.fields).map(([name, field]) => `  ${name}: ${wireType(field)}`);
    return `
type ${name} {
${fields.join('\n')}
}
input ${name}Input {
${fields.join('\n')}
}
type ${name}Pulled {
  rows: [${name}!]!
  gone: [ID!]!
  checkpoint: Checkpoint!
  more: Boolean!
  fresh: Boolean!
  remaining: Whole
}
input ${name}Wish { base: ${name}Input wish: ${name}Input! deleted: Boolean! name: ID }
type ${name}Answered { rows: [${name}!]! gone: [ID!]! seq: Whole! }
`;
  });

  const pulls = definitions.map((definition) => {
    const name = typeName(definition);
    return `  ${fieldNames.pull(definition)}(checkpoint: CheckpointInput, limit: Int!): ${name}Pulled!
  ${fieldNames.absent(definition)}(ids: [ID!]!): [ID!]!`;
  });
  const pushes = definitions.map((definition) => {
    const name = typeName(definition);
    return `  ${fieldNames.push(definition)}(rows: [${name}Wish!]!): ${name}Answered!`;
  });
  const changes = definitions.map((definition) => `  ${definition.name}: ${typeName(definition)}Pulled`);

  return `${GROUND}${types.join('')}
type Query {
${pulls.join('\n')}
}
type Mutation {
${pushes.join('\n')}
  "Another access token for this socket. Answers for how many milliseconds it holds."
  renew(authorization: String!): Whole!
  "A word on a live topic (live.ts)."
  say(topic: String!, id: ID!, word: Json!): Boolean!
}
type Changes {
  resync: Boolean!
${changes.join('\n')}
}
type Subscription {
  changes: Changes!
  "A live topic's value now and after every change (live.ts)."
  live(topic: String!, id: ID!): Json!
}
`;
}

const CHECKPOINT = 'checkpoint { epoch scope version seq cursor audit }';
const rowFields = (definition: ReplicaDefinition) => Object.keys(definition.fields).join(' ');
const pulledFields = (definition: ReplicaDefinition) =>
  `rows { ${rowFields(definition)} } gone ${CHECKPOINT} more fresh remaining`;

/** Variables: `checkpoint`, `limit`. The answer is a `Pulled` under `step`. */
export const pullDocument = (definition: ReplicaDefinition): string =>
  `query ($checkpoint: CheckpointInput, $limit: Int!) { step: ${fieldNames.pull(definition)}(checkpoint: $checkpoint, limit: $limit) { ${pulledFields(definition)} } }`;

/** Variables: `ids`. The answer, under `absent`, are those that the viewer has no longer. */
export const absentDocument = (definition: ReplicaDefinition): string =>
  `query ($ids: [ID!]!) { absent: ${fieldNames.absent(definition)}(ids: $ids) }`;

/** Variables: `rows` (of `Wish`). The answer is an `Answered` under `answer`. */
export const pushDocument = (definition: ReplicaDefinition): string =>
  `mutation ($rows: [${typeName(definition)}Wish!]!) { answer: ${fieldNames.push(definition)}(rows: $rows) { rows { ${rowFields(definition)} } gone seq } }`;

/** In the order of the names, so that both sides write the same text whatever order they list replicas in. */
export function changesDocument(definitions: readonly ReplicaDefinition[]): string {
  const parts = definitions.map((definition) => `${definition.name} { ${pulledFields(definition)} }`).sort();
  return `subscription { changes { resync ${parts.join(' ')} } }`;
}

export const renewDocument = 'mutation ($authorization: String!) { holdsMs: renew(authorization: $authorization) }';

export type Renewed = { holdsMs: number };

/** What a console says when it connects. The server refuses versions older than its own (`CLOSE.tooOld`). */
export const connectionSchema = z.object({
  authorization: z.string(),
  /** Of every replica's definition, by name. */
  versions: z.record(z.string(), z.int()),
});
export type ConnectionParams = z.output<typeof connectionSchema>;

/** What the server says to a console that it takes. */
export const acknowledgementSchema = z.object({
  holdsMs: z.number(),
  /** Where the window of consoles begins, epoch ms by the server's clock; a server of before does not say. */
  keptFrom: z.number().optional(),
});

/** The id under which every console asks for `changes`: the server then frames an event once for all of them. */
export const CHANGES_ID = 'changes';

/** Why the server closes a socket; 44xx as in the graphql-transport-ws protocol. Every one of them may be tried again. */
export const CLOSE = {
  /** Nobody is signed in with this token (any more): come back with another. */
  signedOut: 4401,
  /** This console is older than the server, or newer; the reason holds the problem as JSON. */
  tooOld: 4426,
  /** The database does not answer; later. */
  unavailable: 1013,
} as const;

/** A row as it is sent: the definition's fields and nothing else (no local bookkeeping leaves the console). */
export function wireRow<D extends ReplicaDefinition>(definition: D, row: object): RowOf<D> {
  const given = row as Record<string, unknown>;
  return Object.fromEntries(Object.keys(definition.fields).map((name) => [name, given[name]])) as RowOf<D>;
}
