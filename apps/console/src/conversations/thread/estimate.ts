import { frameOf } from './content/frame.ts';
import type { ThreadItem } from './threadItems.ts';

const LINE = 19;
/** Bubble padding, footer and gap. */
const AROUND = 31;
/** An average character of the font, and the share of the thread that a bubble may take (Bubble.module.css). */
const CHARACTER_WIDTH = 6.4;
const WIDEST_BUBBLE = 620;
const BUBBLE_SHARE = 0.62;

/**
 * About how high an item will be, in pixels, before it was drawn. The nearer, the less the scroll bar moves while older
 * messages come; what was drawn is measured.
 */
export function estimatedHeight(item: ThreadItem, threadWidth: number): number {
  if (item.type !== 'bubble') return 36;
  const { content, text, replyToId } = item.row;
  const extra = AROUND + (item.startsGroup ? 6 : 0) + (replyToId ? 46 : 0);
  const lines = text === '' ? 0 : linesOf(text, threadWidth) * LINE;
  switch (content.kind) {
    case 'image':
      return extra + frameOf(content.media).height + lines;
    case 'video':
      return extra + (content.media.width ? frameOf(content.media).height : 180) + lines;
    case 'document':
      return extra + 56 + (content.caption ? LINE : 0);
    case 'audio':
      return extra + 38;
    case 'sticker':
      return extra + 140;
    case 'location':
      return extra + 168;
    case 'email':
      return extra + 56 + lines + content.files.filter(({ role }) => role === 'attachment').length * 62;
    case 'contacts':
      return extra + content.contacts.length * 52;
    case 'template':
      return extra + 16 + lines + ('media' in content.header ? 190 : 0) + content.buttons.length * 32;
    case 'buttons':
      return extra + lines + 6 + content.buttons.length * 32;
    case 'list':
      return extra + lines + 38 + content.sections.flatMap(({ rows }) => rows).length * 24;
    default:
      return extra + Math.max(LINE, lines);
  }
}

function linesOf(text: string, threadWidth: number): number {
  const perLine = Math.max(16, Math.min(WIDEST_BUBBLE, threadWidth * BUBBLE_SHARE) / CHARACTER_WIDTH);
  return text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(paragraph.length / perLine)), 0);
}
