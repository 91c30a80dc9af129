export type {
  Origin,
  ReceivedAddress,
  ReceivedChange,
  ReceivedContent,
  ReceivedEvent,
  ReceivedIdentityChange,
  ReceivedMessage,
  ReceivedStatus,
  RemoteFile,
  ReportedStatus,
} from './received.ts';
