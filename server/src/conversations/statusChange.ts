import { type Failure, laterStatus, type MessageStatus } from '@balcao/domain';
import type { ReportedStatus } from './received.ts';

/** What a message knows of its way to the contact. Times are epoch milliseconds. */
export type Progress = {
  status: MessageStatus;
  failure: Failure | null;
  sentAt: number | null;
  deliveredAt: number | null;
  readAt: number | null;
  failedAt: number | null;
};

export type Report = { status: ReportedStatus; at: number; failure: Failure | null };

/**
 * What is known after a report (INB-19). Reports may come in any order and any number of times: the outcome is the same.
 * Each time is the earliest that was told; the reason of a failure is the earliest one's, and is gone once the message
 * was delivered after all.
 */
export function progressAfter(progress: Progress, report: Report): Progress {
  const status = laterStatus(progress.status, report.status);
  const next = { ...progress, status };
  const field = TIME_OF[report.status];
  const known = progress[field];
  if (known === null || report.at < known) {
    next[field] = report.at;
    if (report.status === 'failed') next.failure = report.failure;
  }
  if (status !== 'failed') next.failure = null;
  return next;
}

const TIME_OF = { sent: 'sentAt', delivered: 'deliveredAt', read: 'readAt', failed: 'failedAt' } as const;
