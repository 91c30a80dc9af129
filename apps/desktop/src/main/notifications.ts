/**
 * Native notifications, at most one a conversation: a hundred stale ones after a break help nobody.
 * The objects are held here, because a collected Notification loses its click.
 */
import type { Notification } from 'electron';
import type { IpcHandlers } from '../ipc.ts';
import type { Electron } from './electron.ts';
import { errorData, type Log } from './log.ts';

export function createNotifications(
  { Notification }: Pick<Electron, 'Notification'>,
  options: {
    icon: string;
    open: (conversationId: string) => void;
    reply: (conversationId: string, text: string) => void;
    log: Log;
  },
): Pick<IpcHandlers, 'notifications.show' | 'notifications.close'> {
  const shown = new Map<string, Notification>();

  const close = (conversationId: string) => {
    shown.get(conversationId)?.close();
    shown.delete(conversationId);
  };

  return {
    'notifications.show'({ conversationId, title, body, replyPlaceholder, silent }) {
      if (!Notification.isSupported()) return { kind: 'unavailable' };
      close(conversationId);
      const notification = new Notification({
        title,
        body,
        silent,
        icon: options.icon,
        hasReply: replyPlaceholder !== undefined,
        ...(replyPlaceholder === undefined ? {} : { replyPlaceholder }),
      });
      notification.on('click', () => options.open(conversationId));
      notification.on('reply', ({ reply }) => {
        if (reply.trim() !== '') options.reply(conversationId, reply);
      });
      notification.on('close', () => {
        if (shown.get(conversationId) === notification) shown.delete(conversationId);
      });
      notification.on('failed', (_event, error) => options.log.warn('notification failed', errorData(error)));
      shown.set(conversationId, notification);
      notification.show();
      return { kind: 'shown' };
    },
    'notifications.close': ({ conversationId }) => close(conversationId),
  };
}
