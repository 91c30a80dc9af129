import { may } from '@balcao/domain';
import { CalendarPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { useFromNow } from '../../i18n/clock.ts';
import { useCommand } from '../../keyboard/index.ts';
import { useUser } from '../../session/index.ts';
import { AppointmentForm } from '../AppointmentForm.tsx';
import { StatusTag } from '../StatusTag.tsx';
import { useSetUp } from '../useAgenda.ts';
import { useClock } from '../words.ts';
import { attendanceOf } from './attendance.ts';
import { BookContact } from './BookContact.tsx';
import styles from './ContactAgenda.module.css';
import { type HeldAppointment, useContactAppointments } from './useContactAppointments.ts';

const SHOWN_AT_FIRST = 3;

/** A contact's appointments beside them: what comes, what was, how they keep them, and the next one in two keys (BOOK-17). */
export function ContactAgenda({ contactId, name }: { contactId: string; name: string }) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { setUp } = useSetUp();
  const clock = useClock(setUp.zone);
  const { rows, isWhole, loading } = useContactAppointments(contactId);
  const minute = useFromNow(useCallback((now) => Math.floor(now / 60_000) * 60_000, []));
  const [open, setOpen] = useState<{ kind: 'book' } | { kind: 'appointment'; id: string } | null>(null);
  const [isAll, setAll] = useState(false);
  const isSetUp = setUp.types.some(({ active }) => active) && setUp.resources.some(({ active }) => active);
  const mayBook = may(role, 'agenda.book') && isSetUp;
  useCommand({
    id: 'contact.book',
    title: t('contact.bookFor', { name }),
    group: 'view',
    keys: 'b',
    when: mayBook && open === null,
    run: () => setOpen({ kind: 'book' }),
  });
  if (loading || (!isSetUp && rows.length === 0)) return null;

  const next = rows.filter(({ to, status }) => to > minute && status !== 'cancelled').reverse();
  const past = rows.filter((row) => !next.includes(row));
  const attendance = attendanceOf(rows);
  const close = () => setOpen(null);
  const words = (row: HeldAppointment) => (
    <>
      <span className={styles.when}>{clock.full(row.from)}</span>
      <span className={styles.type}>{setUp.types.find(({ id }) => id === row.typeId)?.name ?? row.title}</span>
      <StatusTag status={row.status} />
    </>
  );
  const line = (row: HeldAppointment) => (
    <li key={row.id}>
      {row.isHere ? (
        <button type="button" className={styles.line} onClick={() => setOpen({ kind: 'appointment', id: row.id })}>
          {words(row)}
        </button>
      ) : (
        <span className={styles.line}>{words(row)}</span>
      )}
    </li>
  );
  return (
    <section className={styles.agenda} aria-label={t('contact.title')}>
      <div className={styles.head}>
        <h3>{t('contact.title')}</h3>
        {mayBook && (
          <Button icon={CalendarPlus} keys="b" onClick={() => setOpen({ kind: 'book' })}>
            {t('contact.book')}
          </Button>
        )}
      </div>
      {attendance && (
        <p className={styles.rate}>
          {t('contact.attendance', attendance)}
          {!isWhole && <small> {t('contact.onlyHere')}</small>}
        </p>
      )}
      {next.length > 0 ? (
        <ul className={styles.list}>{next.map(line)}</ul>
      ) : (
        <p className={styles.none}>{t('contact.none')}</p>
      )}
      {past.length > 0 && (
        <>
          <h4>{t('contact.past')}</h4>
          <ul className={styles.list}>{(isAll ? past : past.slice(0, SHOWN_AT_FIRST)).map(line)}</ul>
          {past.length > SHOWN_AT_FIRST && !isAll && (
            <Button variant="quiet" onClick={() => setAll(true)}>
              {t('contact.all', { count: past.length })}
            </Button>
          )}
        </>
      )}
      {open?.kind === 'book' && (
        <BookContact contactId={contactId} title={name} setUp={setUp} clock={clock} onClose={close} />
      )}
      {open?.kind === 'appointment' && <AppointmentForm editing={open} setUp={setUp} clock={clock} onClose={close} />}
    </section>
  );
}
