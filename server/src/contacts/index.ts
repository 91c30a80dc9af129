export { changeIdentity } from './changeIdentity.ts';
export { serveContactFiles } from './files.ts';
export { importLane } from './importLane.ts';
export { noteAddress } from './noteAddress.ts';
export { type Identity, isPhoneLike, matchKeyOf, type Person } from './person.ts';
export { contactsReplica } from './replicas.ts';
export { resolveContact } from './resolveContact.ts';
export { contactVisibleTo } from './scope.ts';
export { identitiesOf, namelessContact, nameNameless, noteContact } from './store.ts';
