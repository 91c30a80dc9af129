import { pageSlug, slugOf } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { Checkbox } from '../../design/Checkbox.tsx';
import { TextField } from '../../design/TextField.tsx';
import styles from '../CalendarScreen.module.css';

type Page = { slug: string } | null;
type Props = { page: Page; name: string; onChange: (page: Page) => void };

/** Whether anybody books this type by themselves (BOOK-24), and the address at which they do. */
export function PublicPage({ page, name, onChange }: Props) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const base = useQuery({ queryKey: ['bookingPage', 'base'], queryFn: () => api.bookingPage.base.query() });
  const [copied, setCopied] = useState('');
  const address = page && base.data ? base.data.base + page.slug : '';
  const isSound = page === null || pageSlug.safeParse(page.slug).success;
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('setUp.page')}</legend>
      <Checkbox checked={page !== null} onChange={(on) => onChange(on ? { slug: slugOf(name) } : null)}>
        {t('setUp.pageOn')}
      </Checkbox>
      {page && (
        <>
          <TextField
            label={t('setUp.pageSlug')}
            hint={t('setUp.pageSlugHint')}
            problem={isSound ? null : t('setUp.pageSlugWrong')}
            maxLength={60}
            value={page.slug}
            onChange={(event) => onChange({ slug: event.currentTarget.value.toLowerCase() })}
          />
          {address && isSound && (
            <div className={styles.address}>
              <a href={address} target="_blank" rel="noreferrer">
                {address}
              </a>
              <Button
                type="button"
                icon={copied === address ? Check : Copy}
                onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(address))}
              >
                {t(copied === address ? 'setUp.pageCopied' : 'setUp.pageCopy')}
              </Button>
            </div>
          )}
        </>
      )}
    </fieldset>
  );
}
