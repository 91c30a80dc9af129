export { type Checkpoint, checkpointSchema } from './checkpoint.ts';
export { defineReplica, type ReplicaDefinition, type RowOf } from './define.ts';
export * from './definitions/index.ts';
export { type Field, LARGEST, type MergeRule, recencyOf } from './field.ts';
export { markId, newRowId } from './ids.ts';
export {
  type Board,
  type DeskPresent,
  LIVE_TOPICS,
  type LiveTopicName,
  liveDocument,
  type Present,
  type PresentColleague,
  sayDocument,
} from './live.ts';
export { type Asked, type Merged, mergeRow } from './merge.ts';
export { emptyRow, parseRow, sameRow, sameValue } from './row.ts';
export { isWritable, type Local } from './rxSchema.ts';
export {
  type Answered,
  absentDocument,
  acknowledgementSchema,
  CHANGES_ID,
  type Changes,
  CLOSE,
  type ConnectionParams,
  changesDocument,
  connectionSchema,
  fieldNames,
  type Pulled,
  pullDocument,
  pushDocument,
  type Renewed,
  renewDocument,
  toGraphQLTypes,
  type Wish,
  wireRow,
} from './wire.ts';
