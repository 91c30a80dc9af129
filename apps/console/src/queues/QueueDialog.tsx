import { DISTRIBUTIONS, type QueueWish, queueWish, type UsualQueue, withDistribution } from '@balcao/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Checkbox } from '../design/Checkbox.tsx';
import { FormDialog } from '../design/FormDialog.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { ContactWordsFields } from './ContactWordsFields.tsx';
import { Members } from './Members.tsx';
import { MinutesField } from './MinutesField.tsx';
import { OwnHours } from './OwnHours.tsx';
import styles from './Queues.module.css';
import { newQueue, type Queue, queuesKey } from './queues.ts';
import { WhatIf } from './WhatIf.tsx';
import { wishFault } from './wishFault.ts';

type Props = {
  /** `null`: a new one. */
  queue: Queue | null;
  usual: UsualQueue;
  onClose: () => void;
};

/** How a queue gives out its work, to whom, and what it promises. */
export function QueueDialog({ queue, usual, onClose }: Props) {
  const { t } = useTranslation(['queues', 'settings']);
  const api = useApi();
  const queries = useQueryClient();
  const problemWords = useProblemWords();
  const [wish, setWish] = useState<QueueWish>(() => (queue ? queueWish.parse(queue) : newQueue(usual)));
  const change = (part: Partial<QueueWish>) => setWish((now) => ({ ...now, ...part }));
  const fault = wishFault(wish);
  const unfinished =
    fault && (fault.kind === 'hours' ? t(`settings:company.${fault.fault}`) : t(`fault.${fault.field}`));
  const save = useMutation({
    mutationFn: () => (queue ? api.queues.edit.mutate({ id: queue.id, ...wish }) : api.queues.create.mutate(wish)),
    networkMode: 'always',
    onSuccess: () => {
      toast({ tone: 'good', title: t('saved') });
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: queuesKey }),
  });
  const problem = save.error ? problemWords.ofError(save.error) : null;
  return (
    <FormDialog
      size="l"
      title={t(queue ? 'form.title' : 'form.newTitle')}
      submit={t('form.save')}
      busy={save.isPending}
      unfinished={unfinished}
      problem={problem}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextField
          label={t('form.name')}
          maxLength={80}
          value={wish.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextField
          label={t('form.description')}
          maxLength={300}
          value={wish.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </div>
      <Select
        label={t('form.distribution')}
        value={wish.distribution}
        options={DISTRIBUTIONS.map((value) => ({ value, label: t(`distributions.${value}`) }))}
        onChange={(distribution) => setWish((now) => withDistribution(now, distribution, usual))}
      />
      {wish.distribution === 'skills' && <p className={styles.hint}>{t('form.skillsExplain')}</p>}
      <div className={styles.checks}>
        {wish.distribution !== 'manual' && (
          <Checkbox checked={wish.sticky} onChange={(sticky) => change({ sticky })}>
            {t('form.sticky')}
          </Checkbox>
        )}
        <Checkbox
          checked={wish.isDefault}
          disabled={queue?.isDefault ?? false}
          onChange={(isDefault) => change({ isDefault })}
        >
          {t('form.isDefault')}
        </Checkbox>
        <Checkbox checked={wish.active} disabled={wish.isDefault} onChange={(active) => change({ active })}>
          {t('form.active')}
        </Checkbox>
      </div>
      <div className={styles.pair}>
        <TextField
          type="number"
          min={1}
          max={100}
          label={t('form.limit')}
          value={wish.simultaneousLimit || ''}
          onChange={(event) => change({ simultaneousLimit: event.currentTarget.valueAsNumber || 0 })}
        />
        <TextField
          type="number"
          min={1}
          max={10}
          label={t('form.priority')}
          value={wish.priority || ''}
          onChange={(event) => change({ priority: event.currentTarget.valueAsNumber || 0 })}
        />
      </div>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('form.targets')}</legend>
        <p className={styles.hint}>{t('form.targetsHint')}</p>
        <div className={styles.three}>
          <MinutesField
            label={t('form.firstResponse')}
            seconds={wish.firstResponseSeconds}
            onChange={(firstResponseSeconds) => change({ firstResponseSeconds })}
          />
          <MinutesField
            label={t('form.nextResponse')}
            seconds={wish.nextResponseSeconds}
            onChange={(nextResponseSeconds) => change({ nextResponseSeconds })}
          />
          <MinutesField
            label={t('form.resolution')}
            seconds={wish.resolutionSeconds}
            onChange={(resolutionSeconds) => change({ resolutionSeconds })}
          />
        </div>
        <Checkbox checked={wish.pausesForContact} onChange={(pausesForContact) => change({ pausesForContact })}>
          {t('form.pauses')}
        </Checkbox>
        <MinutesField
          label={t('form.grace')}
          seconds={wish.returnGraceSeconds}
          onChange={(seconds) => change({ returnGraceSeconds: seconds ?? 0 })}
        />
      </fieldset>
      <Members members={wish.members} onChange={(members) => change({ members })} />
      <OwnHours hours={wish.hours} exceptions={wish.exceptions} onChange={change} />
      <ContactWordsFields wish={wish} onChange={change} />
      {queue && <WhatIf queueId={queue.id} wish={wish} />}
    </FormDialog>
  );
}
