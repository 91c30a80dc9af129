import { useQuery } from '@tanstack/react-query';
import { Coins } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Api, Unanswered, useApi } from '../api/index.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Costs.module.css';
import { moneyInWords } from './money.ts';
import { PriceList } from './PriceList.tsx';

type Month = Awaited<ReturnType<Api['costs']['month']['query']>>;

/** What messages cost this month, by channel and category, and the list that says so. The server's own data: online only. */
export function CostsSettings() {
  const { t } = useTranslation('costs');
  const api = useApi();
  const month = useQuery({ queryKey: ['costs', 'month'], queryFn: () => api.costs.month.query() });
  const list = useQuery({ queryKey: ['costs', 'prices'], queryFn: () => api.costs.prices.query() });
  if (!month.isSuccess || !list.isSuccess) {
    const both = { error: month.error ?? list.error, refetch: () => Promise.all([month.refetch(), list.refetch()]) };
    return <Unanswered query={both} label={t('loading')} rows={1} rowHeight="160px" />;
  }
  return (
    <>
      {month.data.items.length === 0 ? (
        <EmptyState icon={Coins} title={t('none')}>
          {t('noneDo')}
        </EmptyState>
      ) : (
        <MonthTable month={month.data} />
      )}
      <h3 className={styles.heading}>{t('list')}</h3>
      <p className={styles.explain}>{t('listExplain')}</p>
      <PriceList key={JSON.stringify(list.data)} list={list.data} />
    </>
  );
}

function MonthTable({ month: { currency, items } }: { month: Month }) {
  const { t } = useTranslation('costs');
  const language = useLanguage();
  const money = (micros: number) => moneyInWords(micros, currency, language);
  const count = (value: number) => value.toLocaleString(language);
  return (
    <table className={styles.table} aria-label={t('month')}>
      <thead>
        <tr>
          <th scope="col">{t('channel')}</th>
          <th scope="col">{t('category')}</th>
          <th scope="col" className={styles.number}>
            {t('messages')}
          </th>
          <th scope="col" className={styles.number}>
            {t('free')}
          </th>
          <th scope="col" className={styles.number}>
            {t('cost')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.channelId} ${item.category}`}>
            <td>{item.channelName}</td>
            <td>
              {t(`categories.${item.category}` as 'categories.service', { defaultValue: item.category })}
              {item.unpriced > 0 && <div className={styles.facts}>{t('unpriced', { count: item.unpriced })}</div>}
            </td>
            <td className={styles.number}>{count(item.messages)}</td>
            <td className={styles.number}>{count(item.free)}</td>
            <td className={styles.number}>{money(item.micros)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" colSpan={4}>
            {t('total')}
          </th>
          <td className={styles.number}>{money(items.reduce((total, { micros }) => total + micros, 0))}</td>
        </tr>
      </tbody>
    </table>
  );
}
