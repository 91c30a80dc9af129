import type { WhatIf } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { shareInWords, timeOrNone } from '../board/index.ts';
import { BarPairs } from '../design/BarPairs.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Queues.module.css';

/** Before and after in words, then hour by hour; and how near the simulation came to what truly was. */
export function WhatIfResult({ tickets, result: { measured, before, after } }: { tickets: number; result: WhatIf }) {
  const { t } = useTranslation('queues');
  const language = useLanguage();
  const time = (ms: number | null) => timeOrNone(ms, language);
  const share = (value: number | null) => shareInWords(value, language);
  const count = (value: number) => value.toLocaleString(language);
  const hours = before.byHour.filter(({ tickets: came }) => came > 0).map(({ hour }) => hour);
  const [first = 0, last = 23] = [hours.at(0), hours.at(-1)];
  const lines: { name: string; values: [string, string, string] }[] = [
    { name: t('whatIf.people'), values: ['–', count(before.attendants), count(after.attendants)] },
    {
      name: t('whatIf.averageWait'),
      values: [time(measured.averageWaitMs), time(before.averageWaitMs), time(after.averageWaitMs)],
    },
    {
      name: t('whatIf.mostWait'),
      values: [time(measured.mostWaitMs), time(before.mostWaitMs), time(after.mostWaitMs)],
    },
    {
      name: t('whatIf.firstResponse'),
      values: [share(measured.firstResponseMet), share(before.firstResponseMet), share(after.firstResponseMet)],
    },
    {
      name: t('whatIf.resolution'),
      values: [share(measured.resolutionMet), share(before.resolutionMet), share(after.resolutionMet)],
    },
    {
      name: t('whatIf.abandoned'),
      values: [count(measured.abandoned), count(before.abandoned), count(after.abandoned)],
    },
    {
      name: t('whatIf.leftWaiting'),
      values: [count(measured.leftWaiting), count(before.leftWaiting), count(after.leftWaiting)],
    },
  ];
  return (
    <div className={styles.result}>
      <p className={styles.verdict}>
        {t(time(after.averageWaitMs) === time(before.averageWaitMs) ? 'whatIf.same' : 'whatIf.verdict', {
          people: after.attendants,
          wait: time(after.averageWaitMs),
          waitBefore: time(before.averageWaitMs),
        })}
      </p>
      <table className={styles.figures}>
        <caption className={styles.hint}>{t('whatIf.basis', { tickets })}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('whatIf.measured')}</th>
            <th scope="col">{t('whatIf.before')}</th>
            <th scope="col">{t('whatIf.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, values: [was, asIs, changed] }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td>{asIs}</td>
              <td>{changed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <BarPairs
        label={t('whatIf.byHour')}
        names={[t('whatIf.before'), t('whatIf.after')]}
        words={(ms) => time(ms)}
        pairs={before.byHour.slice(first, last + 1).map(({ hour, averageWaitMs }) => ({
          key: String(hour),
          label: `${hour} h`,
          first: averageWaitMs ?? 0,
          second: after.byHour[hour]?.averageWaitMs ?? 0,
        }))}
      />
      {isFar(measured.averageWaitMs, before.averageWaitMs) && <p>{t('whatIf.doubt')}</p>}
      <p className={styles.hint}>{t('whatIf.assumes')}</p>
    </div>
  );
}

/** Waits of a minute more or less are alike to whoever waits. */
const ALIKE_MS = 60_000;

/** More than twice or less than half of what was measured. */
function isFar(measuredMs: number | null, simulatedMs: number | null): boolean {
  if (measuredMs === null || simulatedMs === null) return measuredMs !== simulatedMs;
  const [less, more] = [Math.min(measuredMs, simulatedMs), Math.max(measuredMs, simulatedMs)];
  return more - less > ALIKE_MS && more > 2 * less;
}
