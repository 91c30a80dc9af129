import { useTranslation } from 'react-i18next';
import styles from './SignInScreen.module.css';
import type { SessionState } from './session.ts';

type Ended = NonNullable<Extract<SessionState, { kind: 'signedOut' }>['ended']>;

/** Why one is here again without having asked for it. */
export function EndedNotice({ ended }: { ended: Ended }) {
  const { t } = useTranslation('session');
  return (
    <div role="status" className={styles.ended}>
      <strong>{t(`ended.${ended.reason}.what`)}</strong>
      <p>
        {t(`ended.${ended.reason}.todo`)}
        {ended.reason === 'revoked' && ended.unsent > 0 && <> {t('ended.unsent', { count: ended.unsent })}</>}
      </p>
    </div>
  );
}
