import type { MessageRow } from '@balcao/replica';
import { row } from './manyConversations.ts';
import { conversationId, messageId } from './people.ts';

const WORDS =
  'oi bom dia queria marcar uma avaliação para quinta de manhã se for possível com a equipe de sempre obrigado'.split(
    ' ',
  );
const STEP_MS = 95_000;

/** A very long conversation with the second contact. */
export function longThread(count: number, now = Date.now()): MessageRow[] {
  return Array.from({ length: count }, (_, index) => {
    const age = index + 1;
    const isOurs = index % 5 === 2 || index % 7 === 3;
    const length = 2 + ((index * 7_919) % 41);
    const text = Array.from({ length }, (_, word) => WORDS[(index + word) % WORDS.length]).join(' ');
    return row(
      messageId(10_000_000 + index),
      conversationId(2),
      now - age * STEP_MS,
      isOurs ? 'out' : 'in',
      text,
      isOurs ? 'read' : '',
    );
  });
}
