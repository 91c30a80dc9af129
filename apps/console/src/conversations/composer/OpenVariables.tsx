import type { OpenVariable } from '@balcao/domain';
import { TriangleAlert } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { Icon } from '../../design/Icon.tsx';
import { useVariableWords } from '../../quickReplies/index.ts';
import styles from './Composer.module.css';

type Props = { open: readonly OpenVariable[]; field: RefObject<HTMLTextAreaElement | null> };

/** What a quick reply could not fill in. Nothing is sent until somebody has. */
export function OpenVariables({ open, field }: Props) {
  const { t } = useTranslation('replies');
  const words = useVariableWords();
  const names = [...new Set(open.map(({ name }) => words(name)))];
  const show = () => {
    const [first] = open;
    field.current?.focus();
    if (first) field.current?.setSelectionRange(first.start, first.end);
  };
  return (
    <div className={classes(styles.notice, styles.warn)} role="status">
      <Icon icon={TriangleAlert} />
      <span className={styles.noticeWords}>{t('open.what', { names: names.join(', '), count: names.length })}</span>
      <Button onClick={show}>{t('open.show')}</Button>
    </div>
  );
}
