import { CHANNEL_KINDS, type ChannelKind, COST_CATEGORIES, type CostCategory } from '@balcao/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Costs.module.css';
import { microsIn } from './money.ts';

type List = Awaited<ReturnType<Api['costs']['prices']['query']>>;
type Line = { id: string; kind: ChannelKind; category: CostCategory; country: string; price: string };

/** The company's own prices, by channel, category and country. */
export function PriceList({ list }: { list: List }) {
  const { t } = useTranslation('costs');
  const { t: inConversations } = useTranslation('conversations');
  const language = useLanguage();
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [currency, setCurrency] = useState(list.currency);
  const [free, setFree] = useState(String(list.freeServiceMessages));
  const [lines, setLines] = useState<readonly Line[]>(() => list.prices.map((price) => lineOf(price, language)));
  const save = useMutation({
    mutationFn: () =>
      api.costs.setPrices.mutate({
        currency: currency.trim().toUpperCase(),
        freeServiceMessages: Number(free),
        prices: lines.map(({ kind, category, country, price }) => ({
          channelKind: kind,
          category,
          country: country.trim().toUpperCase(),
          micros: microsIn(price) ?? 0,
        })),
      }),
    onSuccess: () => toast({ tone: 'good', title: t('saved') }),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: ['costs'] }),
  });
  const change = (id: string, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...part } : line)));
  const isWhole = lines.every(({ price }) => microsIn(price) !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) save.mutate();
  };
  const kinds = CHANNEL_KINDS.map((value) => ({ value, label: inConversations(`channel.${value}`) }));
  const categories = COST_CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }));
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.pair}>
        <TextField
          label={t('currency')}
          value={currency}
          maxLength={3}
          onChange={(event) => setCurrency(event.currentTarget.value)}
        />
        <TextField
          label={t('freeService')}
          inputMode="numeric"
          value={free}
          onChange={(event) => setFree(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </div>
      {lines.map((line) => (
        <div key={line.id} className={styles.price}>
          <Select label={t('kind')} value={line.kind} options={kinds} onChange={(kind) => change(line.id, { kind })} />
          <Select
            label={t('category')}
            value={line.category}
            options={categories}
            onChange={(category) => change(line.id, { category })}
          />
          <TextField
            label={t('country')}
            value={line.country}
            maxLength={2}
            onChange={(event) => change(line.id, { country: event.currentTarget.value })}
          />
          <TextField
            label={t('price')}
            inputMode="decimal"
            value={line.price}
            problem={line.price !== '' && microsIn(line.price) === null ? t('bad') : null}
            onChange={(event) => change(line.id, { price: event.currentTarget.value })}
          />
          <IconButton
            icon={Trash2}
            label={t('remove', { category: t(`categories.${line.category}`) })}
            onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}
          />
        </div>
      ))}
      <div className={styles.buttons}>
        <Button icon={Plus} onClick={() => setLines([...lines, NEW_LINE()])}>
          {t('add')}
        </Button>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={!isWhole}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

const NEW_LINE = (): Line => ({
  id: crypto.randomUUID(),
  kind: 'whatsapp',
  category: 'service',
  country: 'BR',
  price: '',
});

function lineOf(price: List['prices'][number], language: string): Line {
  return {
    id: crypto.randomUUID(),
    kind: CHANNEL_KINDS.find((kind) => kind === price.channelKind) ?? 'whatsapp',
    category: COST_CATEGORIES.find((category) => category === price.category) ?? 'service',
    country: price.country,
    price: (price.micros / 1_000_000).toLocaleString(language, { maximumFractionDigits: 6, useGrouping: false }),
  };
}
