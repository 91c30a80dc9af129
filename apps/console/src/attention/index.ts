export { useAttentionSettings } from './attentionSettings.ts';
export { askToNotify, canNotify } from './notify.ts';
export { playTone } from './tone.ts';
export { useAttention } from './useAttention.ts';
