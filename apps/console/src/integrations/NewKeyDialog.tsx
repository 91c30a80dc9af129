import type { Scope } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { VisuallyHidden } from '../design/VisuallyHidden.tsx';
import { CopyBox } from './CopyBox.tsx';
import styles from './Integrations.module.css';
import { SCOPE_ROWS, VALIDITIES } from './keys.ts';

const DAY_MS = 86_400_000;

/** Asks what a key is for, makes it, and shows it this one time. */
export function NewKeyDialog({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  const api = useApi();
  const tell = useTellFailure();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const [days, setDays] = useState<(typeof VALIDITIES)[number]>(VALIDITIES[0]);
  const [asked, setAsked] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      api.auth.keys.create.mutate({
        name: name.trim(),
        scopes: [...scopes],
        expiresAt: days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
      }),
    onSuccess: onMade,
    onError: tell,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '' && scopes.size > 0) make.mutate();
  };
  const toggle = (scope: Scope, on: boolean) =>
    setScopes(new Set(on ? [...scopes, scope] : [...scopes].filter((each) => each !== scope)));

  if (make.data) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={t('keys.madeTitle')}
        description={t('keys.madeHint')}
      >
        <div className={rows.form}>
          <CopyBox text={make.data.key} copy={t('keys.copy')} copied={t('keys.copied')} />
          <div className={rows.buttons}>
            <Button variant="primary" onClick={onClose}>
              {t('keys.done')}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('keys.add')}>
      <form className={rows.form} onSubmit={submit}>
        <TextField
          label={t('keys.name')}
          hint={t('keys.nameHint')}
          maxLength={80}
          value={name}
          problem={asked && name.trim() === '' ? t('keys.needsName') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <table className={styles.scopes}>
          <thead>
            <tr>
              <th scope="col">{t('keys.area_')}</th>
              <th scope="col">{t('keys.read')}</th>
              <th scope="col">{t('keys.write')}</th>
            </tr>
          </thead>
          <tbody>
            {SCOPE_ROWS.map(({ area, scopes: inArea }) => (
              <tr key={area}>
                <th scope="row">{t(`keys.area.${area}`)}</th>
                {inArea.map(({ verb, scope }) => (
                  <td key={verb}>
                    <Checkbox checked={scopes.has(scope)} onChange={(on) => toggle(scope, on)}>
                      <VisuallyHidden>
                        {t(verb === 'read' ? 'keys.readOf' : 'keys.writeOf', { area: t(`keys.area.${area}`) })}
                      </VisuallyHidden>
                    </Checkbox>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {asked && scopes.size === 0 && (
          <p role="alert" className={rows.reason}>
            {t('keys.needsScope')}
          </p>
        )}
        <Select
          label={t('keys.validity')}
          value={String(days)}
          options={VALIDITIES.map((value) => ({
            value: String(value),
            label: value === null ? t('keys.noEnd') : t('keys.days', { days: value }),
          }))}
          onChange={(value) => setDays(VALIDITIES.find((each) => String(each) === value) ?? null)}
        />
        <div className={rows.buttons}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>
            {t('keys.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
