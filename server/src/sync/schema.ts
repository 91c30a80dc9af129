/**
 * The GraphQL face of the replicas: types from their definitions, resolvers that pull, push and stream. Only documents
 * that the definitions give are executed, parsed and checked once at the start: a console has no others to ask.
 */
import { Refusal } from '@balcao/domain';
import {
  absentDocument,
  changesDocument,
  checkpointSchema,
  fieldNames,
  liveDocument,
  pullDocument,
  pushDocument,
  renewDocument,
  sayDocument,
  toGraphQLTypes,
  type Wish,
} from '@balcao/replica';
import { buildSchema, type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import type { LiveTopic } from './live/liveTopic.ts';
import { absent, pull } from './pull.ts';
import { push } from './push.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import type { StreamLine } from './streamLine.ts';
import { currentViewer } from './viewer.ts';

/** What one socket brings to every operation on it. */
export type Connection = {
  /** @throws Refusal `auth.signedOut` once the token or the session is over */
  actor(): Promise<Actor>;
  /** Takes another token; returns for how many milliseconds it holds. */
  renew(authorization: string): Promise<number>;
  /** Sends changes along `line` from now on; returns the way to end it. */
  stream(line: StreamLine): Promise<() => void>;
  /** Tells sockets apart, of the same user too. */
  connectionId: string;
};

type Row = { id: string } & Record<string, unknown>;
type PullArguments = { checkpoint?: unknown; limit: number };
type Resolver = (args: never, connection: Connection) => Promise<unknown>;

export type SyncSchema = {
  schema: GraphQLSchema;
  /** The resolvers of Query, Mutation and Subscription, by field. */
  root: Record<string, Resolver>;
  /** The parsed document, where it is one of ours. */
  documentOf(text: string): DocumentNode | null;
  /** The stream of changes: not executed, but written by the hub (streamLine.ts). */
  isChanges(document: DocumentNode): boolean;
};

export function createSyncSchema(
  database: Database,
  sources: readonly AnyReplicaSource[],
  topics: readonly LiveTopic[],
  /** Where the window of consoles begins now. */
  keptFrom: () => Date,
): SyncSchema {
  const definitions = sources.map((source) => source.definition);
  const schema = buildSchema(toGraphQLTypes(definitions));

  const root: Record<string, Resolver> = {
    renew: ({ authorization }: { authorization: string }, connection) => connection.renew(authorization),
    live: ({ topic, id }: { topic: string; id: string }, connection) =>
      topicOf(topic).follow({ connectionId: connection.connectionId, viewer: connection.actor }, id),
    say: async ({ topic, id, word }: { topic: string; id: string; word: unknown }, connection) => {
      await topicOf(topic).say?.({ connectionId: connection.connectionId, viewer: connection.actor }, id, word);
      return true;
    },
  };
  for (const source of sources) {
    root[fieldNames.pull(source.definition)] = async ({ checkpoint, limit }: PullArguments, connection) => {
      const ask = { checkpoint: checkpoint ? checkpointSchema.parse(checkpoint) : null, limit, from: keptFrom() };
      return asViewer(connection, (trx, viewer) => pull(trx, viewer, source, ask));
    };
    root[fieldNames.absent(source.definition)] = ({ ids }: { ids: string[] }, connection) =>
      asViewer(connection, (trx, viewer) => absent(trx, viewer, source, ids, keptFrom()));
    root[fieldNames.push(source.definition)] = async ({ rows }: { rows: Wish<Row>[] }, connection) =>
      push(database, await connection.actor(), source, rows.map(withoutPrototype));
  }

  function topicOf(name: string): LiveTopic {
    const topic = topics.find((each) => each.name === name);
    if (!topic) throw new Refusal({ code: 'record.notFound', record: 'liveTopic', id: name });
    return topic;
  }

  async function asViewer<Result>(
    connection: Connection,
    work: (trx: Parameters<typeof currentViewer>[0], viewer: Actor) => Promise<Result>,
  ): Promise<Result> {
    const actor = await connection.actor();
    return inCompany(database, actor.companyId, async (trx) => work(trx, await currentViewer(trx, actor)), {
      readOnly: true,
    });
  }

  const documents = new Map<string, DocumentNode>();
  for (const text of [
    changesDocument(definitions),
    renewDocument,
    liveDocument,
    sayDocument,
    ...definitions.flatMap((definition) => [
      pullDocument(definition),
      absentDocument(definition),
      pushDocument(definition),
    ]),
  ]) {
    const document = parse(text);
    const [error] = validate(schema, document);
    if (error) throw error;
    documents.set(text, document);
  }
  const changes = documents.get(changesDocument(definitions));
  return {
    schema,
    root,
    documentOf: (text) => documents.get(text) ?? null,
    isChanges: (document) => document === changes,
  };
}

/** graphql-js makes input objects without a prototype; rows are plain objects everywhere else. */
const withoutPrototype = ({ base, wish, deleted, name = null }: Wish<Row>): Wish<Row> => ({
  base: base ? { ...base } : null,
  wish: { ...wish },
  deleted,
  name,
});
