import { CloudOff, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { SkeletonRows } from '../../design/Skeleton.tsx';
import { Time } from '../../design/Time.tsx';
import { Highlighted } from '../../search/index.ts';
import type { FoundConversation } from './foundHits.ts';
import styles from './SearchResults.module.css';
import type { Found } from './useFound.ts';

type Props = {
  query: string;
  results: Found;
  active: number;
  onOpen: (found: FoundConversation) => void;
};

export const hitId = (index: number) => `conversation-hit-${index}`;

/** What a search found, by kind, newest first. The search field holds the focus and names the active one. */
export function SearchResults({ query, results, active, onOpen }: Props) {
  const { t } = useTranslation('conversations');
  const { found, here, server, more } = results;
  useEffect(() => {
    // Its answer, a promise in newer browsers, is not the effect's.
    document.getElementById(hitId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const isSearching = here === 'searching' || server === 'asking';
  if (found.length === 0 && isSearching) return <SkeletonRows count={5} label={t('search.searching')} />;
  if (found.length === 0) {
    const isWhole = server === 'answered';
    return (
      <EmptyState icon={isWhole ? SearchX : CloudOff} title={t('search.nothing', { query })}>
        {t(isWhole ? 'search.nowhere' : here === 'partial' ? 'search.stillReading' : `search.only.${reasonOf(server)}`)}
      </EmptyState>
    );
  }
  const people = found.filter(({ kind }) => kind === 'contact');
  const messages = found.slice(people.length);
  return (
    <div className={styles.results}>
      <div id="conversation-hits" role="listbox" aria-label={t('search.found', { count: found.length })}>
        {people.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
          <div role="group" aria-label={t('search.people')}>
            <p className={styles.heading} aria-hidden="true">
              {t('search.people')}
            </p>
            {people.map((item, index) => (
              <Hit key={item.id} item={item} index={index} isActive={index === active} onOpen={onOpen} />
            ))}
          </div>
        )}
        {messages.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
          <div role="group" aria-label={t('search.messages')}>
            <p className={styles.heading} aria-hidden="true">
              {t('search.messages')}
            </p>
            {messages.map((item, at) => {
              const index = people.length + at;
              return <Hit key={item.id} item={item} index={index} isActive={index === active} onOpen={onOpen} />;
            })}
          </div>
        )}
      </div>
      {more && (
        <div className={styles.more}>
          <Button onClick={more}>{t('search.older')}</Button>
        </div>
      )}
      <p className={styles.note} role="status">
        {isSearching
          ? t('search.searching')
          : server === 'answered'
            ? ''
            : t(here === 'partial' ? 'search.stillReading' : `search.only.${reasonOf(server)}`)}
      </p>
    </div>
  );
}

const reasonOf = (server: Found['server']) => (server === 'failed' ? 'failed' : 'offline');

type HitProps = {
  item: FoundConversation;
  index: number;
  isActive: boolean;
  onOpen: (found: FoundConversation) => void;
};

function Hit({ item, index, isActive, onOpen }: HitProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the search field holds the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field hears the keys
    <div
      id={hitId(index)}
      role="option"
      aria-selected={isActive}
      className={classes(styles.hit, isActive && styles.active)}
      onClick={() => onOpen(item)}
    >
      <Avatar name={item.name} id={item.contactId} size="s" />
      <div className={styles.words}>
        <div className={styles.line}>
          <span className={styles.name}>
            {item.kind === 'contact' && item.snippet.text !== '' ? <Highlighted snippet={item.snippet} /> : item.name}
          </span>
          {item.at > 0 && <Time at={item.at} className={styles.time} />}
        </div>
        <p className={styles.text}>{item.kind === 'contact' ? item.address : <Highlighted snippet={item.snippet} />}</p>
      </div>
    </div>
  );
}
