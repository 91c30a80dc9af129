import { addressesIn, answeredTo, type HeadFault, type MailHead, othersOf, replySubject } from '@balcao/domain';
import type { ConversationRow, MessageRow } from '@balcao/replica';
import { Users } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../design/Button.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { useDirectory } from '../../directory.ts';
import { useFaultWords } from './faultWords.ts';
import styles from './mail.module.css';
import { useAnsweredMail } from './useAnsweredMail.ts';

type Props = {
  conversation: ConversationRow;
  quoted: MessageRow | null;
  head: MailHead;
  fault: HeadFault | null;
  onChange: (head: MailHead) => void;
};

const COPIES = ['cc', 'bcc'] as const;

/** What stands above the words of a mail: to whom it goes, its subject, and who gets a copy. */
export function MailHeadFields({ conversation, quoted, head, fault, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const { channels } = useDirectory();
  const faultWords = useFaultWords();
  const answered = useAnsweredMail(conversation.id, quoted);
  const [opened, setOpened] = useState<ReadonlySet<'cc' | 'bcc'>>(new Set());
  const [focused, setFocused] = useState<'cc' | 'bcc' | null>(null);
  const wrapper = useRef<HTMLFieldSetElement>(null);
  const isShown = (field: 'cc' | 'bcc') => head[field] !== '' || opened.has(field);
  const others = answered ? othersOf(answered, channels.get(conversation.channelId)?.address ?? '') : [];
  const missing = others.filter(
    (address) => !addressesIn(`${head.cc} ${head.bcc}`.toLowerCase()).good.includes(address),
  );
  const open = (field: 'cc' | 'bcc') => {
    setOpened((before) => new Set([...before, field]));
    requestAnimationFrame(() => wrapper.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus());
  };
  const answerAll = () => onChange({ ...head, cc: [...addressesIn(head.cc).good, ...missing].join(', ') });
  const to = answered && answeredTo(answered);
  return (
    <fieldset className={styles.head} ref={wrapper} aria-label={t('mail.head')}>
      <div className={styles.to}>
        <span className={styles.who}>
          {to ? t('mail.to', { who: to.name ? `${to.name} <${to.address}>` : to.address }) : t('mail.toContact')}
        </span>
        {missing.length > 0 && (
          <Button variant="quiet" icon={Users} onClick={answerAll}>
            {t('mail.answerAll', { count: missing.length })}
          </Button>
        )}
        {COPIES.filter((field) => !isShown(field)).map((field) => (
          <Button key={field} variant="quiet" onClick={() => open(field)}>
            {t(`mail.add.${field}`)}
          </Button>
        ))}
      </div>
      <TextField
        label={t('mail.subject')}
        className={styles.line}
        name="subject"
        maxLength={300}
        placeholder={replySubject(conversation.subject) || t('mail.noSubject')}
        value={head.subject}
        onChange={(event) => onChange({ ...head, subject: event.currentTarget.value })}
      />
      {COPIES.filter(isShown).map((field) => (
        <TextField
          key={field}
          label={t(`mail.${field}Label`)}
          className={styles.line}
          name={field}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={6000}
          placeholder={t('mail.addresses')}
          problem={faultWords(faultIn(field))}
          onFocus={() => setFocused(field)}
          onBlur={() => setFocused(null)}
          value={head[field]}
          onChange={(event) => onChange({ ...head, [field]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );

  /** An address that is still being typed is no fault yet: it is told once something follows it. */
  function faultIn(field: 'cc' | 'bcc'): HeadFault | null {
    if (fault?.kind === 'tooManyCopies') return field === (head.bcc === '' ? 'cc' : 'bcc') ? fault : null;
    if (fault?.field !== field) return null;
    return focused === field && head[field].endsWith(fault.address) ? null : fault;
  }
}
