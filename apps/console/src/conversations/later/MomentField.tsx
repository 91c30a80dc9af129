import { FURTHEST_DAYS, instantIn, showsOtherTime, timeFault } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../design/TextField.tsx';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ownZone } from './zones.ts';

type Props = {
  /** Whose clock is read: the contact's. */
  zone: string;
  /** `2026-11-21T14:30` on that clock. */
  wall: string;
  /** A moment that cannot be was asked for. */
  isTried: boolean;
  onChange: (wall: string) => void;
};

/** A date and a time of the contact's day; under it, what our clock shows then. */
export function MomentField({ zone, wall, isTried, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const now = Date.now();
  const at = instantIn(zone, wall);
  const isElsewhere = showsOtherTime(zone, ownZone(), at ?? now);
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  const hint = () => {
    if (!isElsewhere) return undefined;
    return at === null
      ? t('later.theirClock', { place })
      : t('later.ours', { place, at: timeInWords(at, now, 'full', language) });
  };
  const fault = momentFault(zone, wall, now);
  return (
    <TextField
      type="datetime-local"
      label={t(isElsewhere ? 'later.whenTheirs' : 'later.when')}
      hint={hint()}
      value={wall}
      problem={isTried && fault ? t(`later.fault.${fault}`, { days: FURTHEST_DAYS }) : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Here "just passed" is in the past too: whoever chooses a time wants one that is to come. */
export function momentFault(zone: string, wall: string, now: number): 'past' | 'tooFar' | null {
  const at = instantIn(zone, wall);
  return at === null || at <= now ? 'past' : timeFault(at, now);
}
