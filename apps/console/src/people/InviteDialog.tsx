import { LANGUAGES, type Language } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { NATIVE_NAMES } from '../i18n/nativeNames.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { GIVEN_ROLES, type GivenRole } from './people.ts';

export function InviteDialog({ onInvited, onClose }: { onInvited: () => void; onClose: () => void }) {
  const { t } = useTranslation('people');
  const api = useApi();
  const tell = useTellFailure();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<GivenRole>('attendant');
  const [language, setLanguage] = useState<Language>(useLanguage());
  const invite = useMutation({
    mutationFn: () => api.users.invite.mutate({ name: name.trim(), email: email.trim(), role, language }),
    onSuccess() {
      toast({ tone: 'good', title: t('invited') });
      onInvited();
      onClose();
    },
    onError: tell,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('invite')} description={t('inviteHint')}>
      <form className={rows.form} onSubmit={submit}>
        <TextField
          label={t('name')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('email')}
          type="email"
          required
          maxLength={320}
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label={t('roleLabel')}
          hint={t(`roleHint.${role}`)}
          value={role}
          options={GIVEN_ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
          onChange={setRole}
        />
        <Select
          label={t('language')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
          onChange={setLanguage}
        />
        <div className={rows.buttons}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={invite.isPending}>
            {t('send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
