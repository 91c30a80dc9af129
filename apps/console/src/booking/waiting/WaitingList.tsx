import { may } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { PhoneCall, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { useNow } from '../../i18n/clock.ts';
import { useLiveDoc, useSyncKind } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import type { SetUp } from '../agenda.ts';
import { type Editing, useBookingScreen } from '../bookingScreen.ts';
import screen from '../CalendarScreen.module.css';
import type { Clock } from '../words.ts';
import { useWaiting, type Waiting } from './useWaiting.ts';
import styles from './Waiting.module.css';

type Given = { setUp: SetUp; clock: Clock };

/** Who waits for a place or an earlier one (BOOK-10), beside the calendar, in the order in which they are asked. */
export function WaitingList({ setUp, clock }: Given) {
  const { t } = useTranslation('booking');
  const waiting = useWaiting();
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('waiting.title')}>
      <h2>
        {t('waiting.title')} <span className={screen.count}>{waiting.length}</span>
      </h2>
      <ol className={styles.list}>
        {waiting.map((entry) => (
          <WaitingItem key={entry.id} entry={entry} setUp={setUp} clock={clock} />
        ))}
      </ol>
    </section>
  );
}

function WaitingItem({ entry, setUp, clock }: Given & { entry: Waiting }) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const api = useApi();
  const tellFailure = useTellFailure();
  const isOffline = useSyncKind() === 'offline';
  const { id, name, offer, untoldFrom } = entry;
  const { edit } = useBookingScreen();
  const now = useNow();
  const { row: own } = useLiveDoc(
    (all) => (entry.appointmentId && untoldFrom !== null ? all.appointments.findOne(entry.appointmentId) : null),
    [entry.appointmentId, untoldFrom],
  );
  const acting = useMutation({
    mutationFn: async (what: 'take' | 'decline' | 'remove') => {
      await api.waiting[what].mutate({ id });
    },
    networkMode: 'always',
    onError: tellFailure,
  });
  const isStill = isOffline || acting.isPending || !may(role, 'agenda.book');
  const type = setUp.types.find((each) => each.id === entry.typeId)?.name ?? '';
  const who = name || t('waiting.nameless');
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <strong>{who}</strong>
        <IconButton
          icon={X}
          label={t('waiting.remove', { who })}
          disabled={isStill}
          onClick={() => acting.mutate('remove')}
        />
      </div>
      <p className={screen.small}>{[type, ...useWishWords(entry)].filter(Boolean).join(' · ')}</p>
      {entry.notes && <p className={screen.small}>{entry.notes}</p>}
      {untoldFrom !== null && (
        <div className={styles.untold}>
          <p>
            <Icon icon={PhoneCall} size={14} /> {t('waiting.untold', { time: clock.full(untoldFrom) })}
          </p>
          {untoldFrom > now && (own !== null || !entry.appointmentId) && (
            <Button disabled={!may(role, 'agenda.book')} onClick={() => edit(formFor(entry, own, untoldFrom, who))}>
              {t('waiting.book')}
            </Button>
          )}
        </div>
      )}
      {offer && (
        <>
          <p>{t('waiting.offered', { time: clock.full(offer.from), until: clock.clock(offer.answerBy) })}</p>
          <div className={styles.actions}>
            <Button disabled={isStill} onClick={() => acting.mutate('take')}>
              {t('waiting.take')}
            </Button>
            <Button variant="quiet" disabled={isStill} onClick={() => acting.mutate('decline')}>
              {t('waiting.decline')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

/**
 * The form for them at a time of which they were to be told: of the appointment that they want earlier, or a new one. It
 * says where somebody else has the time by now.
 */
function formFor(
  { typeId, contactId, wish }: Waiting,
  own: AppointmentRow | null,
  from: number,
  title: string,
): Editing {
  const resourceIds = wish.resourceIds.slice(0, 1);
  const to = from + wish.minutes * 60_000;
  if (!own) return { kind: 'new', typeId, contactId, title, from, to, resourceIds };
  const slot = { ...own.slot, from, to, ...(resourceIds.length > 0 && { resourceIds }) };
  return { kind: 'appointment', id: own.id, slot };
}

/** What they want, in a few words each. */
function useWishWords({ wish, appointmentId }: Waiting): string[] {
  const { t, i18n } = useTranslation('booking');
  const day = new Intl.DateTimeFormat(i18n.language, { timeZone: 'UTC', day: '2-digit', month: '2-digit' });
  const of = (date: string) => day.format(new Date(`${date}T12:00:00Z`));
  return [
    appointmentId ? t('waiting.earlier') : '',
    wish.fromDate ? t('waiting.from', { date: of(wish.fromDate) }) : '',
    wish.untilDate ? t('waiting.until', { date: of(wish.untilDate) }) : '',
    ...wish.parts.map((part) => t(`waiting.parts.${part}`)),
  ];
}
