/** When a resource is there, and what stands against a time on it, as far as this device knows: pure. */
import { type Block, type Busy, openingsOn, timesOf, union, within } from '@balcao/calendar';
import { type LocalDay, localDayAt } from '@balcao/domain';
import { type AppointmentType, isFree, type Resource, type SetUp, type Wanted } from './agenda.ts';

const DAY_MS = 86_400_000;

const openFor = ({ standing }: SetUp, { id, settings }: Resource, day: LocalDay, typeId: string) =>
  openingsOn(standing, day, { resourceId: id, typeId, zone: settings.zone, capacity: 1 });

/** When a resource can be booked on a day for any type. */
export function openOn(setUp: SetUp, resource: Resource, day: LocalDay) {
  const named = new Set(setUp.standing.flatMap(({ typeIds }) => typeIds));
  const active = setUp.types.filter(({ active }) => active).map(({ id }) => id);
  // What no rule names is all alike, so that most companies are looked at once.
  const alike = active.every((id) => named.has(id)) && active.length > 0 ? [] : [''];
  const kinds = [...active.filter((id) => named.has(id)), ...alike];
  return union(kinds.flatMap((typeId) => openFor(setUp, resource, day, typeId)));
}

type There = { resourceId: string; typeId: string; from: number; to: number };

/** Whether a resource is there the whole time for a type: open by its rules, and not blocked. */
function isOpen(setUp: SetUp, blocks: readonly { block: Block }[], { resourceId, typeId, ...span }: There): boolean {
  const resource = setUp.resources.find(({ id }) => id === resourceId);
  if (!resource) return false;
  const { zone } = resource.settings;
  // What opens late in the evening may reach into the next day.
  const days = [localDayAt(span.from - DAY_MS, zone), localDayAt(span.from, zone)];
  const openings = days.flatMap((day) => openFor(setUp, resource, day, typeId));
  const isThere = within(union(openings), span).some(({ from, to }) => from === span.from && to === span.to);
  const own = blocks.filter(({ block }) => block.resourceId === null || block.resourceId === resourceId);
  return isThere && own.every(({ block }) => timesOf(block, span).length === 0);
}

export type Clash = 'taken' | 'outside';

/** What stands against a time on its resources, as far as this device knows; `null`: nothing. */
export function clashOf(
  setUp: SetUp,
  { busy, blocks }: { busy: readonly Busy[]; blocks: readonly { block: Block }[] },
  slot: Wanted,
  type: AppointmentType,
): Clash | null {
  if (!isFree(setUp, busy, type, slot)) return 'taken';
  const { from, to } = slot;
  const isThere = slot.resourceIds.every((resourceId) =>
    isOpen(setUp, blocks, { resourceId, typeId: type.id, from, to }),
  );
  return isThere ? null : 'outside';
}
