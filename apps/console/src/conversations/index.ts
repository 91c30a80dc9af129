export { ConversationsScreen } from './ConversationsScreen.tsx';
export { contactLabel } from './contactLabel.ts';
export { troubleIn } from './thread/channelTrouble.ts';
export { failureKey } from './thread/delivery.ts';
export { unreadCount } from './unread.ts';
export { useCopy } from './useCopy.ts';
export { leadTo } from './wantedMessage.ts';
