export { type Distributor, startDistributor } from './distributor.ts';
