/** A sequencer in a process of its own, for sequencer.race.test.ts: it calls without pause until it is killed. */
import pg from 'pg';

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
process.send?.('ready');
for (;;) await client.query('select sequence_feed(7)');
