import { type AppointmentQuestion, appointmentQuestion, MOST_QUESTIONS } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import type { AppointmentType } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';
import { QuestionFields } from './QuestionFields.tsx';

type Props = {
  questions: readonly AppointmentQuestion[];
  /** To which an answer may send somebody. */
  types: readonly AppointmentType[];
  onChange: (questions: AppointmentQuestion[]) => void;
};

const NEW: AppointmentQuestion = {
  label: '',
  required: true,
  answering: { kind: 'text' },
  refusal: { words: '', instead: { kind: 'nothing' } },
};

/** What a type asks, in order. What was answered before keeps the words in which it was asked. */
export function QuestionsFields({ questions, types, onChange }: Props) {
  const { t } = useTranslation('booking');
  const [rows, setRows] = useState(() => questions.map((question) => ({ id: newRowId(), question })));
  const change = (next: typeof rows) => {
    setRows(next);
    onChange(next.map(({ question }) => question));
  };
  const labels = rows.map(({ question }) => question.label.trim());
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('setUp.questions')}</legend>
      <p className={styles.small}>{t('setUp.questionsHint')}</p>
      {rows.map(({ id, question }, at) => (
        <QuestionFields
          key={id}
          number={at + 1}
          question={question}
          types={types}
          isTwice={labels.indexOf(question.label.trim()) < at}
          isWhole={appointmentQuestion.safeParse(question).success}
          onChange={(next) => change(rows.map((row) => (row.id === id ? { id, question: next } : row)))}
          onUp={
            at === 0
              ? null
              : () => {
                  const above = rows[at - 1];
                  const row = rows[at];
                  if (above && row) change(rows.with(at - 1, row).with(at, above));
                }
          }
          onRemove={() => change(rows.filter((row) => row.id !== id))}
        />
      ))}
      {rows.length < MOST_QUESTIONS && (
        <div>
          <Button type="button" icon={Plus} onClick={() => change([...rows, { id: newRowId(), question: NEW }])}>
            {t('setUp.addQuestion')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
