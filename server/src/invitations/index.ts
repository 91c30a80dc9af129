export { inviteLane } from './inviteLane.ts';
