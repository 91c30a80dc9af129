import { appointmentSlot, freeSlot, may } from '@balcao/domain';
import type { AppointmentRow, NoticeRow } from '@balcao/replica';
import { settleNotice } from '@balcao/replica/client';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { useLiveDoc, useLiveQuery, useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import type { SetUp } from './agenda.ts';
import { useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { FreeTimesNear } from './FreeTimesNear.tsx';
import { isMoved } from './series/seriesChange.ts';
import { useConflicts } from './useAgenda.ts';
import { useBookingActions } from './useBookingActions.ts';
import type { Clock } from './words.ts';

type Given = { setUp: SetUp; clock: Clock };

/** The next come up as these are decided. Higher: a file of thousands that collides fills the screen and its memory. */
const MOST_SHOWN = 5;

/** What came back from the server for somebody to decide (BOOK-13, BOOK-14): nothing is lost, and nothing moved by itself. */
export function Conflicts({ setUp, clock }: Given) {
  const { t } = useTranslation('booking');
  const conflicts = useConflicts();
  const { rows } = useLiveQuery((all) => all.notices.find({ selector: { settledAt: null } }), []);
  const wishes = rows.filter(
    ({ notice }) => (notice.kind === 'refused' || notice.kind === 'decide') && notice.replica === 'appointments',
  );
  const count = conflicts.length + wishes.length;
  if (count === 0) return null;
  const hidden = Math.max(0, conflicts.length - MOST_SHOWN) + Math.max(0, wishes.length - MOST_SHOWN);
  return (
    <section className={styles.attention} aria-label={t('attention.label')}>
      <strong>{t('attention.title', { count })}</strong>
      {conflicts.slice(0, MOST_SHOWN).map((row) => (
        <ConflictCase key={row.id} row={row} setUp={setUp} clock={clock} />
      ))}
      {wishes.slice(0, MOST_SHOWN).map((row) => (
        <WishCase key={row.id} row={row} setUp={setUp} clock={clock} />
      ))}
      {hidden > 0 && <p className={styles.small}>{t('attention.more', { count: hidden })}</p>}
    </section>
  );
}

function ConflictCase({ row, setUp, clock }: Given & { row: AppointmentRow }) {
  const { t } = useTranslation('booking');
  const actions = useBookingActions();
  const { edit } = useBookingScreen();
  return (
    <div className={styles.case}>
      <strong>{row.title}</strong>
      <p>
        {t('attention.taken', { time: clock.full(row.slot.from), who: namesOf(row.slot.resourceIds, setUp) || 'none' })}
      </p>
      <div className={styles.choose}>
        <FreeTimesNear row={row} setUp={setUp} clock={clock} onChoose={(slot) => void actions.move(row, slot)} />
        <Button variant="quiet" onClick={() => edit({ kind: 'appointment', id: row.id })}>
          {t('attention.other')}
        </Button>
        <Button variant="quiet" onClick={() => void actions.become(row, 'cancelled', t('attention.reason'))}>
          {t('attention.cancel')}
        </Button>
      </div>
    </div>
  );
}

const wished = z.looseObject({ slot: appointmentSlot });
const offering = z.looseObject({ alternatives: z.array(freeSlot) });

/** A move that met another one, or a time that was taken: the appointment stands where the server has it. */
function WishCase({ row: { id: noticeId, notice }, setUp, clock }: Given & { row: NoticeRow }) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { collections } = useReplica();
  const words = useProblemWords();
  const actions = useBookingActions();
  const { edit } = useBookingScreen();
  const rowId = 'rowId' in notice ? notice.rowId : '';
  const { row } = useLiveDoc((all) => all.appointments.findOne(rowId), [rowId]);
  if (notice.kind !== 'refused' && notice.kind !== 'decide') return null;
  const slot =
    notice.kind === 'decide' ? appointmentSlot.safeParse(notice.wish).data : wished.safeParse(notice.wish).data?.slot;
  // Not every refusal is about its time.
  const wanted = slot && (!row || isMoved(row.slot, slot)) ? slot : null;
  const alternatives = notice.kind === 'refused' ? (offering.safeParse(notice.problem).data?.alternatives ?? []) : [];
  const settle = () => settleNotice(collections, { noticeId });
  const take = async (to: { from: number; to: number; resourceIds: string[] }) => {
    if (!row) return;
    await actions.move(row, { ...row.slot, ...to });
    await settle();
  };
  const reason = notice.kind === 'refused' ? words.ofProblem(notice.problem).what : t('attention.movedByTwo');
  return (
    <div className={styles.case}>
      <strong>{row?.title ?? t('attention.gone')}</strong>
      <p>
        {reason} {wanted && t('attention.yours', { time: clock.full(wanted.from) })}{' '}
        {row &&
          t('attention.stands', {
            time: clock.full(row.slot.from),
            who: namesOf(row.slot.resourceIds, setUp) || 'none',
          })}
      </p>
      <div className={styles.choose}>
        {row &&
          alternatives.map((each) => (
            <Button key={each.from} onClick={() => void take(each)}>
              {clock.full(each.from)}
            </Button>
          ))}
        {row && slot && notice.kind === 'decide' && (
          <Button onClick={() => void take(slot)}>{t('attention.takeMine')}</Button>
        )}
        {row && wanted && notice.kind === 'refused' && may(role, 'agenda.overbook') && (
          <Button
            variant="quiet"
            onClick={() => {
              edit({ kind: 'appointment', id: row.id, slot: wanted });
              void settle();
            }}
          >
            {t('attention.other')}
          </Button>
        )}
        <Button variant="quiet" onClick={() => void settle()}>
          {t('attention.keep')}
        </Button>
      </div>
    </div>
  );
}

export const namesOf = (resourceIds: readonly string[], setUp: SetUp): string =>
  resourceIds.map((id) => setUp.resources.find((each) => each.id === id)?.name ?? '').join(', ');
