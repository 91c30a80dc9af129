export { hasAppointments, moveAppointments } from './moveToContact.ts';
export { appointmentsReplica, blocksReplica } from './replicas.ts';
export { bookingRouter } from './router.ts';
export { seedTypes } from './seedTypes.ts';
