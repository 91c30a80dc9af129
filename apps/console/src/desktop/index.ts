export { desktop } from './bridge.ts';
export { serverAddress, syncAddress } from './serverAddress.ts';
