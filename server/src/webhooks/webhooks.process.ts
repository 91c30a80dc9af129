/** A worker in a process of its own, for webhooks.test.ts: it delivers what waits until it is killed. */
import { parseCredentialKeys } from '../channels/index.ts';
import { openDatabase } from '../db/index.ts';
import { startLanes } from '../jobs/index.ts';
import { quiet } from '../testing/quiet.ts';
import { hookLane } from './hookLane.ts';

const [url = '', keys = ''] = process.argv.slice(2);
const server = { kind: 'external' as const, url, directUrl: url };
const database = await openDatabase({ server, dataDir: '', log: quiet, poolSize: 4 });
const workers = [hookLane({ log: quiet, credentialKeys: parseCredentialKeys(keys), open: true })];
await startLanes({ database, log: quiet, leaseSeconds: 1, workers });
process.send?.('ready');
