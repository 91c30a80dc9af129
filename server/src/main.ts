/**
 * The whole server, from top to bottom: configuration, database, demo, workers, web server, sync. Each part is added to
 * `stopping` as it starts, and ends in the opposite order.
 */
import { join } from 'node:path';
import { boardTopic, startFoldWorker } from './analytics/index.ts';
import { newsLane } from './appointmentNews/index.ts';
import { accessSweepJob, createSessions, SESSION_REVOKED_CHANNEL } from './auth/index.ts';
import { activityTopic, startDevices } from './availability/index.ts';
import { serveBookingPage } from './bookingPage/index.ts';
import {
  attachWebchat,
  flowLane,
  inboundLane,
  mediaLane,
  nameLane,
  outboundLane,
  readLane,
  registerWebhooks,
  serveWebchat,
  startMailboxes,
  templatesLane,
  webchatGround,
} from './channels/index.ts';
import { installationIsEmpty } from './companies/index.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { importLane, serveContactFiles } from './contacts/index.ts';
import { wakeLane } from './conversations/index.ts';
import { costLane } from './costs/index.ts';
import { openDatabase } from './db/index.ts';
import {
  demoWebchat,
  listDemoTemplates,
  makeDemo,
  pointDemoAtMailbox,
  pointDemoAtSimulator,
  startDemoSimulators,
} from './demo/index.ts';
import { foldJourneys } from './funnel/index.ts';
import { databaseChecks } from './http/checks.ts';
import type { Heart } from './http/health.ts';
import { serveFeeds } from './icalendar/serveFeeds.ts';
import { inviteLane } from './invitations/index.ts';
import { idleLanesJob, startLanes, startQueue } from './jobs/index.ts';
import { createLog, type Log } from './logging.ts';
import { mailLane, noTransport, type SendMail, simulatorTransport, smtpTransport } from './mail/index.ts';
import { createMediaFiles, createUploads, fileLinks, serveMailPage, serveMedia, uploadsJob } from './media/index.ts';
import { createOutsiders } from './outsiders/index.ts';
import { startDistributor } from './queues/index.ts';
import { replicaSources } from './replicaSources.ts';
import { laterLane } from './scheduled/index.ts';
import { createServer } from './server.ts';
import { createStopping, type Stopping } from './stopping.ts';
import { attachSync, tombstonesJob } from './sync/index.ts';
import { startSequencer } from './sync/sequencer.ts';
import { serveWaiting, waitingLane } from './waitingList/index.ts';
import { hookLane, startWebhookRelay, turnLane, webhookLogJob } from './webhooks/index.ts';

const ROOT = join(import.meta.dirname, '../..');

