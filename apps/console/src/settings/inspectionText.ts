import type { Inspection, SyncState } from '@balcao/replica/client';

export type Report = {
  version: string;
  browser: string;
  state: SyncState;
  inspection: Inspection;
  /** Open notices by kind. */
  notices: Readonly<Record<string, number>>;
};

/**
 * The inspector as text for a bug report, in English and UTC whatever the reader's language, so that whoever mends it
 * reads one format. Ids and numbers only.
 */
export function inspectionText({ version, browser, state, inspection, notices }: Report): string {
  const { at, url, keeping, leads, links, replicas } = inspection;
  const lines = [
    `Balcão ${version} · ${moment(at)}`,
    browser,
    `server ${url} · kept ${keeping} · ${leads ? 'this window has the socket' : 'another window has the socket'}`,
    `state ${JSON.stringify(state)}`,
    `open notices ${JSON.stringify(notices)}`,
    '',
    ...replicas.flatMap(({ name, version: of, rows, waiting, checkpoint, course }) => [
      `${name} v${of}: ${rows} rows, ${waiting.length} waiting`,
      `  checkpoint ${checkpoint ? JSON.stringify(checkpoint) : 'none'}`,
      ...(course ? [`  course ${JSON.stringify({ ...course, lastAt: course.lastAt && moment(course.lastAt) })}`] : []),
      ...waiting.map(({ id, since }) => `  waits ${id} since ${moment(since)}`),
    ]),
    '',
    ...links.map(({ at: when, kind, code }) => `${moment(when)} ${kind}${code ? ` ${code}` : ''}`),
  ];
  return lines.join('\n');
}

const moment = (ms: number) => new Date(ms).toISOString();
