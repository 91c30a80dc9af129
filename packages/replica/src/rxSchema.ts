import type { RxJsonSchema, TopLevelProperty } from 'rxdb';
import type { ReplicaDefinition, RowOf } from './define.ts';
import { type Field, LARGEST } from './field.ts';

/**
 * A row as this console stores it. `pending` is 0 while it is as the server has it, else the time (epoch ms, never
 * the same twice) of a write here that the server has not answered yet: its place in the order of sending. It stays
 * here: it is never pushed.
 */
export type Local<Row> = Row & { pending: number };

const wholeNumber = { type: 'integer', minimum: 0, maximum: LARGEST, multipleOf: 1 } as const;

/** Says in RxDB's schema, and so on the disk for versions to come, that a field is sealed there (client/keeping). */
export const PERSONAL = 'personal';

/** Whether a console writes any field of it. */
export function isWritable(definition: ReplicaDefinition): boolean {
  return definition.creates || Object.values(definition.fields).some((field) => field.merge !== 'server');
}

/** RxDB's schema of a replica. Indexed fields are bounded and required, as RxDB demands; nothing is compressed. */
export function toRxSchema<D extends ReplicaDefinition>(definition: D): RxJsonSchema<Local<RowOf<D>>> {
  const properties = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [
      name,
      field.personal ? { ...propertyOf(field), description: PERSONAL } : propertyOf(field),
    ]),
  );
  const schema: RxJsonSchema<Record<string, unknown>> = {
    title: definition.name,
    version: definition.version,
    primaryKey: 'id',
    type: 'object',
    keyCompression: false,
    properties: { ...properties, id: { type: 'string', maxLength: 36 }, pending: wholeNumber },
    required: [...Object.keys(definition.fields), 'pending'],
    indexes: [...definition.indexes, ...(isWritable(definition) ? [['pending']] : [])],
    additionalProperties: false,
  };
  // The list of fields and the type of a row are made of the same definition; TypeScript cannot follow that far.
  return schema as unknown as RxJsonSchema<Local<RowOf<D>>>;
}

function propertyOf(field: Field<unknown>): TopLevelProperty {
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) };
    case 'int':
      return field.nullable ? { type: ['integer', 'null'] } : wholeNumber;
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'json':
      return {}; // parsed by the definition's own schema, before it comes here
  }
}
