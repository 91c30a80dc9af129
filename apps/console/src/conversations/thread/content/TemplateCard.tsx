import type { MessageContent } from '@balcao/domain';
import { Copy, ExternalLink, type LucideIcon, Phone, Reply } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { FormattedText } from '../FormattedText.tsx';
import styles from './ChoicesCard.module.css';
import { DocumentCard } from './DocumentCard.tsx';
import { Film } from './Film.tsx';
import { Picture } from './Picture.tsx';

type Template = Extract<MessageContent, { kind: 'template' }>;

const ICONS: Record<string, LucideIcon> = { reply: Reply, url: ExternalLink, phone: Phone, code: Copy };

/** A template as the contact reads it, with its name for those who know it by that. */
export function TemplateCard({ content }: { content: Template }) {
  const { t } = useTranslation('conversations');
  return (
    <div className={styles.card}>
      <span className={styles.description}>{t('template.of', { name: content.name })}</span>
      <Header header={content.header} />
      <TemplateWords {...content} />
    </div>
  );
}

/** Body, footer and buttons; also of one that is still being filled in. */
export function TemplateWords({ text, footer, buttons }: Pick<Template, 'text' | 'footer' | 'buttons'>) {
  return (
    <>
      <FormattedText text={text} />
      {footer && <span className={styles.footer}>{footer}</span>}
      {buttons.length > 0 && (
        <ul className={styles.choices}>
          {buttons.map((button) => (
            <li key={button.title} className={styles.choice} title={button.url || undefined}>
              <Icon icon={ICONS[button.type] ?? Reply} size={14} />
              {button.title}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Header({ header }: { header: Template['header'] }) {
  switch (header.type) {
    case 'none':
      return null;
    case 'text':
      return <strong className={styles.header}>{header.text}</strong>;
    case 'image':
      return <Picture media={header.media} caption="" />;
    case 'video':
      return <Film media={header.media} caption="" />;
    case 'document':
      return <DocumentCard media={header.media} />;
  }
}
