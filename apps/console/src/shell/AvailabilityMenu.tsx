import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import { MenuChoices, MenuLabel } from '../design/Menu.tsx';
import { useCommand } from '../keyboard/index.ts';
import styles from './AvailabilityMenu.module.css';
import { AVAILABILITIES, type Availability, useAvailability } from './availability.ts';

/** A dot in the colour of an availability. */
export function AvailabilityDot({
  availability,
  className,
}: {
  availability: Availability | null;
  className?: string | undefined;
}) {
  return <span aria-hidden="true" className={classes(styles.dot, availability && styles[availability], className)} />;
}

/** The part of a menu where the reader says whether they take work. */
export function AvailabilityChoices() {
  const { t } = useTranslation('shell');
  const { availability, reachable, choose } = useAvailability();
  if (!reachable) return <MenuLabel>{t('availability.needsServer')}</MenuLabel>;
  return (
    <MenuChoices
      label={t('availability.label')}
      value={availability ?? 'offline'}
      choices={AVAILABILITIES.map((value) => ({
        value,
        label: t(`availability.${value}`),
        icon: <AvailabilityDot availability={value} />,
      }))}
      onChange={(value) => void choose(value)}
    />
  );
}

/** The same through the palette. Draws nothing. */
export function AvailabilityCommand({ availability }: { availability: Availability }) {
  const { t } = useTranslation('shell');
  const { availability: current, reachable, choose } = useAvailability();
  useCommand({
    id: `availability.${availability}`,
    title: t('availability.choose', { availability: t(`availability.${availability}`) }),
    group: 'account',
    when: reachable && current !== null && current !== availability,
    run: () => void choose(availability),
  });
  return null;
}
