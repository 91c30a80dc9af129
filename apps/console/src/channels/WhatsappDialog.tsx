import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import type { Channel } from './channel.ts';
import styles from './WhatsappDialog.module.css';

type Props = { channel: Channel; onClose: () => void };

/** What a WhatsApp number has at the platform besides its key: its profile, its templates, and whether it sends. */
export function WhatsappDialog({ channel, onClose }: Props) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const words = useProblemWords();
  const of = { channelId: channel.id };
  const profile = useQuery({
    queryKey: ['whatsapp', 'profile', channel.id],
    queryFn: () => api.whatsapp.profile.query(of),
  });
  return (
    <Dialog
      open
      size="l"
      title={t('whatsapp.title', { name: channel.name })}
      onOpenChange={(open) => !open && onClose()}
    >
      <div className={styles.parts}>
        <section aria-label={t('whatsapp.profile')}>
          <h3 className={styles.heading}>{t('whatsapp.profile')}</h3>
          <p className={styles.hint}>{t('whatsapp.profileHint')}</p>
          {profile.isPending && <Skeleton width="100%" height="220px" />}
          {profile.isError && (
            <ErrorState title={words.ofError(profile.error).what} onRetry={() => void profile.refetch()}>
              {words.ofError(profile.error).todo}
            </ErrorState>
          )}
          {profile.isSuccess && <ProfileForm channelId={channel.id} profile={profile.data} />}
        </section>
        <div className={styles.side}>
          <Templates channelId={channel.id} />
          <Test channelId={channel.id} />
        </div>
      </div>
    </Dialog>
  );
}

type Profile = { about: string; address: string; description: string; email: string; websites: string[] };

function ProfileForm({ channelId, profile }: { channelId: string; profile: Profile }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ ...profile, website: profile.websites[0] ?? '' });
  const save = useMutation({
    mutationFn: () => {
      const { about, address, description, email, website } = draft;
      const websites = [website.trim(), ...profile.websites.slice(1)].filter(Boolean);
      const change = { address, description, email, websites, ...(about.trim() ? { about } : {}) };
      return api.whatsapp.editProfile.mutate({ channelId, ...change });
    },
    onSuccess: () => toast({ tone: 'good', title: t('whatsapp.saved') }),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: ['whatsapp', 'profile', channelId] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const field = (name: 'about' | 'address' | 'email' | 'website', label: string, maxLength: number, type = 'text') => (
    <TextField
      type={type}
      label={label}
      maxLength={maxLength}
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      {field('about', t('whatsapp.about'), 139)}
      <TextArea
        label={t('whatsapp.description')}
        maxLength={512}
        value={draft.description}
        onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
      />
      {field('address', t('whatsapp.address'), 256)}
      {field('email', t('whatsapp.email'), 128, 'email')}
      {field('website', t('whatsapp.websites'), 256, 'url')}
      <Button variant="primary" type="submit" busy={save.isPending}>
        {t('whatsapp.save')}
      </Button>
    </form>
  );
}

function Templates({ channelId }: { channelId: string }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const tell = useTellFailure();
  const listed = useQuery({
    queryKey: ['whatsapp', 'templates', channelId],
    queryFn: () => api.whatsapp.templates.query({ channelId }),
  });
  const sync = useMutation({
    mutationFn: () => api.whatsapp.syncTemplates.mutate({ channelId }),
    onSuccess: () => toast({ tone: 'good', title: t('whatsapp.syncing') }),
    onError: tell,
  });
  const { syncedAt, error, items = [] } = listed.data ?? {};
  return (
    <section className={styles.form} aria-label={t('whatsapp.templates')}>
      <h3 className={styles.heading}>{t('whatsapp.templates')}</h3>
      {listed.isSuccess && (
        <p className={styles.hint}>
          {syncedAt ? t('whatsapp.templatesState', { count: items.length }) : t('whatsapp.never')}
        </p>
      )}
      {error && <p role="alert">{t('whatsapp.failed', { reason: error })}</p>}
      <Button busy={sync.isPending} onClick={() => sync.mutate()}>
        {t('whatsapp.sync')}
      </Button>
    </section>
  );
}

function Test({ channelId }: { channelId: string }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const tell = useTellFailure();
  const [to, setTo] = useState('');
  const send = useMutation({
    mutationFn: () => api.whatsapp.sendTest.mutate({ channelId, to }),
    onSuccess: () => toast({ tone: 'good', title: t('whatsapp.tested') }),
    onError: tell,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h3 className={styles.heading}>{t('whatsapp.test')}</h3>
      <TextField
        type="tel"
        label={t('whatsapp.testTo')}
        hint={t('whatsapp.testHint')}
        placeholder="+55 11 90000-0000"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" busy={send.isPending} disabled={to.replace(/\D/g, '').length < 8}>
        {t('whatsapp.testSend')}
      </Button>
    </form>
  );
}
