export { ConversationsScreen } from './ConversationsScreen.tsx';
export { contactLabel } from './contactLabel.ts';
export { unreadCount } from './unread.ts';
export { leadTo } from './wantedMessage.ts';
