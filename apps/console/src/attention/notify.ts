import { desktop } from '../desktop/index.ts';

export type Notice = { conversationId: string; title: string; body: string; replyPlaceholder: string };

/** Notifications that this page showed, so that reading a conversation takes its own away. */
const shown = new Map<string, Notification>();

/** The system's notification: the desktop's native one, else the browser's where it is allowed. */
export function notify(notice: Notice, onOpen: (conversationId: string) => void): void {
  if (desktop) {
    void desktop.notifications.show({ ...notice, silent: true }); // the tone is ours
    return;
  }
  if (!canNotify()) return;
  const { conversationId, title, body } = notice;
  // One a conversation: the tag replaces the older, in other tabs too.
  const notification = new Notification(title, { body, tag: conversationId, silent: true, icon: '/icon.svg' });
  notification.onclick = () => {
    window.focus();
    onOpen(conversationId);
    notification.close();
  };
  notification.onclose = () => shown.delete(conversationId);
  shown.set(conversationId, notification);
}

/** Read here or on another console. */
export function withdraw(conversationId: string): void {
  if (desktop) void desktop.notifications.close({ conversationId });
  shown.get(conversationId)?.close();
}

export function canNotify(): boolean {
  return desktop !== null || ('Notification' in window && Notification.permission === 'granted');
}

/** Asks the browser; `false` when the person said no, now or before. */
export async function askToNotify(): Promise<boolean> {
  if (desktop) return true;
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}
