import { CONTACT_STATUSES, formatPhone } from '@balcao/domain';
import { CloudUpload, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../design/Avatar.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Icon } from '../design/Icon.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { Time } from '../design/Time.tsx';
import { useSyncState } from '../replica/index.ts';
import styles from './ContactPanel.module.css';
import { CopyButton } from './CopyButton.tsx';
import { Identities } from './Identities.tsx';
import { InlineChoice } from './InlineChoice.tsx';
import { InlineText } from './InlineText.tsx';
import { LANGUAGE_CHOICES } from './languageChoices.ts';
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
  const sync = useSyncState();
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
          <p className={styles.since}>
            {t('since')} <Time at={contact.createdAt} style="day" />
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
        {contact.lastContactAt !== null && (
          <Fact label={t('field.lastContact')}>
            <Time at={contact.lastContactAt} style="ago" className={styles.value} />
          </Fact>
        )}
      </dl>
      <NotesField value={contact.notes} onSave={(notes) => change({ notes })} />
      <p className={styles.saved} role="status">
        {isWaiting && (
          <>
            <Icon icon={CloudUpload} size={13} />
            {t(sync.kind === 'offline' ? 'savedHere' : 'saving')}
          </>
        )}
      </p>
      <Identities identities={contact.identities} />
      {children}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
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
