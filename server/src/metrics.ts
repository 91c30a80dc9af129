/**
 * Every metric family of docs/interfaces, by its outside name. Prometheus scrapes a process, so the registry is the
 * process's, not an object handed around: whoever does the work imports the family and counts.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
const registers = [registry];

/** `status`: accepted, rejected (signature, token), invalid (no JSON, too large), unknown (nobody's account). */
export const webhookReceived = new Counter({
  name: 'secretaria_webhook_received_total',
  help: 'Webhook deliveries received, by outcome.',
  labelNames: ['status'] as const,
  registers,
});

// An outcome that never happened is 0, not absent: alerts compare with what is there.
for (const status of ['accepted', 'rejected', 'invalid', 'unknown']) webhookReceived.inc({ status }, 0);

/** From a few ms (a status) to the 30 s after which a provider's call is given up. */
export const taskLatencySeconds = new Histogram({
  name: 'secretaria_task_latency_seconds',
  help: 'Seconds that a piece of background work took.',
  labelNames: ['task'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers,
});

export const channelLatencySeconds = new Histogram({
  name: 'secretaria_channel_latency_seconds',
  help: "Seconds until a platform answered a channel's call.",
  labelNames: ['kind'] as const,
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers,
});
export const channelErrors = new Counter({
  name: 'secretaria_channel_errors_total',
  help: "Calls to a channel's platform that failed.",
  labelNames: ['kind'] as const,
  registers,
});
export const channelSendSuccess = new Counter({
  name: 'secretaria_channel_send_success_total',
  help: 'Messages that a platform took.',
  labelNames: ['kind'] as const,
  registers,
});
export const channelSendRetry = new Counter({
  name: 'secretaria_channel_send_retry_total',
  help: 'Sends that will be tried again.',
  labelNames: ['kind'] as const,
  registers,
});
/** Delivered or read, of those sent and settled in the last day. Set from the database when scraped. */
export const channelDeliverySuccessRatio = new Gauge({
  name: 'secretaria_channel_delivery_success_ratio',
  help: 'Share of messages of the last day that reached their person.',
  labelNames: ['kind'] as const,
  registers,
});

export const healthcheckFailures = new Counter({
  name: 'secretaria_healthcheck_failures_total',
  help: 'Health checks that found a component failing.',
  labelNames: ['component'] as const,
  registers,
});

export const queueSize = new Gauge({
  name: 'secretaria_queue_size',
  help: 'Open conversations in a queue that nobody has taken.',
  labelNames: ['company_id'] as const,
  registers,
});
export const deadLetterQueueSize = new Gauge({
  name: 'secretaria_dead_letter_queue_size',
  help: 'Deliveries and webhook items that were given up and wait for a person.',
  registers,
});
export const usageMessages = new Counter({
  name: 'secretaria_usage_messages_total',
  help: 'Messages in and out, as billed.',
  labelNames: ['company_id'] as const,
  registers,
});

export const queueLanesDue = new Gauge({
  name: 'balcao_queue_lanes_due',
  help: 'Lanes with work that is due and not held by a worker.',
  registers,
});
export const queueOldestDueSeconds = new Gauge({
  name: 'balcao_queue_oldest_due_seconds',
  help: 'Age of the oldest due work that nobody holds; grows when workers are too few or stuck.',
  registers,
});

export const syncSockets = new Gauge({
  name: 'balcao_sync_sockets',
  help: 'Consoles connected to this process.',
  registers,
});
export const syncPushedRows = new Counter({
  name: 'balcao_sync_pushed_rows_total',
  help: 'Rows that consoles pushed, by outcome: applied, merged, refused.',
  labelNames: ['replica', 'outcome'] as const,
  registers,
});
export const syncPulledRows = new Counter({
  name: 'balcao_sync_pulled_rows_total',
  help: 'Rows handed to consoles by pulls and streams.',
  labelNames: ['replica'] as const,
  registers,
});
/** Beside `sockets`, this shows that a burst is read once and not once a console. */
export const syncBursts = new Counter({
  name: 'balcao_sync_bursts_total',
  help: 'Bursts of commits that this process read from the change feed, once each for all of its consoles.',
  registers,
});
export const syncResyncs = new Counter({
  name: 'balcao_sync_resyncs_total',
  help: 'Consoles told to start over, by reason.',
  labelNames: ['reason'] as const,
  registers,
});

export const appointmentsBooked = new Counter({
  name: 'secretaria_appointments_total',
  help: 'Appointments booked, by source.',
  labelNames: ['source'] as const,
  registers,
});
/** `outcome`: booked, refused, conflict (booked offline and taken meanwhile). Booked ones with their commit. */
export const appointmentsLatencySeconds = new Histogram({
  name: 'secretaria_appointments_latency_seconds',
  help: 'Seconds that booking took, by outcome.',
  labelNames: ['outcome'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers,
});
/** Hit rate: `kept` of both. */
export const freeTimesAsked = new Counter({
  name: 'balcao_free_times_total',
  help: 'Questions for free times, answered from what was kept or counted anew.',
  labelNames: ['answer'] as const,
  registers,
});
for (const answer of ['kept', 'counted']) freeTimesAsked.inc({ answer }, 0);
export const appointmentsConfirmed = new Counter({
  name: 'secretaria_appointments_confirmed_total',
  help: 'Appointments that were confirmed.',
  registers,
});
export const appointmentsCancelled = new Counter({
  name: 'secretaria_appointments_cancelled_total',
  help: 'Appointments that were cancelled.',
  registers,
});
export const appointmentConfirmations = new Counter({
  name: 'secretaria_appointment_confirmations_total',
  help: 'Confirmations that contacts were sent: booked, asked for, or at another time.',
  registers,
});
export const appointmentReschedules = new Counter({
  name: 'secretaria_appointment_reschedules_total',
  help: 'Appointments that were moved.',
  registers,
});
export const appointmentNoShows = new Counter({
  name: 'secretaria_appointment_no_show_total',
  help: 'Appointments to which nobody came.',
  registers,
});
