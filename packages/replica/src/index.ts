export { defineReplica, type ReplicaDefinition, type RowOf } from './define.ts';
export * from './definitions/index.ts';
export { LARGEST, type MergeRule, recencyOf } from './field.ts';
