import { readFileSync } from 'node:fs';

/** Ticks a second in /proc on every Linux that one meets. */
const TICKS = 100;

export type ProcessCost = { cpuSeconds: number; megabytes: number };

/** What a process has used of the processor since its start, and what it holds in memory (its resident set) now. Linux. */
export function processCost(pid: number): ProcessCost {
  // After the name, which is in brackets and may hold anything: fields 14 and 15 of the line, in ticks (proc(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
  return { cpuSeconds, megabytes: kilobytes / 1_024 };
}
