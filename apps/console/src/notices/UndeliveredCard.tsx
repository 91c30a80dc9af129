import { canWrite } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureKey, wantTemplate, windowOf } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { useSyncKind } from '../replica/index.ts';
import { Card } from './Card.tsx';
import { CopyText } from './CopyText.tsx';
import styles from './Notices.module.css';
import type { NoticeView } from './noticeView.ts';
import { useAbout } from './useAbout.ts';
import type { Decisions } from './useDecisions.ts';

type Props = {
  view: Extract<NoticeView, { kind: 'undelivered' }>;
  at: number;
  decisions: Decisions;
  onLeave: () => void;
};

/** A message that the server has and the contact has not; or nobody knows. */
export function UndeliveredCard({ view, at, decisions, onLeave }: Props) {
  const { t } = useTranslation(['notices', 'conversations']);
  const about = useAbout(view.conversationId, onLeave);
  const isOffline = useSyncKind() === 'offline';
  const [busy, setBusy] = useState(false);
  const key = failureKey(view.failureCode);
  const words =
    view.status === 'unknown'
      ? { what: t('conversations:unknown.what'), todo: t('conversations:unknown.do') }
      : { what: t(`conversations:failure.${key}.what`), todo: t(`conversations:failure.${key}.do`) };
  const { channelKind, lastInboundAt } = about;
  // Sent again, it would come back with the same words: only a template is let through now.
  const onlyTemplate =
    channelKind !== null &&
    canWrite(channelKind, 'template') &&
    windowOf({ channelKind, lastInboundAt }, Date.now())?.kind === 'templateOnly';
  const toTemplates = () => {
    wantTemplate(view.conversationId);
    about.open?.();
  };
  const resend = () => {
    setBusy(true);
    void decisions.resend(view).finally(() => setBusy(false));
  };
  return (
    <Card
      title={words.what}
      about={about.name}
      at={at}
      actions={
        <>
          <Button variant="quiet" onClick={() => void decisions.discard()}>
            {t('discard')}
          </Button>
          <CopyText text={view.text} />
          {about.open && <Button onClick={about.open}>{t('open')}</Button>}
          {about.open && onlyTemplate && (
            <Button variant="primary" onClick={toTemplates}>
              {t('conversations:template.choose')}
            </Button>
          )}
          {about.open && !onlyTemplate && (
            <Button
              variant="primary"
              busy={busy}
              disabled={isOffline}
              title={isOffline ? t('needsServer') : undefined}
              onClick={resend}
            >
              {t('sendAgain')}
            </Button>
          )}
        </>
      }
    >
      <p>{words.todo}</p>
      {isOffline && !onlyTemplate && <p>{t('needsServer')}</p>}
      {view.text && <blockquote className={styles.quote}>{view.text}</blockquote>}
    </Card>
  );
}
