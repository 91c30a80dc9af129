export { type Checkpoint, checkpointSchema } from './checkpoint.ts';
export { defineReplica, type ReplicaDefinition, type RowOf } from './define.ts';
export * from './definitions/index.ts';
export { type Field, LARGEST, type MergeRule, recencyOf } from './field.ts';
export { markId, newRowId } from './ids.ts';
export { type Asked, type Merged, mergeRow } from './merge.ts';
export { emptyRow, parseRow, sameRow, sameValue } from './row.ts';
export { isWritable, type Local } from './rxSchema.ts';
export {
  type Answered,
  absentDocument,
  type Changes,
  changesDocument,
  fieldNames,
  type Pulled,
  pullDocument,
  pushDocument,
  renewDocument,
  toGraphQLTypes,
  type Wish,
} from './wire.ts';
