import type { Field } from './field.ts';

export type Fields = Record<string, Field<unknown>>;

/** One replica, described once: RxDB's schema, GraphQL's types, parsing and merging all follow from it (SYNC-02). */
export type ReplicaDefinition<Name extends string = string, F extends Fields = Fields> = {
  name: Name;
  /** Raised with every change of `fields`; RxDB migrates, and the server refuses what it does not know. */
  version: number;
  fields: F;
  /** Each is a list of fields; those in it are never null. The primary key is always `id`. */
  indexes: readonly (readonly string[])[];
  /**
   * Rows leave the replica when they are older than the window that the server names: this field (of the kind of
   * `recencyOf`, with an index of its own) says how old. Absent: they stay.
   */
  windowBy?: 'recency';
  /** Whether a console may create rows (the server still checks each). Nobody but the server deletes. */
  creates: boolean;
};

export type RowOf<D extends ReplicaDefinition> = {
  [K in keyof D['fields']]: D['fields'][K] extends Field<infer T> ? T : never;
};

export function defineReplica<const Name extends string, const F extends Fields>(
  definition: ReplicaDefinition<Name, F> & { indexes: readonly (readonly (keyof F & string)[])[] },
): ReplicaDefinition<Name, F> {
  return definition;
}
