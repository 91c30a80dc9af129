import type { MessageKind } from '@balcao/domain';
import {
  Clock,
  FileText,
  Image,
  LayoutTemplate,
  List,
  type LucideIcon,
  MapPin,
  MessageCircleQuestionMark,
  MessageCircleReply,
  Mic,
  PencilLine,
  SmilePlus,
  Sticker,
  StickyNote,
  UserRound,
  Video,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { DeliveryMark } from '../thread/DeliveryMark.tsx';
import { deliveryOf } from '../thread/delivery.ts';
import { useMessageWords } from '../thread/useMessageWords.ts';
import styles from './ConversationRow.module.css';
import type { Preview } from './preview.ts';

const ICONS: Partial<Record<MessageKind, LucideIcon>> = {
  image: Image,
  video: Video,
  audio: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: UserRound,
  reaction: SmilePlus,
  template: LayoutTemplate,
  buttons: MessageCircleQuestionMark,
  list: List,
  interactive: MessageCircleReply,
};

/** The second line of a row: what was said last, or what waits to be said. */
export function RowPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation('conversations');
  const words = useMessageWords();
  switch (preview.kind) {
    case 'empty':
      return <p className={styles.preview}>{t('list.noMessage')}</p>;
    case 'draft':
      return (
        <p className={styles.preview}>
          <Icon icon={PencilLine} size={13} className={styles.kind} />
          <span className={styles.draft}>{t(preview.isNote ? 'list.draftNote' : 'list.draft')}</span> {preview.text}
        </p>
      );
    case 'queued':
      return (
        <p className={styles.preview}>
          <Icon icon={Clock} size={13} className={styles.kind} />
          {t('list.queued')}
        </p>
      );
    case 'message': {
      const { kind, text, direction, status } = preview.message;
      const icon = direction === 'note' ? StickyNote : ICONS[kind];
      const times = { failure: null, sentAt: null, deliveredAt: null, readAt: null };
      return (
        <p className={styles.preview}>
          {direction === 'out' && (
            <span className={styles.tick}>
              <DeliveryMark delivery={deliveryOf({ status, ...times })} size={13} />
            </span>
          )}
          {icon && <Icon icon={icon} size={13} className={styles.kind} />}
          {kind === 'document' || text === '' ? words(kind, text) : text}
        </p>
      );
    }
  }
}
