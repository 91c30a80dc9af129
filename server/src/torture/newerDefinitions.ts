/** Preloaded (`node --import`) into a server of a later release: the same fields under a higher version. */
import { REPLICA_NAMES, REPLICAS } from '@balcao/replica';

for (const name of REPLICA_NAMES) Object.assign(REPLICAS[name], { version: REPLICAS[name].version + 1 });
