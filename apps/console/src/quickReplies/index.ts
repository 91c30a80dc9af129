export { QuickRepliesSettings } from './QuickRepliesSettings.tsx';
export { type QuickReply, repliesOf, useQuickReplies } from './useQuickReplies.ts';
export { noteUse, useTellUses } from './uses.ts';
export { useVariableValues, useVariableWords } from './variables.ts';