async function start(config: Config, log: Log, stopping: Stopping): Promise<string> {
  const database = await openDatabase({ server: config.database, dataDir: config.dataDir, log });
  stopping.add('database', () => database.close());

  const files = createMediaFiles(config.dataDir, config.bucket);
  const uploads = createUploads({ database, files, dataDir: config.dataDir, log });
  const hasDemo = await makeDemo(database, config, files, new Date());
  if (!hasDemo && (await installationIsEmpty(database))) {
    log.warn('nobody can sign in yet: npm run company:create makes the first company and its admin');
  }

  const sequencer = startSequencer(database, log);
  stopping.add('sequencer', () => sequencer.stop());
  const { credentialKeys } = config;
  const worksHere = config.workers === 'inProcess';
  const jobs = worksHere
    ? [
        tombstonesJob(database, log),
        idleLanesJob(database),
        webhookLogJob(database),
        accessSweepJob(database),
        uploadsJob({ database, files, uploads, log }),
      ]
    : [];
  const queue = await startQueue(database, jobs, log);
  stopping.add('queue', () => queue.stop());
  const hearts: Heart[] = [{ name: 'sequencer', lastBeatAt: sequencer.lastBeatAt }];
  if (worksHere) {
    const lanes = await startLanes({
      database,
      log,
      workers: [
        inboundLane({ log }),
        outboundLane({
          database,
          log,
          credentialKeys,
          files,
          linkTo: fileLinks(reachableAt(config), config.jwtSecret),
        }),
        flowLane({ credentialKeys }),
        costLane,
        mediaLane({ log, credentialKeys, files }),
        nameLane({ log, credentialKeys }),
        templatesLane({ log, credentialKeys }),
        readLane({ log, credentialKeys }),
        wakeLane,
        laterLane,
        importLane,
        inviteLane({ log, credentialKeys, secret: config.jwtSecret, linkBase: reachableAt(config) }),
        mailLane({ log, credentialKeys, send: transportOf(config) }),
        newsLane({ credentialKeys, secret: config.jwtSecret, linkBase: reachableAt(config) }),
        waitingLane({ credentialKeys, secret: config.jwtSecret, linkBase: reachableAt(config) }),
        turnLane({ groupingDelayMs: config.groupingDelayMs }),
        hookLane({ log, credentialKeys, open: config.mode === 'development' }),
      ],
    });
    stopping.add('lanes', () => lanes.stop());
    const relay = await startWebhookRelay(database, log);
    stopping.add('webhook relay', () => relay.stop());
    hearts.push({ name: 'lanes', lastBeatAt: lanes.lastBeatAt });
    const distributor = startDistributor(database, log, { sweepSeconds: config.queues.sweepSeconds });
    stopping.add('distributor', () => distributor.stop());
    const mailboxes = await startMailboxes({ database, log, credentialKeys, files });
    stopping.add('mailboxes', () => mailboxes.stop());
  } else {
    log.info('this process has no workers: messages are handled by other processes on its database');
  }

  const sessions = createSessions({ database, secret: config.jwtSecret, log, now: () => new Date() });
  await database.listener.subscribe({
    channel: SESSION_REVOKED_CHANNEL,
    onNotification: sessions.revokedSomewhere,
    onGap: sessions.forgetAll,
  });

  const webchat = webchatGround({
    database,
    log,
    credentialKeys,
    files,
    secret: config.jwtSecret,
    widgetFile: join(ROOT, 'apps/webchat/dist/widget.js'),
  });
  const server = await createServer({
    config,
    database,
    sessions,
    log,
    checks: await databaseChecks(database),
    hearts,
    consoleFolder: join(ROOT, 'apps/console/dist'),
    async mount(app) {
      const { appSecret, verifyToken } = config.whatsapp;
      await registerWebhooks(app, {
        database,
        log,
        credentialKeys,
        meta: { appSecret, verifyToken },
        publicUrl: config.publicUrl,
      });
      await serveWebchat(app, webchat);
      uploads.serve(app, sessions);
      serveContactFiles(app, { database, sessions });
      serveFeeds(app, { database });
      serveMedia(app, { database, files, secret: config.jwtSecret });
      serveMailPage(app, { database, files, secret: config.jwtSecret });
      serveWaiting(app, { database, secret: config.jwtSecret });
      serveBookingPage(app, { database, secret: config.jwtSecret, folder: join(ROOT, 'apps/booking/dist') });
    },
  });
  const figures = await startFoldWorker(database, log, [foldJourneys]);
  stopping.add('figures', () => figures.stop());
  const devices = startDevices(database, log);
  stopping.add('devices', () => devices.stop());
  const sync = await attachSync(server.server, {
    database,
    sources: replicaSources,
    sessions,
    log,
    publicUrl: config.publicUrl,
    devices,
    topics: [activityTopic(devices), boardTopic(database, figures, log)],
  });
  const outsiders = await createOutsiders({ database, sessions, log });
  stopping.add('live lines', () => outsiders.stop());
  const visitors = await attachWebchat(server.server, webchat, outsiders);
  // Together: a web server is not closed before its sockets are.
  stopping.add('web server', () => Promise.all([sync.close(), visitors.close(), server.close()]));
  const port = await listen(server, config);

  if (hasDemo && config.simulators.kind === 'inProcess') {
    await pointDemoAtSimulator(database, config, `http://127.0.0.1:${port}`);
    const simulators = await startDemoSimulators(config, port, await demoWebchat(database));
    stopping.add('simulators', () => simulators.close());
    await listDemoTemplates(database);
    await pointDemoAtMailbox(database, config, simulators.email);
  }
  return config.publicUrl ?? `http://localhost:${port}`;
}

function transportOf({ smtpUrl, mode, simulators }: Config): SendMail {
  if (smtpUrl !== null) return smtpTransport(smtpUrl);
  return mode === 'development' ? simulatorTransport(simulators.port) : noTransport;
}

/** Where platforms fetch files from; a development machine's stand-ins run beside it. */
const reachableAt = ({ publicUrl, mode, port }: Config): string | null =>
  publicUrl ?? (mode === 'development' ? `http://localhost:${port}` : null);

/** A development machine serves itself only: the demo's passwords are in the documentation. */
async function listen(server: Awaited<ReturnType<typeof createServer>>, config: Config): Promise<number> {
  await server.listen({ port: config.port, host: config.mode === 'production' ? '::' : 'localhost' });
  const [address] = server.addresses();
  return typeof address === 'object' ? address.port : config.port;
}

const log = createLog();
const stopping = createStopping(log);

async function end(code: number): Promise<void> {
  const whole = await stopping.stop();
  process.exit(whole ? code : 1);
}

let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Twice means now.
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, 'stopping');
    void end(0);
  });
}

try {
  const config = readConfig(process.env, process.argv.slice(2), ROOT);
  const address = await start(config, log, stopping);
  process.stdout.write(`Balcão is ready: ${address}\n`);
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  if (!(error instanceof ConfigError)) log.fatal({ err: error }, 'the server could not start');
  await end(1);
}

function wordsFor(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Stop it, or choose another: PORT=8081 npm start (SIMULATORS_PORT for the simulators).';
  }
  return `Balcão could not start: ${error instanceof Error ? error.message : String(error)}`;
}
