import { appointmentsReplica, blocksReplica } from './booking/index.ts';
import { catalogSource } from './catalog/replicas.ts';
import { contactsReplica } from './contacts/index.ts';
import { conversationsReplica, marksReplica, messagesReplica } from './conversations/index.ts';
import { scheduledReplica } from './scheduled/index.ts';
import { type AnyReplicaSource, noticesSource } from './sync/index.ts';
import { usersSource } from './users/replicas.ts';

/** Every replica's source, of whichever feature: what main.ts serves on `/sync`. */
export const replicaSources: readonly AnyReplicaSource[] = [
  catalogSource,
  usersSource,
  conversationsReplica,
  marksReplica,
  contactsReplica,
  messagesReplica,
  scheduledReplica,
  noticesSource,
  blocksReplica,
  appointmentsReplica,
];
