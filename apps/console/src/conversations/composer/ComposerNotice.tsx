import { Archive, LayoutTemplate, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { exactTime } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import styles from './Composer.module.css';
import type { Shut } from './composing.ts';

type Props = {
  composing: Shut;
  onReopen: () => void;
  /** `null`: this channel has no templates. */
  onTemplate: (() => void) | null;
  onNote: () => void;
};

/** Why nothing can be sent now, what it means, and what can be done instead. */
export function ComposerNotice({ composing, onReopen, onTemplate, onNote }: Props) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  if (composing.kind === 'conversationClosed') {
    return (
      <div className={styles.notice} role="status">
        <Icon icon={Archive} />
        <span className={styles.noticeWords}>{t('closed.what')}</span>
        <Button onClick={onReopen}>{t('action.reopen')}</Button>
      </div>
    );
  }
  const { closedAt } = composing.window;
  return (
    <div className={classes(styles.notice, styles.warn)} role="status">
      <Icon icon={Lock} />
      <span className={styles.noticeWords}>
        <strong title={closedAt === null ? undefined : exactTime(closedAt, language)}>
          {t(closedAt === null ? 'window.never' : 'window.closedWhat')}
        </strong>{' '}
        {t(onTemplate ? 'window.closedTemplate' : 'window.closedDo')}
      </span>
      <Button onClick={onNote} keys="n">
        {t('composer.note')}
      </Button>
      {onTemplate && (
        <Button variant="primary" icon={LayoutTemplate} keys="shift+m" onClick={onTemplate}>
          {t('template.choose')}
        </Button>
      )}
    </div>
  );
}
