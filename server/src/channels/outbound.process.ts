/** A worker in a process of its own, for outbound.test.ts: it sends what waits until it is killed. */
import { tmpdir } from 'node:os';
import { openDatabase } from '../db/index.ts';
import { startLanes } from '../jobs/index.ts';
import { createMediaFiles } from '../media/index.ts';
import { quiet } from '../testing/quiet.ts';
import { parseCredentialKeys } from './credentials.ts';
import { inboundLane } from './inboundLane.ts';
import { outboundLane } from './outboundLane.ts';

const [url = '', keys = ''] = process.argv.slice(2);
const server = { kind: 'external' as const, url, directUrl: url };
const database = await openDatabase({ server, dataDir: '', log: quiet, poolSize: 6 });
const files = createMediaFiles(tmpdir());
const workers = [
  inboundLane({ log: quiet }),
  outboundLane({ database, log: quiet, credentialKeys: parseCredentialKeys(keys), files, linkTo: () => null }),
];
await startLanes({ database, log: quiet, leaseSeconds: 1, workers });
process.send?.('ready');
