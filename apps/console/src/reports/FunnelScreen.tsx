import { attendanceOf, FUNNEL_SOURCES, type FunnelFigures, type FunnelSource, stillOpen } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { FileSpreadsheet, Filter } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi } from '../api/index.ts';
import { shareInWords } from '../board/index.ts';
import { useSetUp } from '../booking/index.ts';
import { BarPairs } from '../design/BarPairs.tsx';
import { Button } from '../design/Button.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Select } from '../design/Select.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { FunnelSteps } from './FunnelSteps.tsx';
import { FunnelTable } from './FunnelTable.tsx';
import { RangeFields } from './RangeFields.tsx';
import styles from './Reports.module.css';
import { ReportTabs } from './ReportTabs.tsx';
import { dayLabel, daysOf } from './ranges.ts';
import { useFileExport } from './useFileExport.ts';
import { useRange } from './useRange.ts';

const ALL = '';

/** From asking for a time to coming (BOOK-25, CON-27), by source, type and resource. The server's own sums: online only. */
export function FunnelScreen() {
  const { t } = useTranslation('funnel');
  const api = useApi();
  const language = useLanguage();
  const { setUp } = useSetUp();
  const choice = useRange('month');
  const [typeId, setTypeId] = useState(ALL);
  const [resourceId, setResourceId] = useState(ALL);
  const [source, setSource] = useState<FunnelSource | typeof ALL>(ALL);
  const ofResource = resourceId !== ALL;
  const wish = {
    ...choice.range,
    ...(typeId === ALL ? {} : { typeId }),
    ...(ofResource ? { resourceId } : {}),
    ...(source === ALL ? {} : { source }),
  };
  const found = useQuery({ queryKey: ['funnel', wish], queryFn: () => api.funnel.read.query(wish) });
  const exporting = useFileExport(() => api.funnel.export.query({ ...wish, language }));
  const types = new Map(setUp.types.map(({ id, name }) => [id, name]));
  const resources = new Map(setUp.resources.map(({ id, name }) => [id, name]));
  const named = (names: ReadonlyMap<string, string>) => (id: string) => names.get(id) ?? t('gone');
  const options = (all: string, names: ReadonlyMap<string, string>) => [
    { value: ALL, label: all },
    ...[...names].map(([value, label]) => ({ value, label })),
  ];
  const sourceName = (key: string) => {
    const known = FUNNEL_SOURCES.find((each) => each === key);
    return known ? t(`source.${known}`) : key;
  };
  return (
    <div className={styles.page}>
      <ReportTabs />
      <div className={styles.head}>
        <RangeFields {...choice} />
        <Select label={t('type')} value={typeId} options={options(t('allTypes'), types)} onChange={setTypeId} />
        <Select
          label={t('resource')}
          value={resourceId}
          options={options(t('allResources'), resources)}
          onChange={setResourceId}
        />
        <Select
          label={t('sourceLabel')}
          value={source}
          options={[
            { value: ALL, label: t('allSources') },
            ...FUNNEL_SOURCES.map((value) => ({ value, label: t(`source.${value}`) })),
          ]}
          onChange={setSource}
        />
        <span className={styles.gap} />
        <Button icon={FileSpreadsheet} busy={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('csv')}
        </Button>
      </div>
      {!found.isSuccess ? (
        <Unanswered query={found} label={t('loading')} rows={3} rowHeight="160px" />
      ) : isNothing(found.data.total.figures) ? (
        <EmptyState icon={Filter} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <Numbers figures={found.data.total.figures} ofResource={ofResource} />
          <FunnelSteps figures={found.data.total.figures} ofResource={ofResource} />
          <section className={styles.chart}>
            <BarPairs
              label={t(ofResource ? 'perDayChosen' : 'perDay')}
              names={[t(ofResource ? 'figure.chosen' : 'figure.asked'), t('figure.booked')]}
              pairs={daysOf(choice.range).map((day) => {
                const figures = found.data.byDay.find(({ key }) => key === day)?.figures;
                const first = (ofResource ? figures?.chosen : figures?.asked) ?? 0;
                const second = figures?.booked ?? 0;
                return { key: day, label: dayLabel(day, language), first, second };
              })}
              words={(value) => value.toLocaleString(language)}
            />
          </section>
          <FunnelTable
            title={t('by.bySource')}
            lines={found.data.bySource}
            nameOf={sourceName}
            fromChoice={ofResource}
          />
          <FunnelTable title={t('by.byType')} lines={found.data.byType} nameOf={named(types)} fromChoice={ofResource} />
          <FunnelTable title={t('by.byResource')} lines={found.data.byResource} nameOf={named(resources)} fromChoice />
          <FunnelTable
            title={t('by.byDay')}
            lines={found.data.byDay.toReversed()}
            nameOf={(day) => dayLabel(day, language)}
            fromChoice={ofResource}
          />
        </>
      )}
    </div>
  );
}

const isNothing = ({ asked, chosen, booked }: FunnelFigures): boolean => asked + chosen + booked === 0;

function Numbers({ figures, ofResource }: { figures: FunnelFigures; ofResource: boolean }) {
  const { t } = useTranslation('funnel');
  const language = useLanguage();
  const count = (value: number) => value.toLocaleString(language);
  const { asked, booked, bookedAtOnce, chosenAtOnce, missed, cancelled, moved, turnedAway } = figures;
  // Those who chose at once did not ask; hardly anybody does, and of them no one knows who booked.
  const cameOn = Math.max(0, booked - bookedAtOnce - chosenAtOnce);
  const numbers: [string, string][] = [
    [t('figure.booked'), count(booked)],
    ...(ofResource
      ? []
      : [[t('conversion'), shareInWords(asked === 0 ? null : cameOn / asked, language)] as [string, string]]),
    [t('figure.attendance'), shareInWords(attendanceOf(figures), language)],
    [t('figure.missed'), count(missed)],
    [t('figure.cancelled'), count(cancelled)],
    [t('figure.moved'), count(moved)],
    [t('figure.open'), count(stillOpen(figures))],
    ...(turnedAway > 0 ? [[t('figure.turnedAway'), count(turnedAway)] as [string, string]] : []),
  ];
  return (
    <dl className={styles.numbers}>
      {numbers.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
