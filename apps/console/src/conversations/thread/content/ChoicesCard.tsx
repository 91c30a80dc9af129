import type { MessageContent } from '@balcao/domain';
import { List, Reply } from 'lucide-react';
import { Icon } from '../../../design/Icon.tsx';
import { FormattedText } from '../FormattedText.tsx';
import styles from './ChoicesCard.module.css';

type Choices = Extract<MessageContent, { kind: 'buttons' | 'list' }>;

/** A question with its answers, as the contact sees it on the phone; the list stands open, so that one sees what was offered. */
export function ChoicesCard({ content }: { content: Choices }) {
  return (
    <div className={styles.card}>
      {content.header && <strong className={styles.header}>{content.header}</strong>}
      <FormattedText text={content.text} />
      {content.footer && <span className={styles.footer}>{content.footer}</span>}
      {content.kind === 'buttons' ? (
        <ul className={styles.choices}>
          {content.buttons.map((button) => (
            <li key={button.id} className={styles.choice}>
              <Icon icon={Reply} size={14} />
              {button.title}
            </li>
          ))}
        </ul>
      ) : (
        <>
          <span className={styles.opener}>
            <Icon icon={List} size={14} />
            {content.button}
          </span>
          {content.sections.map((section, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no id and never change places
            <section key={index} className={styles.section}>
              {section.title && <span className={styles.sectionTitle}>{section.title}</span>}
              <ul className={styles.rows}>
                {section.rows.map((row) => (
                  <li key={row.id} className={styles.row}>
                    {row.title}
                    {row.description && <span className={styles.description}>{row.description}</span>}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </div>
  );
}
