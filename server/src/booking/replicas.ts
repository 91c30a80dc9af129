import { type AppointmentStatus, appointmentMove, may, Refusal } from '@balcao/domain';
import { type AppointmentRow, type BlockRow, REPLICAS } from '@balcao/replica';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { type ReplicaSource, windowFrom } from '../sync/index.ts';
import { blockRow, selectBlocks } from './blockStore.ts';
import { bookAppointment } from './bookAppointment.ts';
import { changeStatus } from './changeStatus.ts';
import { editAppointment } from './editAppointment.ts';
import { moveAppointment } from './moveAppointment.ts';
import { noteFreed } from './noteFreed.ts';
import { demandBlocking, saveBlock } from './saveBlock.ts';
import { deleteRow } from './settingsStore.ts';
import { appointmentOf, appointmentRow, selectAppointments } from './store.ts';

const mayLook = ({ role }: Actor): boolean => may(role, 'agenda.read');
const cursor = z.tuple([z.string(), z.uuid()]);

export const appointmentsReplica: ReplicaSource<AppointmentRow> = {
  definition: REPLICAS.appointments,

  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0 || !mayLook(viewer)) return [];
    const rows = await selectAppointments(trx, viewer.companyId)
      .where('id', 'in', [...ids])
      .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate())
      .execute();
    return rows.map((row) => appointmentRow(appointmentOf(row)));
  },

  page: async (trx, viewer, after, limit, from = windowFrom(Date.now())) => {
    if (!mayLook(viewer)) return { rows: [], next: null };
    const place = after === null ? null : cursor.parse(JSON.parse(after));
    const rows = await selectAppointments(trx, viewer.companyId)
      .where((eb) => eb.or([eb('startsAt', '>', from), eb('status', '=', 'conflict')]))
      .$if(place !== null, (query) =>
        query.where((eb) =>
          eb(eb.refTuple('startsAt', 'id'), '<', eb.tuple(new Date(place?.[0] ?? 0), place?.[1] ?? '')),
        ),
      )
      .orderBy('startsAt', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    const next = last && rows.length === limit ? JSON.stringify([last.startsAt.toISOString(), last.id]) : null;
    return { rows: rows.map((row) => appointmentRow(appointmentOf(row))), next };
  },

  outgrown: async (trx, viewer, ids, from) => {
    if (ids.length === 0) return [];
    const rows = await selectAppointments(trx, viewer.companyId)
      .where('id', 'in', [...ids])
      .where('startsAt', '<=', from)
      .where('status', '<>', 'conflict')
      .execute();
    return rows.map(({ id }) => id);
  },

  write: async (trx, actor, { master, merged, changed }) => {
    if (!may(actor.role, 'agenda.book')) throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.book' });
    const now = new Date();
    if (!master) await create(trx, actor, merged, now);
    else await change(trx, actor, { master, merged, changed }, now);
  },
};

/** Everything that was done to it before it came here: booked, and perhaps confirmed, arrived or cancelled. */
async function create(trx: Trx, actor: Actor, wish: AppointmentRow, now: Date): Promise<void> {
  const booked = await bookAppointment(
    trx,
    actor,
    {
      ...wish,
      contactId: wish.contactId || null,
      conversationId: wish.conversationId || null,
      unassigned: true,
      source: 'console',
      ...(wish.seriesId === '' || wish.seriesStart === null
        ? {}
        : { series: { id: wish.seriesId, rule: wish.seriesRule, start: new Date(wish.seriesStart) } }),
    },
    { now, isOffline: true },
  );
  if (wish.arrivedAt !== null)
    await editAppointment(trx, actor, { id: wish.id, edit: { arrivedAt: new Date(wish.arrivedAt) } });
  if (wish.status !== booked.status && wish.status !== 'requested' && wish.status !== 'scheduled') {
    if (booked.status === 'conflict' && wish.status !== 'cancelled') return;
    await becomes(trx, actor, booked, wish, now);
  }
}

async function change(
  trx: Trx,
  actor: Actor,
  { master, merged, changed }: { master: AppointmentRow; merged: AppointmentRow; changed: readonly string[] },
  now: Date,
): Promise<void> {
  const { id } = merged;
  const plain = ['typeId', 'title', 'place', 'notes', 'answers', 'participants'] as const;
  const edit = {
    ...Object.fromEntries(plain.filter((name) => changed.includes(name)).map((name) => [name, merged[name]])),
    ...(changed.includes('contactId') ? { contactId: merged.contactId || null } : {}),
    ...(changed.includes('seriesId') || changed.includes('seriesRule') || changed.includes('seriesStart')
      ? seriesOf(merged)
      : {}),
  };
  if (Object.keys(edit).length > 0) await editAppointment(trx, actor, { id, edit });
  let status = master.status;
  if (changed.includes('slot')) {
    const overbookReason = changed.includes('overbookReason') ? merged.overbookReason : '';
    status = (await moveAppointment(trx, actor, { id, slot: merged.slot, overbookReason }, { now })).status;
  }
  // Whoever was moved to today may have arrived today.
  if (changed.includes('arrivedAt')) {
    const arrivedAt = merged.arrivedAt === null ? null : new Date(merged.arrivedAt);
    await editAppointment(trx, actor, { id, edit: { arrivedAt } });
  }
  if (changed.includes('status') && merged.status !== status) {
    await becomes(trx, actor, { id, status }, merged, now);
  }
}

/** A rule without its time, or a time without its rule, is no series. */
const seriesOf = ({ seriesId, seriesRule, seriesStart }: AppointmentRow) =>
  seriesId === '' || seriesStart === null
    ? { seriesId: null, seriesRule: '', seriesStart: null }
    : { seriesId, seriesRule, seriesStart: new Date(seriesStart) };

async function becomes(
  trx: Trx,
  actor: Actor,
  { id, status }: { id: string; status: AppointmentStatus },
  wish: AppointmentRow,
  now: Date,
): Promise<void> {
  const move = appointmentMove(status, wish.status);
  if (!move) throw new Refusal({ code: 'appointment.impossibleMove', from: status, move: wish.status });
  const reason = move === 'cancel' ? wish.cancelReason : wish.overbookReason;
  await changeStatus(trx, actor, { id, move, reason }, now);
}

export const blocksReplica: ReplicaSource<BlockRow> = {
  definition: REPLICAS.blocks,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0 || !mayLook(viewer)) return [];
    const rows = await selectBlocks(trx, viewer.companyId)
      .where('id', 'in', [...ids])
      .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate())
      .execute();
    return rows.map(blockRow);
  },
  page: async (trx, viewer, after, limit) => {
    if (!mayLook(viewer)) return { rows: [], next: null };
    const rows = await selectBlocks(trx, viewer.companyId)
      .$if(after !== null, (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(limit)
      .execute();
    return { rows: rows.map(blockRow), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
  write: async (trx, actor, { master, merged }) => {
    const { id, removed, ...wish } = merged;
    if (!removed) await saveBlock(trx, actor, id, wish);
    else if (master) {
      demandBlocking(actor);
      await deleteRow(trx, 'calendarBlock', actor.companyId, id);
      await noteFreed(trx, actor.companyId);
    }
  },
};
