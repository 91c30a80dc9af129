import { isUsable, type MessageTemplate } from '@balcao/domain';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../design/classes.ts';
import { Dialog } from '../../../design/Dialog.tsx';
import { Icon } from '../../../design/Icon.tsx';
import { Tag } from '../../../design/Tag.tsx';
import { TextField } from '../../../design/TextField.tsx';
import { useLiveDoc, useLiveQuery } from '../../../replica/index.ts';
import styles from './kinds.module.css';
import type { KindDialogProps } from './MoreButton.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import { type ListedTemplate, matchingTemplates } from './templateSearch.ts';

/** The account's templates: found on the left, filled in and seen on the right (INB-21). Works offline. */
export function TemplateDialog({ conversation, dueAt, onSend, onClose }: KindDialogProps) {
  const { t } = useTranslation('conversations');
  const [wanted, setWanted] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { rows, loading } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'template' } }), []);
  const { row: contact } = useLiveDoc((all) => all.contacts.findOne(conversation.contactId), [conversation.contactId]);
  const isOptedOut = contact?.optIn?.state === 'out';
  const listed = useMemo(
    () =>
      rows.flatMap(({ id, entry }): ListedTemplate[] =>
        entry.kind === 'template' && entry.channelId === conversation.channelId
          ? [{ id, template: entry.template }]
          : [],
      ),
    [rows, conversation.channelId],
  );
  const found = useMemo(() => matchingTemplates(listed, wanted, isUsable), [listed, wanted]);
  const chosen =
    found.find(({ id }) => id === chosenId) ?? found.find(({ template }) => isUsable(template)) ?? found[0];
  const words = useNames();
  return (
    <Dialog open size="l" title={t('template.title')} onOpenChange={(open) => !open && onClose()}>
      <div className={styles.templates}>
        <div className={styles.finder}>
          <TextField
            hideLabel
            autoFocus
            type="search"
            label={t('template.search')}
            placeholder={t('template.search')}
            end={<Icon icon={Search} size={14} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          {found.length === 0 && !loading && (
            <p role="status" className={styles.none}>
              {t(listed.length === 0 ? 'template.noneAtAll' : 'template.none')}
            </p>
          )}
          <ul className={styles.found} aria-label={t('template.found')}>
            {found.map(({ id, template }) => (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={id === chosen?.id}
                  className={classes(styles.choice, id === chosen?.id && styles.chosen)}
                  onClick={() => setChosenId(id)}
                >
                  <span className={styles.choiceName}>{template.name}</span>
                  <span className={styles.hint}>
                    {words.language(template)} · {t(`template.category.${template.category}`)}
                  </span>
                  {!isUsable(template) && (
                    <Tag tone={template.status === 'rejected' ? 'bad' : 'warn'}>{words.state(template)}</Tag>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </div>
        {chosen && (
          <TemplateForm
            key={chosen.id}
            conversation={conversation}
            dueAt={dueAt}
            listed={chosen}
            isOptedOut={isOptedOut && chosen.template.category === 'marketing'}
            onSend={onSend}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}

function useNames() {
  const { t, i18n } = useTranslation('conversations');
  return {
    /** `pt_BR` as people say it, or as it is written where nobody says it. */
    language: ({ language }: MessageTemplate): string => {
      try {
        return new Intl.DisplayNames(i18n.language, { type: 'language' }).of(language.replace('_', '-')) ?? language;
      } catch {
        return language;
      }
    },
    state: (template: MessageTemplate): string =>
      t(template.status === 'approved' ? 'template.state.system' : `template.state.${template.status}`),
  };
}
