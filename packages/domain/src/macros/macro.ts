import { z } from 'zod';

/** One step of a macro. Ids are the catalogue's and the users'. */
export const macroAction = z.discriminatedUnion('kind', [
  /** Variables as in quick replies; filled in when it runs. */
  z.object({ kind: z.literal('reply'), text: z.string().trim().min(1).max(4_096) }),
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(4_096) }),
  z.object({ kind: z.literal('tag'), tagIds: z.array(z.uuid()).min(1).max(20) }),
  /** `null`: whoever runs it. */
  z.object({ kind: z.literal('assign'), userId: z.uuid().nullable() }),
  z.object({
    kind: z.literal('transfer'),
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('user'), userId: z.uuid() }),
      z.object({ kind: z.literal('queue'), queueId: z.uuid() }),
    ]),
    reason: z.string().max(200).default(''),
  }),
  /** `null`: until the contact writes. */
  z.object({ kind: z.literal('snooze'), minutes: z.int().min(1).max(525_600).nullable() }),
  z.object({ kind: z.literal('close'), reason: z.string().max(200).default('') }),
]);
export type MacroAction = z.output<typeof macroAction>;

export const MOST_MACRO_ACTIONS = 10;
export const macroActions = z.array(macroAction).max(MOST_MACRO_ACTIONS);

/** After these the conversation is elsewhere: nothing can follow. */
const ENDS: ReadonlySet<MacroAction['kind']> = new Set(['transfer', 'snooze', 'close']);
/** Who has a conversation is decided by the server at once (CON-05). */
const NEEDS_SERVER: ReadonlySet<MacroAction['kind']> = new Set(['assign', 'transfer']);

export type MacroProblem = { kind: 'empty' } | { kind: 'afterEnd'; index: number };

/** Why a list of actions is no macro, or `null`. `index`: the first action that could never be done. */
export function macroProblem(actions: readonly Pick<MacroAction, 'kind'>[]): MacroProblem | null {
  if (actions.length === 0) return { kind: 'empty' };
  const end = actions.findIndex(({ kind }) => ENDS.has(kind));
  return end === -1 || end === actions.length - 1 ? null : { kind: 'afterEnd', index: end + 1 };
}

export const needsServer = (actions: readonly Pick<MacroAction, 'kind'>[]): boolean =>
  actions.some(({ kind }) => NEEDS_SERVER.has(kind));

/** The conversation leaves the desk with it. */
export const endsConversation = (actions: readonly Pick<MacroAction, 'kind'>[]): boolean =>
  actions.some(({ kind }) => ENDS.has(kind));
