import { useTranslation } from 'react-i18next';
import { failureKey } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { Time } from '../design/Time.tsx';
import { VisuallyHidden } from '../design/VisuallyHidden.tsx';
import styles from './Troubles.module.css';
import type { DeadLetter } from './troubles.ts';

type Props = {
  letter: DeadLetter;
  isChosen: boolean;
  isBusy: boolean;
  onChoose: (isChosen: boolean) => void;
  onResend: () => void;
  onOpen: () => void;
};

/** Whose message, what it said, why it did not arrive and what to do. */
export function DeadLetterRow({ letter, isChosen, isBusy, onChoose, onResend, onOpen }: Props) {
  const { t } = useTranslation(['troubles', 'conversations']);
  const { contactName, channelKind, authorName, attempts, text, state, errorCode, errorDetail } = letter;
  const name = contactName || '—';
  const key = failureKey(errorCode);
  const isUnknown = state === 'unknown';
  return (
    <li className={styles.row} aria-label={name}>
      <Checkbox checked={isChosen} onChange={onChoose}>
        <VisuallyHidden>{t('troubles:dead.select', { name })}</VisuallyHidden>
      </Checkbox>
      <div className={styles.words}>
        <div className={styles.head}>
          <span className={styles.name}>{name}</span>
          <span className={styles.facts}>
            {[
              t(`conversations:channel.${channelKind}` as 'conversations:channel.whatsapp'),
              authorName && t('troubles:dead.by', { name: authorName }),
              t('troubles:dead.attempts', { count: attempts }),
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            · <Time at={Date.parse(letter.failedAt)} style="full" />
          </span>
        </div>
        <div className={styles.text}>{text || t('troubles:dead.noText')}</div>
        <div className={styles.reason} title={[errorCode, errorDetail].filter(Boolean).join(' · ')}>
          <strong>{isUnknown ? t('conversations:unknown.what') : t(`conversations:failure.${key}.what`)}</strong>{' '}
          {isUnknown ? t('troubles:dead.unknownResend') : t(`conversations:failure.${key}.do`)}{' '}
          {letter.conversationStatus === 'closed' && t('troubles:dead.closedConversation')}
        </div>
        <div className={styles.actions}>
          <Button busy={isBusy} disabled={letter.conversationStatus === 'closed'} onClick={onResend}>
            {t('troubles:dead.resend')}
          </Button>
          <Button variant="quiet" onClick={onOpen}>
            {t('troubles:dead.open')}
          </Button>
        </div>
      </div>
    </li>
  );
}
