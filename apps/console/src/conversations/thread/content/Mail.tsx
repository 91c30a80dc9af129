import type { MailAddress, MessageContent } from '@balcao/domain';
import { Bot, ChevronRight, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { FormattedText } from '../FormattedText.tsx';
import { DocumentCard } from './DocumentCard.tsx';
import styles from './Mail.module.css';
import { MailHtml } from './MailHtml.tsx';
import { Picture } from './Picture.tsx';
import { useMediaLink } from './useMediaLink.ts';

type Content = Extract<MessageContent, { kind: 'email' }>;
type File = Content['files'][number];

/** A mail: what was newly written, what it repeats folded away, and its files below. */
export function Mail({ content, isOurs }: { content: Content; isOurs: boolean }) {
  const { t } = useTranslation('conversations');
  const { subject, from, to, cc, bcc, text, html, quoted, files, automatic, isCut } = content;
  const attachments = files.filter((file) => file.role === 'attachment');
  const page = files.find((file) => file.role === 'page');
  return (
    <div className={styles.mail}>
      <header className={styles.head}>
        {subject && <div className={styles.subject}>{subject}</div>}
        <div className={styles.people}>
          {isOurs ? to.length > 0 && t('mail.to', { who: names(to) }) : t('mail.from', { who: names([from]) })}
          {cc.length > 0 && <> · {t('mail.cc', { who: names(cc) })}</>}
          {bcc.length > 0 && <> · {t('mail.bcc', { who: names(bcc) })}</>}
        </div>
        {automatic && (
          <div className={styles.automatic}>
            <Icon icon={Bot} /> {t(`mail.automatic.${automatic}`)}
          </div>
        )}
      </header>
      {html ? <MailHtml html={html} files={files} /> : <FormattedText text={text} />}
      {quoted && (
        <details className={styles.quoted}>
          <summary>
            <Icon icon={ChevronRight} /> {t('mail.quoted')}
          </summary>
          <div className={styles.quotedText}>{quoted}</div>
        </details>
      )}
      {attachments.length > 0 && (
        <div className={styles.files}>
          {attachments.map((file) => (
            <Attachment key={file.mediaId} file={file} />
          ))}
        </div>
      )}
      {isCut && <p className={styles.note}>{t('mail.cut')}</p>}
      {page && <PageLink page={page} />}
    </div>
  );
}

function Attachment({ file }: { file: File }) {
  if (/^image\/(?:jpeg|png|webp|gif|avif)$/.test(file.mime) && file.state !== 'failed') {
    return <Picture media={file} caption={file.fileName ?? ''} />;
  }
  return <DocumentCard media={file} />;
}

/** The mail as its sender made it up, on a page where nothing runs (server/src/media/serveMailPage.ts). */
function PageLink({ page }: { page: File }) {
  const { t } = useTranslation('conversations');
  const link = useMediaLink(page);
  if (link.kind !== 'ready') return null;
  const url = link.url.replace('/media/', '/mail/');
  return (
    <div className={styles.pages}>
      <a className={styles.page} href={url} target="_blank" rel="noreferrer noopener">
        <Icon icon={ExternalLink} /> {t('mail.page')}
      </a>
      <a className={styles.page} href={`${url}?images=outside`} target="_blank" rel="noreferrer noopener">
        {t('mail.pageWithImages')}
      </a>
    </div>
  );
}

/** The address is shown beside every name: a name is whatever its sender wrote. */
const names = (people: readonly MailAddress[]): string =>
  people.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
