import { formatPhone } from '@balcao/domain';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { classes } from '../../design/classes.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { SkeletonRows } from '../../design/Skeleton.tsx';
import { Time } from '../../design/Time.tsx';
import { Highlighted, type SearchState } from '../../search/index.ts';
import styles from './SearchResults.module.css';
import type { FoundConversation } from './useFound.ts';

type Props = {
  query: string;
  found: readonly FoundConversation[];
  phase: SearchState['phase'];
  active: number;
  onOpen: (found: FoundConversation) => void;
};

export const hitId = (index: number) => `conversation-hit-${index}`;

/** What a search found, newest first. The search field holds the focus and names the active one. */
export function SearchResults({ query, found, phase, active, onOpen }: Props) {
  const { t } = useTranslation('conversations');
  if (found.length === 0 && phase === 'searching') return <SkeletonRows count={5} label={t('search.searching')} />;
  if (found.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t('search.nothing', { query })}>
        {t(phase === 'partial' ? 'search.stillReading' : 'search.onlyHere')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.results}>
      <div id="conversation-hits" role="listbox" aria-label={t('search.found', { count: found.length })}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the search field holds the focus and names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field hears the keys
          <div
            key={item.hit.entry.id}
            id={hitId(index)}
            role="option"
            aria-selected={index === active}
            className={classes(styles.hit, index === active && styles.active)}
            onClick={() => onOpen(item)}
          >
            <Avatar name={item.name} id={item.contactId} size="s" />
            <div className={styles.words}>
              <div className={styles.line}>
                <span className={styles.name}>
                  {item.hit.entry.kind === 'contact' ? <Highlighted snippet={item.hit.snippet} /> : item.name}
                </span>
                {item.hit.entry.at > 0 && <Time at={item.hit.entry.at} className={styles.time} />}
              </div>
              <p className={styles.text}>
                {item.hit.entry.kind === 'contact' ? (
                  formatPhone(item.hit.entry.phone) || item.hit.entry.email
                ) : (
                  <Highlighted snippet={item.hit.snippet} />
                )}
              </p>
            </div>
          </div>
        ))}
      </div>
      {phase === 'partial' && (
        <p className={styles.note} role="status">
          {t('search.stillReading')}
        </p>
      )}
    </div>
  );
}
