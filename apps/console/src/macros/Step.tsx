import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/Checkbox.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Segmented } from '../design/Segmented.tsx';
import { Select } from '../design/Select.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveQuery } from '../replica/index.ts';
import type { StepDraft } from './draft.ts';
import styles from './Macros.module.css';

type Props = {
  step: StepDraft;
  index: number;
  count: number;
  onChange: (part: Partial<StepDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One step of a macro that is being written. */
export function Step({ step, index, count, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('macros');
  const number = index + 1;
  return (
    <li className={styles.step}>
      <span className={styles.number}>{number}</span>
      <div className={styles.fields}>
        <strong>{t(`action.${step.kind}`)}</strong>
        <Fields step={step} onChange={onChange} />
      </div>
      <span className={styles.tools}>
        <IconButton
          icon={ArrowUp}
          size="s"
          label={t('edit.up', { number })}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="s"
          label={t('edit.down', { number })}
          disabled={index === count - 1}
          onClick={() => onMove(1)}
        />
        <IconButton icon={X} size="s" label={t('edit.removeStep', { number })} onClick={onRemove} />
      </span>
    </li>
  );
}

function Fields({ step, onChange }: Pick<Props, 'step' | 'onChange'>) {
  const { t } = useTranslation('macros');
  const { rows: catalog } = useLiveQuery((all) => all.catalog.find(), []);
  const { rows: users } = useLiveQuery((all) => all.users.find(), []);
  const named = (kind: 'queue' | 'tag') => catalog.filter((row) => row.kind === kind);
  const people = users
    .filter(({ active, role }) => active && role !== 'operator')
    .map(({ id, name }) => ({ value: id, label: name }));
  switch (step.kind) {
    case 'reply':
    case 'note':
      return (
        <TextArea
          hideLabel
          label={t(`action.${step.kind}`)}
          hint={step.kind === 'reply' ? t('edit.variables', { example: '{{contact.first_name}}' }) : undefined}
          rows={2}
          maxLength={4_096}
          value={step.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      );
    case 'tag':
      return (
        <div className={styles.add}>
          {named('tag').map(({ id, name }) => (
            <Checkbox
              key={id}
              checked={step.tagIds.includes(id)}
              onChange={(on) =>
                onChange({ tagIds: on ? [...step.tagIds, id] : step.tagIds.filter((each) => each !== id) })
              }
            >
              {name}
            </Checkbox>
          ))}
          {named('tag').length === 0 && t('edit.noTags')}
        </div>
      );
    case 'assign':
      return (
        <Select
          hideLabel
          label={t('action.assign')}
          value={step.userId}
          options={[{ value: '', label: t('action.toMe') }, ...people]}
          onChange={(userId) => onChange({ userId })}
        />
      );
    case 'transfer': {
      const targets =
        step.toKind === 'user' ? people : named('queue').map(({ id, name }) => ({ value: id, label: name }));
      return (
        <>
          <Segmented
            variant="framed"
            label={t('edit.toKind')}
            value={step.toKind}
            segments={[
              { value: 'queue', label: t('edit.toQueue') },
              { value: 'user', label: t('edit.toUser') },
            ]}
            onChange={(toKind) => onChange({ toKind, toId: '' })}
          />
          <Select
            hideLabel
            label={t('action.transfer')}
            value={step.toId}
            options={[{ value: '', label: t('edit.choose'), disabled: true }, ...targets]}
            onChange={(toId) => onChange({ toId })}
          />
          <Reason step={step} onChange={onChange} />
        </>
      );
    }
    case 'snooze':
      return (
        <>
          <Checkbox
            checked={step.minutes === ''}
            onChange={(untilMessage) => onChange({ minutes: untilMessage ? '' : '60' })}
          >
            {t('action.snoozeUntilMessage')}
          </Checkbox>
          {step.minutes !== '' && (
            <TextField
              type="number"
              min={1}
              max={525_600}
              label={t('edit.minutes')}
              value={step.minutes}
              onChange={(event) => onChange({ minutes: event.currentTarget.value || '0' })}
            />
          )}
        </>
      );
    case 'close':
      return <Reason step={step} onChange={onChange} />;
  }
}

function Reason({ step, onChange }: Pick<Props, 'step' | 'onChange'>) {
  const { t } = useTranslation('macros');
  return (
    <TextField
      hideLabel
      label={t('edit.reason')}
      placeholder={t('edit.reason')}
      maxLength={200}
      value={step.reason}
      onChange={(event) => onChange({ reason: event.currentTarget.value })}
    />
  );
}
