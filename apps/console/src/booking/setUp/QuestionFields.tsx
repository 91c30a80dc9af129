import { ANSWER_KINDS, type AnswerKind, type AppointmentQuestion, qualifies } from '@balcao/domain';
import { ArrowUp, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../design/Checkbox.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import type { AppointmentType } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';
import { DecidingFields } from './DecidingFields.tsx';
import { RefusalFields } from './RefusalFields.tsx';

type Props = {
  number: number;
  question: AppointmentQuestion;
  types: readonly AppointmentType[];
  /** Another one above has the same words. */
  isTwice: boolean;
  isWhole: boolean;
  onChange: (question: AppointmentQuestion) => void;
  onUp: (() => void) | null;
  onRemove: () => void;
};

const BEGUN: Record<AnswerKind, AppointmentQuestion['answering']> = {
  text: { kind: 'text' },
  yesNo: { kind: 'yesNo', refused: [] },
  choice: { kind: 'choice', options: [], refused: [] },
  number: { kind: 'number', least: null, most: null },
};

/** One question: how it is answered, and whom its answers are not for. */
export function QuestionFields({ number, question, types, isTwice, isWhole, onChange, onUp, onRemove }: Props) {
  const { t } = useTranslation('booking');
  const { label, answering } = question;
  const decides = qualifies(question);
  const problem = isTwice ? t('setUp.questionTwice') : label.trim() === '' ? t('setUp.questionEmpty') : null;
  return (
    <fieldset className={styles.question} aria-label={t('setUp.questionNumber', { number })}>
      <div className={styles.questionHead}>
        <TextField
          label={t('setUp.question')}
          problem={problem}
          maxLength={200}
          value={label}
          onChange={(event) => onChange({ ...question, label: event.currentTarget.value })}
        />
        <Select
          label={t('setUp.answerKind')}
          value={answering.kind}
          options={ANSWER_KINDS.map((value) => ({ value, label: t(`setUp.answerKinds.${value}`) }))}
          onChange={(kind) => kind !== answering.kind && onChange({ ...question, answering: BEGUN[kind] })}
        />
        <span className={styles.questionTools}>
          {onUp && <IconButton icon={ArrowUp} label={t('setUp.questionUp', { number })} onClick={onUp} />}
          <IconButton icon={Trash2} label={t('setUp.removeQuestion', { number })} onClick={onRemove} />
        </span>
      </div>
      <DecidingFields answering={answering} onChange={(next) => onChange({ ...question, answering: next })} />
      {decides ? (
        <RefusalFields
          refusal={question.refusal}
          types={types}
          onChange={(refusal) => onChange({ ...question, refusal })}
        />
      ) : (
        <Checkbox checked={question.required} onChange={(required) => onChange({ ...question, required })}>
          {t('setUp.questionRequired')}
        </Checkbox>
      )}
      {!isWhole && problem === null && <p className={styles.small}>{t('setUp.questionNotWhole')}</p>}
    </fieldset>
  );
}
