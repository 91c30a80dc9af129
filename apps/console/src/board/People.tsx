import { AVAILABILITIES, type Availability } from '@balcao/domain';
import type { Board } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { useDirectory, useMaySupervise } from '../conversations/index.ts';
import { classes } from '../design/classes.ts';
import { Menu, MenuChoices } from '../design/Menu.tsx';
import { useSyncKind } from '../replica/index.ts';
import styles from './Board.module.css';

/** Beyond it a meter says less than its number. */
const MOST_BLOCKS = 10;

/** Who serves the queues, how full each is, and for a supervisor whether they take work (QUE-15). */
export function People({ people }: { people: Board['people'] }) {
  const { t } = useTranslation(['board', 'shell']);
  const { users } = useDirectory();
  const maySupervise = useMaySupervise();
  const isOffline = useSyncKind() === 'offline';
  const present = people
    .flatMap((person) => {
      const user = users.get(person.userId);
      return user ? [{ ...person, name: user.name, availability: user.availability }] : [];
    })
    .toSorted((a, b) => rank(a.availability) - rank(b.availability) || a.name.localeCompare(b.name));
  return (
    <section className={styles.narrow} aria-label={t('board:people')}>
      <h2>{t('board:people')}</h2>
      <table className={styles.table}>
        <tbody>
          {present.map(({ userId, name, availability, active, places, queueIds }) => (
            <tr key={userId}>
              <th scope="row">{name}</th>
              <td>
                {availability === 'online' && places <= MOST_BLOCKS ? (
                  <Meter active={active} places={places} />
                ) : (
                  <span className={styles.quiet}>{t(`shell:availability.${availability}`)}</span>
                )}
              </td>
              <td className={styles.number}>
                {!isOffline && queueIds.some(maySupervise) ? (
                  <Change userId={userId} name={name} availability={availability}>
                    {active}/{places}
                  </Change>
                ) : (
                  `${active}/${places}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const rank = (availability: Availability) => AVAILABILITIES.indexOf(availability);

function Meter({ active, places }: { active: number; places: number }) {
  const isFull = active >= places;
  return (
    <span className={styles.meter} aria-hidden="true">
      {Array.from({ length: places }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have no name but their number
        <i key={at} className={classes(at < active && (isFull ? styles.full : styles.taken))} />
      ))}
    </span>
  );
}

type ChangeProps = { userId: string; name: string; availability: Availability; children: React.ReactNode };

function Change({ userId, name, availability, children }: ChangeProps) {
  const { t } = useTranslation(['board', 'shell']);
  const api = useApi();
  const tell = useTellFailure();
  const choose = (chosen: Availability) => {
    void api.availability.choose.mutate({ userId, availability: chosen }).catch(tell);
  };
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={styles.change} aria-label={t('board:change', { name })}>
          {children}
        </button>
      }
    >
      <MenuChoices
        label={t('shell:availability.label')}
        value={availability}
        choices={AVAILABILITIES.map((value) => ({ value, label: t(`shell:availability.${value}`) }))}
        onChange={choose}
      />
    </Menu>
  );
}
