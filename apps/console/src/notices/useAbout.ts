import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contactLabel } from '../conversations/index.ts';
import { useLiveDoc } from '../replica/index.ts';

/** The conversation that a notice is about: how it is called, and the way there while this console has it. */
export function useAbout(conversationId: string | null, onLeave: () => void) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const { row, loading } = useLiveDoc(
    ({ conversations }) => (conversationId === null ? null : conversations.findOne(conversationId)),
    [conversationId],
  );
  const open = () => {
    onLeave();
    if (conversationId) void navigate({ to: '/conversations/{-$id}', params: { id: conversationId } });
  };
  const isHere = row !== null;
  return {
    name: row ? contactLabel(row) : loading || conversationId === null ? null : t('conversationLeft'),
    /** Null while the conversation is not this console's (any more). */
    open: isHere ? open : null,
    lastInboundAt: row?.lastInboundAt ?? null,
    channelKind: row?.channelKind ?? null,
  };
}
