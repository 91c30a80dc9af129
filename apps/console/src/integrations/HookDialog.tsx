import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import type { Hook } from './hooks.ts';
import styles from './Integrations.module.css';
import { useEventName } from './useEventName.ts';

type Props = {
  hook: Hook | null;
  /** With the secret, where there is a new one. */
  onSaved: (secret: string | null) => void;
  onClose: () => void;
};

/** Where to tell it, and what. */
export function HookDialog({ hook, onSaved, onClose }: Props) {
  const { t } = useTranslation('integrations');
  const eventName = useEventName();
  const api = useApi();
  const tell = useTellFailure();
  const [url, setUrl] = useState(hook?.url ?? '');
  const [description, setDescription] = useState(hook?.description ?? '');
  const [events, setEvents] = useState<ReadonlySet<WebhookEventType>>(new Set(hook?.events));
  const [asked, setAsked] = useState(false);
  const isUrl = /^https?:\/\/./.test(url.trim());
  const save = useMutation({
    mutationFn: async () => {
      const wish = { url: url.trim(), description: description.trim(), events: [...events] };
      if (!hook) return (await api.webhooks.create.mutate(wish)).secret;
      await api.webhooks.edit.mutate({ id: hook.id, ...wish });
      return null;
    },
    onSuccess(secret) {
      toast({ tone: 'good', title: t('hooks.saved') });
      onSaved(secret);
    },
    onError: tell,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isUrl && events.size > 0) save.mutate();
  };
  const isWhole = events.size === WEBHOOK_EVENT_TYPES.length;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(hook ? 'hooks.edit' : 'hooks.add')} size="l">
      <form className={rows.form} onSubmit={submit}>
        <TextField
          label={t('hooks.url')}
          hint={t('hooks.urlHint')}
          type="url"
          inputMode="url"
          maxLength={2_000}
          spellCheck={false}
          value={url}
          problem={asked && !isUrl ? t('hooks.urlNeeded') : null}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextField
          label={t('hooks.description')}
          maxLength={200}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <fieldset className={styles.choices}>
          <legend>
            {t('hooks.events')}{' '}
            <Button variant="quiet" onClick={() => setEvents(new Set(isWhole ? [] : WEBHOOK_EVENT_TYPES))}>
              {t(isWhole ? 'hooks.nothing' : 'hooks.all')}
            </Button>
          </legend>
          {WEBHOOK_EVENT_TYPES.map((type) => (
            <Checkbox
              key={type}
              checked={events.has(type)}
              onChange={(on) =>
                setEvents(new Set(on ? [...events, type] : [...events].filter((each) => each !== type)))
              }
            >
              {eventName(type)}
            </Checkbox>
          ))}
        </fieldset>
        {asked && events.size === 0 && (
          <p role="alert" className={rows.reason}>
            {t('hooks.eventsNeeded')}
          </p>
        )}
        <div className={rows.buttons}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t(hook ? 'hooks.save' : 'hooks.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
