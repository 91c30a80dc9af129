/** Runs one simulation on a thread of its own, so that nobody's request waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { whatIf } from '@balcao/domain';
import { recall } from './recall.ts';
import { FEWEST_TICKETS, type Simulated, type ToSimulate } from './simulations.ts';

const { read, change } = workerData as ToSimulate; // as simulations.ts gave it
const past = recall(read);
const isTooLittle = past.tickets.length < FEWEST_TICKETS || past.attendants.length === 0;
const answer: Simulated = { tickets: past.tickets.length, result: isTooLittle ? null : whatIf(past, change) };
parentPort?.postMessage(answer);
