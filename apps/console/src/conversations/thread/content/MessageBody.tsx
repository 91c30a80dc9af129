import type { MessageContent } from '@balcao/domain';
import { CircleHelp, CornerDownRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { FormattedText } from '../FormattedText.tsx';
import { ChoicesCard } from './ChoicesCard.tsx';
import { DocumentCard } from './DocumentCard.tsx';
import { Film } from './Film.tsx';
import { Mail } from './Mail.tsx';
import styles from './media.module.css';
import { PeopleCard } from './PeopleCard.tsx';
import { Picture } from './Picture.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { Recording } from './Recording.tsx';
import { Sticker } from './Sticker.tsx';
import { TemplateCard } from './TemplateCard.tsx';

/** What a message holds, drawn by its kind (INB-18). System entries are drawn by the thread. */
export function MessageBody({ content, isOurs = false }: { content: MessageContent; isOurs?: boolean }) {
  const { t } = useTranslation('conversations');
  switch (content.kind) {
    case 'text':
      return <FormattedText text={content.text} />;
    case 'image':
      // What calls itself a picture and is none is a file: a browser would show a broken frame, or worse.
      if (content.media.state === 'stored' && !content.media.mime.startsWith('image/')) {
        return <DocumentCard media={content.media} />;
      }
      return (
        <>
          <Picture media={content.media} caption={content.caption} />
          <Caption text={content.caption} />
        </>
      );
    case 'video':
      return (
        <>
          <Film media={content.media} caption={content.caption} />
          <Caption text={content.caption} />
        </>
      );
    case 'document':
      return (
        <>
          <DocumentCard media={content.media} />
          <Caption text={content.caption} />
        </>
      );
    case 'audio':
      return <Recording media={content.media} />;
    case 'sticker':
      return <Sticker media={content.media} />;
    case 'location':
      return <PlaceCard {...content} />;
    case 'email':
      return <Mail content={content} isOurs={isOurs} />;
    case 'contacts':
      return <PeopleCard people={content.contacts} />;
    case 'template':
      return <TemplateCard content={content} />;
    case 'buttons':
    case 'list':
      return <ChoicesCard content={content} />;
    case 'interactive':
      return (
        <span className={styles.answer}>
          <span className={styles.cardHint}>{t(`answer.${content.answer.type}`)}</span>
          <span className={styles.answerTitle}>
            <Icon icon={CornerDownRight} size={14} className={styles.icon} />
            {content.answer.title}
          </span>
          {content.answer.description && <span className={styles.cardHint}>{content.answer.description}</span>}
        </span>
      );
    case 'reaction':
      return <FormattedText text={t('reactedWith', { emoji: content.emoji || '×' })} />;
    case 'unsupported':
      return (
        <span className={styles.unsupported}>
          <Icon icon={CircleHelp} className={styles.icon} />
          <span>{t('unsupported', { kind: content.platformKind })}</span>
        </span>
      );
    case 'system':
      return null;
  }
}

function Caption({ text }: { text: string }) {
  return text ? <FormattedText text={text} /> : null;
}
