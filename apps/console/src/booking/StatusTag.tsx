import type { AppointmentStatus } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../design/Tag.tsx';

const TONES: Record<AppointmentStatus, Tone> = {
  requested: 'warn',
  scheduled: 'neutral',
  confirmed: 'good',
  completed: 'neutral',
  cancelled: 'neutral',
  no_show: 'bad',
  conflict: 'bad',
};

export function StatusTag({ status }: { status: AppointmentStatus }) {
  const { t } = useTranslation('booking');
  return <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>;
}
