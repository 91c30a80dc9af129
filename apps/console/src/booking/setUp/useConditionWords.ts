import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import type { AppointmentType } from '../agenda.ts';
import type { Conditions } from './hours.ts';

/** More names make a chip longer than the time it belongs to. */
const NAMED = 2;

/** Conditions as one says them: "até 31 de dez. de 2026 · Consulta · 2 vagas". */
export function useConditionWords(types: readonly AppointmentType[]): (conditions: Conditions) => string {
  const { t } = useTranslation('booking');
  const language = useLanguage();
  const days = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const dayOf = (date: string) => {
    const at = Date.parse(date);
    return Number.isNaN(at) ? date : days.format(at);
  };
  return ({ validFrom, validUntil, typeIds, capacity }) => {
    const between = { from: dayOf(validFrom), until: dayOf(validUntil) };
    const valid = validFrom && validUntil ? 'between' : validFrom ? 'from' : validUntil ? 'until' : null;
    const names = typeIds
      .slice(0, NAMED)
      .map((id) => types.find((type) => type.id === id)?.name ?? t('setUp.goneType'));
    const rest = typeIds.length - names.length;
    return [
      valid && t(`setUp.valid.${valid}`, between),
      rest > 0 ? t('setUp.andMore', { names: names.join(', '), count: rest }) : names.join(', '),
      capacity && t('setUp.placesInWords', { count: Number(capacity) }),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}
