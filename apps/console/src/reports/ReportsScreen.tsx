import { summaryOf } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet, FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi } from '../api/index.ts';
import { shareInWords, timeOrNone } from '../board/index.ts';
import { DirectoryProvider, useDirectory } from '../conversations/index.ts';
import { Bars } from '../design/Bars.tsx';
import { Button } from '../design/Button.tsx';
import { Select } from '../design/Select.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { Breakdown } from './Breakdown.tsx';
import { RangeFields } from './RangeFields.tsx';
import styles from './Reports.module.css';
import { ReportTabs } from './ReportTabs.tsx';
import { dayLabel, daysOf } from './ranges.ts';
import { useFileExport } from './useFileExport.ts';
import { useRange } from './useRange.ts';

/** What happened, day by day, by queue, channel and person (QUE-13). The server's own sums: online only. */
export function ReportsScreen() {
  return (
    <DirectoryProvider>
      <Screen />
    </DirectoryProvider>
  );
}

const ALL = '';

function Screen() {
  const { t } = useTranslation('reports');
  const api = useApi();
  const language = useLanguage();
  const { queues, channels, users } = useDirectory();
  const choice = useRange('week');
  const [queueId, setQueueId] = useState(ALL);
  const wish = { ...choice.range, ...(queueId === ALL ? {} : { queueId }) };
  const found = useQuery({ queryKey: ['report', wish], queryFn: () => api.analytics.metrics.query(wish) });
  const exporting = useFileExport((format: 'csv' | 'pdf') => api.analytics.export.query({ ...wish, format, language }));
  const gone = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? t('gone');
  return (
    <div className={styles.page}>
      <ReportTabs />
      <div className={styles.head}>
        <RangeFields {...choice} />
        <Select
          label={t('queue')}
          value={queueId}
          options={[{ value: ALL, label: t('allQueues') }, ...[...queues].map(([value, label]) => ({ value, label }))]}
          onChange={setQueueId}
        />
        <span className={styles.gap} />
        <Button icon={FileSpreadsheet} busy={exporting.isPending} onClick={() => exporting.mutate('csv')}>
          {t('csv')}
        </Button>
        <Button icon={FileText} busy={exporting.isPending} onClick={() => exporting.mutate('pdf')}>
          {t('pdf')}
        </Button>
      </div>
      {!found.isSuccess ? (
        <Unanswered query={found} label={t('loading')} rows={3} rowHeight="120px" />
      ) : found.data.total.figures.entered === 0 ? (
        <p className={styles.none}>{t('none')}</p>
      ) : (
        <>
          <dl className={styles.numbers}>
            <Figure title={t('figure.entered')} value={found.data.total.figures.entered.toLocaleString(language)} />
            <Figure
              title={t('summary.averageWaitMs')}
              value={timeOrNone(found.data.total.summary.averageWaitMs, language)}
            />
            <Figure
              title={t('summary.averageHandleMs')}
              value={timeOrNone(found.data.total.summary.averageHandleMs, language)}
            />
            <Figure
              title={t('summary.firstResponseMet')}
              value={shareInWords(found.data.total.summary.firstResponseMet, language)}
            />
            <Figure
              title={t('summary.resolutionMet')}
              value={shareInWords(found.data.total.summary.resolutionMet, language)}
            />
            <Figure
              title={t('summary.firstContactResolution')}
              value={shareInWords(summaryOf(found.data.total.figures).firstContactResolution, language)}
            />
            <Figure
              title={t('summary.abandonedShare')}
              value={shareInWords(found.data.total.summary.abandonedShare, language)}
            />
            <Figure
              title={t('summary.averageRating')}
              value={
                found.data.total.summary.averageRating?.toLocaleString(language, { maximumFractionDigits: 2 }) ?? '–'
              }
            />
          </dl>
          <section className={styles.chart}>
            <h2>{t('volume')}</h2>
            <Bars
              label={t('volume')}
              bars={daysWithin(found.data.byDay).map((day) => ({
                key: day,
                label: dayLabel(day, language),
                value: found.data.byDay.find(({ key }) => key === day)?.figures.entered ?? 0,
              }))}
            />
          </section>
          <section className={styles.chart}>
            <h2>{t('hours')}</h2>
            <Bars
              label={t('hours')}
              bars={Array.from({ length: 24 }, (_, hour) => ({
                key: String(hour),
                label: `${hour} h`,
                value: found.data.byHour.find(({ key }) => Number(key) === hour)?.figures.entered ?? 0,
              }))}
            />
          </section>
          <Breakdown title={t('by.byQueue')} lines={found.data.byQueue} nameOf={(id) => gone(queues, id)} />
          <Breakdown
            title={t('by.byUser')}
            lines={found.data.byUser}
            nameOf={(id) => users.get(id)?.name ?? t('gone')}
          />
          <Breakdown
            title={t('by.byChannel')}
            lines={found.data.byChannel}
            nameOf={(id) => channels.get(id)?.name ?? t('gone')}
          />
          <Breakdown title={t('by.byDay')} lines={found.data.byDay} nameOf={(day) => dayLabel(day, language)} />
        </>
      )}
    </div>
  );
}

function Figure({ title, value }: { title: string; value: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** From the first day that has something to the last: one without anything between them is a gap that one sees. */
const daysWithin = (lines: readonly { key: string }[]): string[] =>
  daysOf({ from: lines.at(0)?.key ?? '', to: lines.at(-1)?.key ?? '' });
