/** `npm run db:types`: writes types.generated.ts from the migrations, by way of a database made for it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quiet } from '../testing/quiet.ts';
import { startScratchCluster } from '../testing/scratchCluster.ts';
import { createDatabase, prepare } from './database.ts';
import { typesOf } from './typesOf.ts';

await using cluster = await startScratchCluster();
await createDatabase(cluster.url('postgres'), 'types');
await prepare(cluster.url('types'), quiet);
await writeFile(join(import.meta.dirname, 'types.generated.ts'), await typesOf(cluster.url('types')));
