import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * Inputs that a procedure would take, made from its schema: every field filled, every id one of `ids`. For tests that walk
 * all procedures without knowing them.
 * @returns one for each id, or a single one where the procedure takes no id. `id`: the one that stands in it.
 */
export function sampleInputs(
  schema: z.ZodType | undefined,
  ids: readonly string[],
): { input: unknown; id: string | null }[] {
  if (!schema) return [{ input: undefined, id: null }];
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const inputs = ids.map((id) => ({ input: sampleOf(described, id), id }));
  const holdsId = inputs.some(({ input, id }) => JSON.stringify(input).includes(id));
  return holdsId ? inputs : inputs.slice(0, 1).map(({ input }) => ({ input, id: null }));
}

function sampleOf(schema: JsonSchema | boolean | undefined, id: string): unknown {
  if (typeof schema !== 'object') return 'anything';
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [alternative] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (alternative) return sampleOf(alternative, id);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [name, sampleOf(field, id)]),
      );
    case 'array':
      return Array.isArray(schema.items) ? [] : [sampleOf(schema.items, id)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema, id);
  }
}

function textOf(schema: JsonSchema, id: string): string {
  switch (schema.format) {
    case 'uuid':
      return id;
    case 'date-time':
      return '2026-06-01T12:00:00.000Z';
    case 'email':
      return 'somebody@example.com';
    case 'uri':
      return 'https://example.com/';
    default:
      return 'x'.repeat(Math.max(3, schema.minLength ?? 0));
  }
}
