/** Starts the cluster in the folder of its argument, says its pid, and waits to be killed (cluster.test.ts). */
import { quiet } from '../../testing/quiet.ts';
import { startCluster } from './cluster.ts';

const cluster = await startCluster({ folder: process.argv[2] ?? '', durability: 'throwaway', log: quiet });
process.send?.(cluster.pid);
