export { activityTopic } from './activity.ts';
export { chooseAvailability } from './chooseAvailability.ts';
export { type Devices, startDevices } from './devices.ts';
