import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import rows from '../design/Rows.module.css';
import { Tag } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import styles from './Integrations.module.css';
import type { ApiKey } from './keys.ts';

export function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTranslation('integrations');
  const { name, ending, userName, scopes, lastUsedAt, expiresAt, holds } = apiKey;
  return (
    <li className={rows.row} aria-label={name}>
      <div className={rows.words}>
        <div className={rows.name}>
          {name} {!holds && <Tag tone="bad">{t('keys.over')}</Tag>}
        </div>
        <div className={rows.facts}>
          {t('keys.ending', { ending })} · {t('keys.by', { name: userName })} ·{' '}
          {lastUsedAt ? (
            <>
              {t('keys.used')} <Time at={Date.parse(lastUsedAt)} style="ago" />
            </>
          ) : (
            t('keys.never')
          )}
          {expiresAt && (
            <>
              {' '}
              · {t('keys.expires')} <Time at={Date.parse(expiresAt)} style="full" />
            </>
          )}
        </div>
        <div className={styles.tags}>
          {scopes.map((scope) => (
            <Tag key={scope}>{scope}</Tag>
          ))}
        </div>
      </div>
      <Button onClick={onRevoke}>{t('keys.revoke')}</Button>
    </li>
  );
}
