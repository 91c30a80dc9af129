import {
  type AppointmentAnswer,
  type AppointmentQuestion,
  answerTo,
  isAnswer,
  isShutOut,
  qualifies,
} from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import styles from './CalendarScreen.module.css';

type Props = {
  questions: readonly AppointmentQuestion[];
  answers: readonly AppointmentAnswer[];
  onChange: (answers: AppointmentAnswer[]) => void;
};

/**
 * What a type asks, and what was answered, also to questions that it asks no more (BOOK-25). Staff see what speaks against it
 * and may book all the same.
 */
export function AnswerFields({ questions, answers, onChange }: Props) {
  const { t } = useTranslation('booking');
  const before = answers.filter(({ question }) => !questions.some(({ label }) => label === question));
  if (questions.length === 0 && before.length === 0) return null;
  const change = (question: string, answer: string) =>
    onChange([
      ...answers.filter((each) => each.question !== question),
      ...(answer === '' ? [] : [{ question, answer }]),
    ]);
  const against = questions.filter((question) => isShutOut(question, answerTo(question, answers)));
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('answers.legend')}</legend>
      <div className={styles.answers}>
        {questions.map((question) => (
          <AnswerField
            key={question.label}
            question={question}
            value={answers.find((each) => each.question === question.label)?.answer ?? ''}
            onChange={(answer) => change(question.label, answer)}
          />
        ))}
        {before.map(({ question, answer }) => (
          <TextField
            key={question}
            label={question}
            hint={t('answers.before')}
            maxLength={1_000}
            value={answer}
            onChange={(event) => change(question, event.currentTarget.value)}
          />
        ))}
      </div>
      {against.map(({ label, refusal }) => (
        <div key={label} className={styles.taken} role="status">
          <p>{t('answers.against', { question: label })}</p>
          {refusal.words && <p className={styles.small}>{refusal.words}</p>}
        </div>
      ))}
    </fieldset>
  );
}

type FieldProps = { question: AppointmentQuestion; value: string; onChange: (answer: string) => void };

function AnswerField({ question, value, onChange }: FieldProps) {
  const { t } = useTranslation('booking');
  const { label, answering } = question;
  const hint = qualifies(question) ? t('answers.decides') : undefined;
  // One of another kind than is asked for now is still what was answered.
  const isOdd = value !== '' && !isAnswer(question, value);
  const none = { value: '', label: t('answers.none') };
  const odd = isOdd ? [{ value, label: value }] : [];
  switch (answering.kind) {
    case 'text':
    case 'number':
      return (
        <TextField
          label={label}
          hint={hint}
          problem={isOdd ? t('answers.noNumber') : null}
          inputMode={answering.kind === 'number' ? 'decimal' : 'text'}
          maxLength={1_000}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'yesNo':
      return (
        <Select
          label={label}
          hint={hint}
          value={value}
          options={[none, { value: 'yes', label: t('answers.yes') }, { value: 'no', label: t('answers.no') }, ...odd]}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          label={label}
          hint={hint}
          value={value}
          options={[none, ...answering.options.map((each) => ({ value: each, label: each })), ...odd]}
          onChange={onChange}
        />
      );
  }
}
