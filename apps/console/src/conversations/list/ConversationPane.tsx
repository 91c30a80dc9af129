import type { ConversationRow } from '@balcao/replica';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../keyboard/index.ts';
import { BulkBar } from '../bulk/BulkBar.tsx';
import { useSelection } from '../bulk/selection.ts';
import { useFollowDesk } from '../presence/deskOthers.ts';
import { NextTicketButton } from '../ticket/NextTicketButton.tsx';
import { ViewsButton } from '../views/ViewsButton.tsx';
import styles from './ConversationPane.module.css';
import { FilterButton } from './FilterButton.tsx';
import { FilterChips } from './FilterChips.tsx';
import type { FoundConversation } from './foundHits.ts';
import headerStyles from './ListHeader.module.css';
import { ListHeader } from './ListHeader.tsx';
import { LiveList } from './LiveList.tsx';
import { SearchField } from './SearchField.tsx';
import { hitId, SearchResults } from './SearchResults.tsx';
import { useFound } from './useFound.ts';
import { useConversationView } from './viewStore.ts';

type Props = {
  openId: string | null;
  /** Holds the rows as they stand on the screen. */
  order: RefObject<readonly ConversationRow[]>;
  onOpen: (conversationId: string, messageId?: string) => void;
  onEnter: () => void;
};

/** The list with its segments, filters and search. */
export function ConversationPane({ openId, order, onOpen, onEnter }: Props) {
  const { t } = useTranslation('conversations');
  useFollowDesk();
  const { view, change, clearFilters } = useConversationView();

  const [query, setQuery] = useState('');
  const isSearching = query.trim() !== '';
  const field = useRef<HTMLInputElement>(null);
  const results = useFound(query);
  const { found } = results;
  const [active, setActive] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins with its first hit
  useEffect(() => setActive(0), [query]);
  const openFound = ({ conversationId, messageId }: FoundConversation) =>
    onOpen(conversationId, messageId ?? undefined);
  const pressInSearch = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((index) => Math.min(found.length - 1, Math.max(0, index + step)));
    }
    const chosen = found[active];
    if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) openFound(chosen);
  };

  const keepOrder = useCallback(
    (rows: readonly ConversationRow[]) => {
      order.current = rows;
    },
    [order],
  );
  const step = (by: 1 | -1) => {
    const rows = order.current;
    const from = rows.findIndex((row) => row.id === openId);
    const next = rows[from === -1 ? (by === 1 ? 0 : rows.length - 1) : from + by];
    if (next) onOpen(next.id);
  };
  useCommand({ id: 'list.next', title: t('command.next'), group: 'list', keys: 'j', run: () => step(1) });
  useCommand({ id: 'list.previous', title: t('command.previous'), group: 'list', keys: 'k', run: () => step(-1) });
  const selection = useSelection();
  const chooseOpen = (isRange: boolean) => {
    if (openId === null) return;
    if (isRange) {
      selection.extendTo(
        openId,
        order.current.map((row) => row.id),
      );
    } else selection.toggle(openId);
  };
  useCommand({
    id: 'list.choose',
    title: t('bulk.toggle'),
    group: 'list',
    keys: 'x',
    when: openId !== null,
    run: () => chooseOpen(false),
  });
  useCommand({
    id: 'list.chooseRange',
    title: t('bulk.toggle'),
    group: 'list',
    keys: 'shift+x',
    hidden: true,
    when: openId !== null,
    run: () => chooseOpen(true),
  });
  useCommand({
    id: 'list.chooseAll',
    title: t('bulk.all'),
    group: 'list',
    run: () => selection.choose(order.current.map((row) => row.id)),
  });
  useCommand({
    id: 'list.chooseNone',
    title: t('bulk.clear'),
    group: 'list',
    keys: 'escape',
    when: selection.ids.size > 0,
    run: selection.clear,
  });
  const search = () => {
    field.current?.focus();
    field.current?.select();
  };
  useCommand({ id: 'list.search', title: t('command.search'), group: 'list', keys: '/', run: search });
  useCommand({
    id: 'list.find',
    title: t('command.search'),
    group: 'list',
    keys: 'mod+f',
    whileTyping: true,
    hidden: true,
    run: search,
  });

  return (
    <section className={styles.pane} aria-label={t('list.label')}>
      <ListHeader view={view} onChange={change} />
      <div className={headerStyles.tools}>
        <SearchField
          field={field}
          value={query}
          onChange={setQuery}
          onKeyDown={pressInSearch}
          activeId={isSearching && found.length > 0 ? hitId(active) : undefined}
        />
        <NextTicketButton onOpen={onOpen} />
        <ViewsButton view={view} onChange={change} />
        <FilterButton view={view} onChange={change} onClear={clearFilters} />
      </div>
      {!isSearching && <FilterChips view={view} onChange={change} onClear={clearFilters} />}
      <LiveList
        view={view}
        openId={openId}
        isCovered={isSearching}
        onOpen={onOpen}
        onEnter={onEnter}
        onOrder={keepOrder}
        onClear={clearFilters}
      />
      {isSearching && <SearchResults query={query.trim()} results={results} active={active} onOpen={openFound} />}
      <BulkBar />
    </section>
  );
}
