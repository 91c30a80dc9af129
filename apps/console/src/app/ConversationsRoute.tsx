import { useParams } from '@tanstack/react-router';
import { ConversationsScreen } from '../conversations/index.ts';

export function ConversationsRoute() {
  const { id } = useParams({ from: '/desk/conversations/{-$id}' });
  return <ConversationsScreen conversationId={id ?? null} />;
}
