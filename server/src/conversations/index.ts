export { applyChange } from './applyChange.ts';
export { applyStatus } from './applyStatus.ts';
export { assignConversation, claimConversation } from './assignConversation.ts';
export { closeByItself } from './closeByItself.ts';
export { closeConversation } from './closeConversation.ts';
export { beginDelivery, giveUpWaiting, type Outcome, recordOutcome } from './delivery.ts';
export type { Delivery } from './deliveryStore.ts';
export { readUntil, settleEcho } from './echoes.ts';
export { type Message, previewOf, providerIdOf } from './messageStore.ts';
export { moveConversations, moveConversationsBack } from './moveToContact.ts';
export { noteNumberChange } from './noteNumberChange.ts';
export { contentFor, type Wish, wishOf } from './outgoingWish.ts';
export { conversationOfLane, outLaneKey } from './outLane.ts';
export { conversationOfReadLane, newestInbound, noteReadTold, readLaneKey, untoldInbound } from './readTold.ts';
export type {
  Origin,
  ReceivedAddress,
  ReceivedChange,
  ReceivedContent,
  ReceivedEcho,
  ReceivedEvent,
  ReceivedIdentityChange,
  ReceivedMessage,
  ReceivedPreference,
  ReceivedReadUntil,
  ReceivedStatus,
  RemoteFile,
  RemoteMailFile,
  ReportedStatus,
} from './received.ts';
export { isKnownMessage, receiveMessage } from './receiveMessage.ts';
export { reopenConversation } from './reopenConversation.ts';
export { conversationsReplica, marksReplica, messagesReplica } from './replicas.ts';
export { visibleTo } from './scope.ts';
export { filesOf, sendMessage } from './sendMessage.ts';
export { setTags } from './setTags.ts';
export { snoozeConversation } from './snoozeConversation.ts';
export { lockContactOf, lockConversation, setAssignee } from './store.ts';
export { conversationToTell, tellByTemplate } from './tellByTemplate.ts';
export { type Told, tellContact } from './tellContact.ts';
export { addManyToTimeline, addToTimeline } from './timeline.ts';
export { transferConversation } from './transferConversation.ts';
export { conversationOfTurnLane, type TakenTurn, TURN_LANE_PREFIX, takeTurn } from './turns.ts';
export { conversationFor } from './visibleConversation.ts';
export { wakeLane, wakeLaneKey } from './wakeLane.ts';
