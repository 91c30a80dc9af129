import { useTranslation } from 'react-i18next';
import { contactLabel } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { Card } from './Card.tsx';
import { CopyText } from './CopyText.tsx';
import styles from './Notices.module.css';
import type { NoticeView } from './noticeView.ts';
import type { Decisions } from './useDecisions.ts';

type Props = { view: Extract<NoticeView, { kind: 'decide' }>; at: number; decisions: Decisions };

/** Two people changed one text: the other's stands, and this one's writer decides, seeing both as they are now. */
export function DecideCard({ view, at, decisions }: Props) {
  const { t } = useTranslation('notices');
  const { row, loading } = useLiveDoc(({ contacts }) => contacts.findOne(view.rowId), [view.rowId]);
  const stands = row && view.field === 'notes' ? row.notes : view.stands;
  const now = { ...view, stands };
  const isHere = row !== null;
  const contact = row ? contactLabel({ contactName: row.name, contactPhone: row.phone }) : null;
  return (
    <Card
      title={t('decide.title')}
      about={contact ?? (loading ? null : t('contactLeft'))}
      at={at}
      actions={
        <>
          <CopyText text={view.mine} />
          <Button onClick={() => void decisions.accept()}>{t('decide.keep')}</Button>
          {isHere && (
            <>
              <Button onClick={() => void decisions.takeText(now, `${stands}\n${view.mine}`.trim())}>
                {t('decide.both')}
              </Button>
              <Button variant="primary" onClick={() => void decisions.takeText(now, view.mine)}>
                {t('decide.take')}
              </Button>
            </>
          )}
        </>
      }
    >
      <p>{t('decide.text')}</p>
      <dl className={styles.sides}>
        <div>
          <dt>{t('decide.mine')}</dt>
          <dd>{view.mine || t('decide.empty')}</dd>
        </div>
        <div>
          <dt>{t('decide.stands')}</dt>
          <dd>{stands || t('decide.empty')}</dd>
        </div>
      </dl>
    </Card>
  );
}
