export { type Fault, faultSchema } from './faults.ts';
export { type LoadOptions, type LoadResult, load } from './load.ts';
export { samples } from './samples/index.ts';
export { type Simulators, type SimulatorsOptions, startSimulators } from './server.ts';
export type { Account as WhatsAppAccount, AccountInput as WhatsAppAccountInput } from './whatsapp/index.ts';
