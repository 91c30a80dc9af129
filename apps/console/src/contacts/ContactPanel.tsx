import { CONTACT_STATUSES, formatPhone, type Language } from '@balcao/domain';
import { UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../design/Avatar.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { exactTime } from '../i18n/timeInWords.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useSyncKind } from '../replica/index.ts';
import styles from './ContactPanel.module.css';
import { CopyButton } from './CopyButton.tsx';
import { Fact } from './Fact.tsx';
import { Identities } from './Identities.tsx';
import { InlineChoice } from './InlineChoice.tsx';
import { InlineText } from './InlineText.tsx';
import { LateAgenda } from './LateAgenda.tsx';
import { LANGUAGE_CHOICES } from './languageChoices.ts';
import { MoreFields } from './MoreFields.tsx';
import { NotesField } from './NotesField.tsx';
import { type TagName, TagPicker } from './TagPicker.tsx';
import { useContact } from './useContact.ts';

type Props = {
  contactId: string;
  /** The company's tags by id. */
  tags: ReadonlyMap<string, TagName>;
  /** More sections below the contact's own. */
  children?: ReactNode;
};

const EMAIL = /^$|^[^\s@]+@[^\s@]+\.?[^\s@]*$/;

/** Who the contact is: read at a glance, edited in place, kept at once. Give it the contact's id as `key`. */
export function ContactPanel({ contactId, tags, children }: Props) {
  const { t } = useTranslation('contacts');
  const sync = useSyncKind();
  const language = useLanguage();
  const { contact, loading, isWaiting, change } = useContact(contactId);
  if (loading) return <PanelSkeleton />;
  if (!contact)
    return (
      <EmptyState icon={UserX} title={t('missing')}>
        {t('missingHint')}
      </EmptyState>
    );
  const phone = contact.phone ? formatPhone(contact.phone) : '';
  const name = contact.name || phone || '—';
  const languages = LANGUAGE_CHOICES.map((value) => ({
    value,
    label: value === '' ? t('language.none') : t(`language.${value}`),
  }));
  return (
    <div className={styles.panel}>
      <div className={styles.who}>
        <Avatar name={name} id={contact.id} size="l" />
        <div className={styles.whoWords}>
          <InlineText
            label={t('field.name')}
            value={contact.name}
            placeholder={phone || t('unnamed')}
            maxLength={200}
            isTitle
            onSave={(next) => change({ name: next })}
          />
          <p className={styles.since} title={exactTime(contact.createdAt, language)}>
            {t('since', { status: t(`status.${contact.status}`), month: monthOf(contact.createdAt, language) })}
          </p>
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact label={t('field.phone')}>
          <span className={styles.value}>{phone || '—'}</span>
          {contact.phone && <CopyButton value={contact.phone} label={phone} />}
        </Fact>
        <Fact label={t('field.email')}>
          <InlineText
            label={t('field.email')}
            value={contact.email}
            placeholder={t('add')}
            maxLength={320}
            type="email"
            problemOf={(value) => (EMAIL.test(value) ? null : t('badEmail'))}
            onSave={(email) => change({ email })}
          />
          {contact.email && <CopyButton value={contact.email} label={contact.email} />}
        </Fact>
        <Fact label={t('field.language')}>
          <InlineChoice
            label={t('field.language')}
            value={contact.language}
            choices={languages}
            onChange={(language) => change({ language })}
          />
        </Fact>
        <Fact label={t('field.status')}>
          <InlineChoice
            label={t('field.status')}
            value={contact.status}
            choices={CONTACT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(status) => change({ status })}
          />
        </Fact>
        <Fact label={t('field.tags')}>
          <TagPicker
            label={t('field.tags')}
            chosen={contact.tags}
            tags={tags}
            onChange={(chosen) => change({ tags: chosen })}
          />
        </Fact>
        <MoreFields contact={contact} change={change} />
      </dl>
      <NotesField
        value={contact.notes}
        status={isWaiting ? t(sync === 'offline' ? 'savedHere' : 'saving') : ''}
        onSave={(notes) => change({ notes })}
      />
      <Identities identities={contact.identities} />
      <LateAgenda contactId={contact.id} name={contact.name || phone} />
      {children}
    </div>
  );
}

function PanelSkeleton() {
  const { t } = useTranslation('contacts');
  return (
    <div className={styles.panel} role="status" aria-busy="true" aria-label={t('loading')}>
      <div className={styles.who}>
        <Skeleton shape="circle" width="48px" height="48px" />
        <Skeleton width="60%" height="16px" />
      </div>
      {['70%', '82%', '54%', '66%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}

/** "mar. de 2025". */
function monthOf(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric' }).format(ms);
}
