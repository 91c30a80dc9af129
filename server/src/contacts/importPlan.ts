import {
  type CustomField,
  type ImportPlan,
  type ImportTarget,
  importTarget,
  ROW_PROBLEMS,
  type RowProblem,
} from '@balcao/domain';
import { z } from 'zod';

/** What was stored, as targets; one of a field that is no more means nothing now. */
export const targetsOf = (stored: readonly string[]): ImportTarget[] =>
  stored.map((target) => importTarget.catch('ignore').parse(target));

export const planOf = (
  found: { columns: string[]; mapping: string[] | null; country: string },
  fields: CustomField[],
): ImportPlan => ({ columns: found.columns, mapping: targetsOf(found.mapping ?? []), country: found.country, fields });

export const rowProblems: z.ZodType<RowProblem[]> = z.array(
  z.object({
    column: z.string(),
    code: z.enum(ROW_PROBLEMS),
    value: z.string(),
  }),
);
