import type { ConversationTicket } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../design/Tag.tsx';
import { VisuallyHidden } from '../../design/VisuallyHidden.tsx';
import { useFromNow } from '../../i18n/clock.ts';
import { timeLeft } from '../windowLeft.ts';
import { type Shown, urgentPromise } from './promise.ts';

const TONES: Record<Shown['state'], Tone> = { onTime: 'neutral', warning: 'warn', breached: 'bad' };

type Props = {
  ticket: ConversationTicket | null;
  /** `short` shows the time alone, and says the rest to whoever points or listens. */
  size?: 'short' | 'whole';
  /** Says nothing while there is time, where many stand below each other. */
  onlyAtRisk?: boolean;
};

/** The promise that ends first, counting down by itself: deadlines came with the row. */
export function SlaMark({ ticket, size = 'whole', onlyAtRisk = false }: Props) {
  const { t } = useTranslation('conversations');
  const now = useFromNow((at) => stepOf(ticket, at));
  const shown = ticket && urgentPromise(ticket, now);
  if (!shown || (onlyAtRisk && shown.state === 'onTime')) return null;
  const { hours, minutes } = timeLeft(Math.abs(shown.leftMs));
  const time = t('sla.time', { hours, minutes });
  const words = t(shown.state === 'breached' ? 'sla.late' : 'sla.left', { time });
  if (size === 'whole') {
    return (
      <>
        {t(`sla.${shown.promise}`)} <Tag tone={TONES[shown.state]}>{words}</Tag>
      </>
    );
  }
  const whole = `${t(`sla.${shown.promise}`)}: ${words}`;
  return (
    <Tag tone={TONES[shown.state]}>
      <span title={whole}>
        <VisuallyHidden>{whole}</VisuallyHidden>
        <span aria-hidden="true">{time}</span>
      </span>
    </Tag>
  );
}

/** By the minute while there is time; what is at risk moves with every tick of the clock. */
function stepOf(ticket: ConversationTicket | null, now: number): number {
  const shown = ticket && urgentPromise(ticket, now);
  return shown && shown.state !== 'onTime' ? now : Math.floor(now / 60_000) * 60_000;
}
