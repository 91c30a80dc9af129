export { blockOf, blockRow, selectBlocks } from './blockStore.ts';
export { type BookingWish, bookAppointment } from './bookAppointment.ts';
export { type Booker, outsider } from './booker.ts';
export { changeStatus } from './changeStatus.ts';
export { chooseResources } from './chooseResources.ts';
export { editAppointment } from './editAppointment.ts';
export { answersQuery } from './faces.ts';
export { alternativesTo, freeTimes } from './freeTimes.ts';
export { holdSlot, releaseHold } from './holdSlot.ts';
export { moveAppointment } from './moveAppointment.ts';
export { hasAppointments, moveAppointments } from './moveToContact.ts';
export { noteFreed, WAITING_LANE } from './noteFreed.ts';
export { NEWS_PREFIX, tellableOf } from './noteNews.ts';
export { appointmentsReplica, blocksReplica } from './replicas.ts';
export { bookingRouter } from './router.ts';
export { saveBlock } from './saveBlock.ts';
export { seedTypes } from './seedTypes.ts';
export {
  type AppointmentType,
  placesOf,
  type ResourceRecord,
  resourcesOf,
  typeById,
  typesOf,
} from './settingsStore.ts';
export { type Appointment, appointmentOf, lockAppointment, selectAppointments } from './store.ts';
export { typedAddresses } from './typedAddresses.ts';
