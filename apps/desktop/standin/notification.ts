import { EventEmitter } from 'node:events';
import { conditions } from './conditions.ts';
import { act } from './control.ts';
import { recorded } from './record.ts';

type Options = { title: string; body: string; silent?: boolean; hasReply?: boolean; replyPlaceholder?: string };
/** What stands on the screen now. */
const onScreen: Notification[] = [];

export class Notification extends EventEmitter {
  static isSupported = () => conditions.notifications;
  readonly options: Options;

  constructor(options: Options) {
    super();
    this.options = options;
  }
  show(): void {
    onScreen.push(this);
    this.emit('show');
  }
  close(): void {
    const place = onScreen.indexOf(this);
    if (place < 0) return;
    onScreen.splice(place, 1);
    this.emit('close', {});
  }
}

const titled = (title: string) => {
  const found = onScreen.find(({ options }) => options.title === title);
  if (!found) throw new Error(`no notification "${title}" is shown`);
  return found;
};
recorded('notifications', () => onScreen.map(({ options }) => options));
act('clickNotification', (title: string) => {
  const notification = titled(title);
  notification.emit('click', {});
  notification.close();
});
act('replyToNotification', (title: string, reply: string) => {
  const notification = titled(title);
  if (!notification.options.hasReply) throw new Error(`the notification "${title}" takes no reply`);
  notification.emit('reply', { reply }, reply);
  notification.close();
});
