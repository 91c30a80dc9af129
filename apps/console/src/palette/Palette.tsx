import { useRouter } from '@tanstack/react-router';
import { Command as Cmdk } from 'cmdk';
import { MessageSquareText, Search, User } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leadTo } from '../conversations/index.ts';
import { Icon } from '../design/Icon.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Time } from '../design/Time.tsx';
import { type Command, keysOf, useCommandList } from '../keyboard/index.ts';
import { useReplica } from '../replica/index.ts';
import { Highlighted, type SearchHit, useSearch } from '../search/index.ts';
import { conversationOf } from './conversationOf.ts';
import { best } from './matching.ts';
import styles from './Palette.module.css';
import { useFirstSelected } from './useFirstSelected.ts';
import { type RecentConversation, useRecentConversations } from './useRecentConversations.ts';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** One field that reaches every action and every record (CON-30). */
export function Palette({ open, onOpenChange }: Props) {
  const { t } = useTranslation('palette');
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>{t('label')}</Dialog.Title>
          <PaletteBody onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Its own component: what was typed goes when the palette does. */
function PaletteBody({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('palette');
  const router = useRouter();
  const { collections } = useReplica();
  const [query, setQuery] = useState('');
  const commands = useCommandList().filter((command) => !command.hidden);
  const found = useSearch(query, { limit: 12 });
  const recent = useRecentConversations();

  const actions = best(commands, (command) => `${command.title} ${command.words ?? ''}`, query);
  const people = found.hits.filter(({ entry }) => entry.kind === 'contact');
  const messages = found.hits.filter(({ entry }) => entry.kind === 'message');
  const isEmpty = actions.length + found.hits.length === 0 && found.phase !== 'searching';

  const shownRecent = query.trim() === '' ? recent : [];
  const first =
    [
      ...shownRecent.map(({ id }) => `recent ${id}`),
      ...people.map(hitValue),
      ...actions.map(({ id }) => id),
      ...messages.map(hitValue),
    ][0] ?? '';
  const selection = useFirstSelected(first, query);

  const open = (id: string) => {
    onDone();
    void router.navigate({ to: '/conversations/{-$id}', params: { id } });
  };
  const openHit = async ({ entry }: SearchHit) => {
    const id = entry.kind === 'message' ? entry.conversationId : await conversationOf(collections, entry.id);
    if (entry.kind === 'message') leadTo(entry.conversationId, entry.id);
    if (id) open(id);
  };
  const run = (command: Command) => {
    onDone();
    // The dialog gives the focus back first, or it would take it from what the action focuses.
    setTimeout(command.run);
  };

  return (
    <Cmdk label={t('label')} shouldFilter={false} loop {...selection}>
      <div className={styles.field}>
        <Icon icon={Search} />
        <Cmdk.Input value={query} onValueChange={setQuery} placeholder={t('placeholder')} className={styles.input} />
        <Kbd keys="escape" />
      </div>
      <Cmdk.List className={styles.list} label={t('results')}>
        {isEmpty && <p className={styles.empty}>{t('nothing', { query })}</p>}
        {shownRecent.length > 0 && (
          <Cmdk.Group heading={t('group.recent')} className={styles.group}>
            {shownRecent.map((conversation) => (
              <RecentItem key={conversation.id} conversation={conversation} onSelect={() => open(conversation.id)} />
            ))}
          </Cmdk.Group>
        )}
        {people.length > 0 && (
          <Cmdk.Group heading={t('group.contacts')} className={styles.group}>
            {people.map((hit) => (
              <HitItem key={hit.entry.id} hit={hit} onSelect={() => void openHit(hit)} />
            ))}
          </Cmdk.Group>
        )}
        {actions.length > 0 && (
          <Cmdk.Group heading={t('group.actions')} className={styles.group}>
            {actions.map((command) => (
              <Cmdk.Item key={command.id} value={command.id} onSelect={() => run(command)} className={styles.item}>
                <span className={styles.words}>{command.title}</span>
                {keysOf(command)
                  .slice(0, 1)
                  .map((keys) => (
                    <Kbd key={keys} keys={keys} />
                  ))}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        )}
        {messages.length > 0 && (
          <Cmdk.Group heading={t('group.messages')} className={styles.group}>
            {messages.map((hit) => (
              <HitItem key={hit.entry.id} hit={hit} onSelect={() => void openHit(hit)} />
            ))}
          </Cmdk.Group>
        )}
        {found.phase === 'partial' && <p className={styles.partial}>{t('partial')}</p>}
      </Cmdk.List>
    </Cmdk>
  );
}

const hitValue = ({ entry }: SearchHit) => `${entry.kind} ${entry.id}`;

function HitItem({ hit, onSelect }: { hit: SearchHit; onSelect: () => void }) {
  const { entry, snippet } = hit;
  return (
    <Cmdk.Item value={hitValue(hit)} onSelect={onSelect} className={styles.item}>
      <Icon icon={entry.kind === 'contact' ? User : MessageSquareText} className={styles.icon} />
      <span className={styles.words}>
        <Highlighted snippet={snippet} />
      </span>
      <span className={styles.aside}>{entry.kind === 'contact' ? entry.phone : <Time at={entry.at} />}</span>
    </Cmdk.Item>
  );
}

function RecentItem({ conversation, onSelect }: { conversation: RecentConversation; onSelect: () => void }) {
  return (
    <Cmdk.Item value={`recent ${conversation.id}`} onSelect={onSelect} className={styles.item}>
      <Icon icon={User} className={styles.icon} />
      <span className={styles.words}>{conversation.name}</span>
      <span className={styles.aside}>
        <Time at={conversation.at} />
      </span>
    </Cmdk.Item>
  );
}
