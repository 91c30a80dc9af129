import { type QueueWish, queueWish } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import styles from './Queues.module.css';
import { WhatIfResult } from './WhatIfResult.tsx';

/** Higher: the server refuses. */
const MOST = 50;

/** The queue's last month with what is in the form now, and with so many people more: simulated, nothing is changed. */
export function WhatIf({ queueId, wish }: { queueId: string; wish: QueueWish }) {
  const { t } = useTranslation('queues');
  const api = useApi();
  const problemWords = useProblemWords();
  const [typed, setTyped] = useState('1');
  const more = Number(typed);
  const isSound =
    typed !== '' &&
    Number.isInteger(more) &&
    Math.abs(more) <= MOST &&
    queueWish.shape.simultaneousLimit.safeParse(wish.simultaneousLimit).success;
  const simulation = useMutation({
    mutationFn: () => {
      const { distribution, sticky, simultaneousLimit } = wish;
      return api.queues.whatIf.mutate({ id: queueId, more, distribution, sticky, simultaneousLimit });
    },
    networkMode: 'always',
  });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('whatIf.title')}</legend>
      <p className={styles.hint}>{t('whatIf.explain')}</p>
      <div className={styles.ask}>
        <TextField
          type="number"
          min={-MOST}
          max={MOST}
          step={1}
          label={t('whatIf.more')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button icon={FlaskConical} disabled={!isSound} busy={simulation.isPending} onClick={() => simulation.mutate()}>
          {t('whatIf.run')}
        </Button>
      </div>
      <div role="status">
        {simulation.isPending && <p className={styles.hint}>{t('whatIf.running')}</p>}
        {simulation.error && <p className={styles.hint}>{problemWords.ofError(simulation.error).what}</p>}
        {simulation.data?.result === null && (
          <p className={styles.hint}>
            {t('whatIf.tooFew', { found: simulation.data.tickets, fewest: simulation.data.fewest })}
          </p>
        )}
      </div>
      {simulation.data?.result && <WhatIfResult tickets={simulation.data.tickets} result={simulation.data.result} />}
    </fieldset>
  );
}
