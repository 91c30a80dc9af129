import { newRowId } from '@balcao/replica';
import { samples } from '@balcao/simulators';
import { hashPassword } from '../auth/index.ts';
import { installationIsEmpty } from '../companies/index.ts';
import type { Config } from '../config.ts';
import { wakeLaneKey } from '../conversations/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { type MediaFiles, makeThumbnail, storeMedia } from '../media/index.ts';
import { insertUser } from '../users/index.ts';
import { insertAgenda } from './agenda.ts';
import { repeatableChance } from './chance.ts';
import { insertDemoChannel } from './channel.ts';
import { DEMO_TAGS, type DemoTag } from './dialogues.ts';
import { DEMO_COMPANY, DEMO_COMPANY_ID, DEMO_PASSWORD, DEMO_QUEUES, DEMO_USERS, type DemoUserName } from './people.ts';
import { planWeek } from './plan.ts';
import { insertContacts, insertConversations, insertMarks } from './store.ts';
import { insertTickets } from './tickets.ts';

const SEED = 20_260_601;

/**
 * Makes the demo company where it is wanted and not there: people, queues, a channel at the simulator and a week of
 * conversations. One transaction, so that a start that is interrupted leaves nothing half.
 *
 * @returns whether there is a demo company now.
 */
export async function makeDemo(database: Database, config: Config, files: MediaFiles, now: Date): Promise<boolean> {
  const standing = await inCompany(database, DEMO_COMPANY_ID, demoStands, { readOnly: true });
  if (standing || config.demo === 'never') return standing;
  if (config.demo === 'whenEmpty' && !(await installationIsEmpty(database))) return false;

  const hashes = await hashesOf(Object.keys(DEMO_USERS));
  await inCompany(database, DEMO_COMPANY_ID, (trx) => seed(trx, config, files, hashes, now));
  return true;
}

async function demoStands(trx: Trx): Promise<boolean> {
  const found = await trx.selectFrom('company').select('id').where('id', '=', DEMO_COMPANY_ID).executeTakeFirst();
  return found !== undefined;
}

async function hashesOf(names: readonly string[]): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(names.map(async (name): Promise<[string, string]> => [name, await hashPassword(DEMO_PASSWORD)])),
  );
}

async function seed(
  trx: Trx,
  config: Config,
  files: MediaFiles,
  hashes: Map<string, string>,
  now: Date,
): Promise<void> {
  const companyId = DEMO_COMPANY_ID;
  await trx.insertInto('company').values(DEMO_COMPANY).execute();
  const queues = await insertQueues(trx);
  const users = await insertUsers(trx, queues, hashes);
  const tags = await insertTags(trx);
  const channelId = await insertDemoChannel(trx, config);
  const week = planWeek({
    now,
    chance: repeatableChance(SEED),
    newId: newRowId,
    queues,
    attendants: {
      reception: [users.attendant, users.attendant2, users.receptionist],
      finance: [users.attendant2, users.admin],
    },
    tags,
  });
  await insertContacts(trx, companyId, week.contacts);
  await insertConversations(trx, companyId, channelId, week.conversations);
  await insertTickets(trx, week.conversations);
  const chance = repeatableChance(SEED);
  await insertAgenda(trx, { now, chance, contacts: week.contacts, userId: users.receptionist });
  await insertMarks(
    trx,
    companyId,
    [users.admin, users.attendant, users.attendant2, users.receptionist],
    week.conversations,
  );
  for (const { id, snoozedUntil } of week.conversations) {
    if (snoozedUntil) await addWork(trx, companyId, [wakeLaneKey(id)], snoozedUntil);
  }
  for (const { id: mediaId, sample } of week.conversations.flatMap((conversation) => conversation.files)) {
    const { bytes, mime } = samples[sample];
    const file = await files.put(companyId, mediaId, [bytes], bytes.length);
    const picture = await makeThumbnail(files, companyId, mediaId, { mime, sizeBytes: file.sizeBytes });
    await storeMedia(trx, { companyId, mediaId, file: { ...file, detectedMime: file.detectedMime ?? mime }, picture });
  }
}

async function insertQueues(trx: Trx): Promise<Record<keyof typeof DEMO_QUEUES, string>> {
  const ids = { reception: newRowId(), finance: newRowId() };
  await trx
    .insertInto('queue')
    .values([
      { companyId: DEMO_COMPANY_ID, id: ids.reception, ...DEMO_QUEUES.reception },
      { companyId: DEMO_COMPANY_ID, id: ids.finance, ...DEMO_QUEUES.finance },
    ])
    .execute();
  return ids;
}

async function insertUsers(
  trx: Trx,
  queues: Record<keyof typeof DEMO_QUEUES, string>,
  hashes: Map<string, string>,
): Promise<Record<DemoUserName, string>> {
  const insert = async (name: DemoUserName): Promise<string> => {
    const { queues: memberOf, ...user } = DEMO_USERS[name];
    const userId = await insertUser(trx, { ...user, companyId: DEMO_COMPANY_ID, passwordHash: hashes.get(name) ?? '' });
    const rows = memberOf.map((queue) => ({ companyId: DEMO_COMPANY_ID, queueId: queues[queue], userId }));
    if (rows.length > 0) await trx.insertInto('queueMember').values(rows).execute();
    return userId;
  };
  return {
    operator: await insert('operator'),
    admin: await insert('admin'),
    attendant: await insert('attendant'),
    attendant2: await insert('attendant2'),
    receptionist: await insert('receptionist'),
  };
}

async function insertTags(trx: Trx): Promise<Record<DemoTag, string>> {
  const tags = Object.entries(DEMO_TAGS).map(([key, tag], position) => ({
    key,
    row: { id: newRowId(), ...tag, position },
  }));
  await trx
    .insertInto('tag')
    .values(tags.map(({ row }) => ({ companyId: DEMO_COMPANY_ID, ...row })))
    .execute();
  const idOf = (wanted: DemoTag): string => tags.find(({ key }) => key === wanted)?.row.id ?? '';
  return {
    firstVisit: idOf('firstVisit'),
    return: idOf('return'),
    insurance: idOf('insurance'),
    exam: idOf('exam'),
    urgent: idOf('urgent'),
    payment: idOf('payment'),
  };
}
