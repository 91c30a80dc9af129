import { SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Tag } from '../../design/Tag.tsx';
import { TextField } from '../../design/TextField.tsx';
import type { AppointmentType } from '../agenda.ts';
import { Choices } from './Choices.tsx';
import styles from './Conditions.module.css';
import { type Conditions, faultsOf, isConditional, isFaulty, UNCONDITIONAL } from './hours.ts';
import { useConditionWords } from './useConditionWords.ts';

type ToggleProps = { of: string; panelId: string; isOpen: boolean; onToggle: () => void };

/** Opens what a time depends on. */
export function ConditionsButton({ of, panelId, isOpen, onToggle }: ToggleProps) {
  const { t } = useTranslation('booking');
  return (
    <IconButton
      size="s"
      icon={SlidersHorizontal}
      label={t('setUp.conditionsOf', { of })}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      onClick={onToggle}
    />
  );
}

/** Conditions in words; nothing where there are none. */
export function ConditionsChip({ conditions, types }: { conditions: Conditions; types: readonly AppointmentType[] }) {
  const wordsOf = useConditionWords(types);
  if (!isConditional(conditions)) return null;
  const isStale = conditions.typeIds.some((id) => !types.some((type) => type.id === id && type.active));
  return <Tag tone={isFaulty(conditions) ? 'bad' : isStale ? 'warn' : 'accent'}>{wordsOf(conditions)}</Tag>;
}

type Props = {
  id: string;
  of: string;
  conditions: Conditions;
  /** Removed ones too: a rule may still name them. */
  types: readonly AppointmentType[];
  /** A date needs no time in which it holds. */
  hasValidity: boolean;
  onChange: (conditions: Conditions) => void;
};

/** From when until when a time holds, for which types, and for how many at once. */
export function ConditionFields({ id, of, conditions, types, hasValidity, onChange }: Props) {
  const { t } = useTranslation('booking');
  const change = (part: Partial<Conditions>) => onChange({ ...conditions, ...part });
  const faults = faultsOf(conditions);
  const words = (fault: keyof typeof FAULTS | null) => (fault === null ? null : t(FAULTS[fault]));
  const { typeIds } = conditions;
  const standing = types.filter(({ active }) => active);
  const gone = typeIds
    .filter((each) => !standing.some((type) => type.id === each))
    .map((each) => ({ id: each, name: types.find((type) => type.id === each)?.name ?? t('setUp.goneType') }));
  return (
    <fieldset id={id} className={styles.panel} aria-label={t('setUp.conditionsOf', { of })}>
      <div className={styles.fields}>
        {hasValidity && (
          <>
            <TextField
              type="date"
              label={t('setUp.validFrom')}
              problem={words(faults.validFrom)}
              value={conditions.validFrom}
              onChange={(event) => change({ validFrom: event.currentTarget.value })}
            />
            <TextField
              type="date"
              label={t('setUp.validUntil')}
              problem={words(faults.validUntil)}
              value={conditions.validUntil}
              onChange={(event) => change({ validUntil: event.currentTarget.value })}
            />
          </>
        )}
        <TextField
          type="number"
          min={1}
          label={t('setUp.capacity')}
          hint={t('setUp.capacityHint')}
          problem={words(faults.capacity)}
          value={conditions.capacity}
          onChange={(event) => change({ capacity: event.currentTarget.value })}
        />
      </div>
      <Choices
        legend={t('setUp.onlyTypes')}
        hint={typeIds.length === 0 ? t('setUp.allTypes') : ''}
        problem={
          gone.length > 0
            ? t('setUp.goneTypes', { names: gone.map(({ name }) => name).join(', '), count: gone.length })
            : null
        }
        all={[...standing, ...gone]}
        chosen={typeIds}
        onToggle={(type, on) => change({ typeIds: on ? [...typeIds, type] : typeIds.filter((each) => each !== type) })}
      />
      {isConditional(conditions) && (
        <div>
          <Button onClick={() => onChange(UNCONDITIONAL)}>{t('setUp.noConditions')}</Button>
        </div>
      )}
    </fieldset>
  );
}

const FAULTS = {
  badDate: 'setUp.fault.badDate',
  untilBeforeFrom: 'setUp.fault.untilBeforeFrom',
  badCapacity: 'setUp.fault.badCapacity',
} as const;
