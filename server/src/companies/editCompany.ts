import {
  type CompanyPlace,
  type HoursException,
  hoursProblems,
  isZone,
  type Language,
  Refusal,
  type WeekHours,
} from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

export type CompanyChange = {
  name?: string | undefined;
  zone?: string | undefined;
  language?: Language | undefined;
  hours?: WeekHours | undefined;
  exceptions?: HoursException[] | undefined;
  reopeningWindowHours?: number | undefined;
  /** `null`: none. */
  place?: CompanyPlace | null | undefined;
  /** `null`: as the installation says. */
  groupingDelayMs?: number | null | undefined;
};

/** Settings of the company (CON-26). Every console follows, by the catalog. @throws Refusal `input.invalid` */
export async function editCompany(trx: Trx, actor: Actor, change: CompanyChange): Promise<void> {
  const issues = problemsOf(change);
  if (issues.length > 0) throw new Refusal({ code: 'input.invalid', issues });
  const { hours, exceptions, place, ...given } = change;
  const plain = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const set = {
    ...plain,
    ...(place === undefined ? {} : { place: place && JSON.stringify(place) }),
    ...(hours ? { hours: JSON.stringify(hours) } : {}),
    ...(exceptions ? { exceptions: JSON.stringify(sortedByDate(exceptions)) } : {}),
  };
  if (Object.keys(set).length === 0) return;
  await trx.updateTable('company').set(set).where('id', '=', actor.companyId).execute();
}

function problemsOf({ zone, hours, exceptions }: CompanyChange): { path: string; message: string }[] {
  const zoneProblem = zone !== undefined && !isZone(zone) ? [{ path: 'zone', message: `${zone} is no time zone` }] : [];
  return [...zoneProblem, ...hoursProblems(hours, exceptions)];
}

const sortedByDate = (exceptions: HoursException[]) => [...exceptions].sort((a, b) => a.date.localeCompare(b.date));
