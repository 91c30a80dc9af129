import { may } from '@balcao/domain';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttention } from '../attention/index.ts';
import { toast } from '../design/toastStore.ts';
import { ShortcutHelp, useCommand } from '../keyboard/index.ts';
import { Palette } from '../palette/index.ts';
import { useUser } from '../session/index.ts';
import { useUpdate } from '../update/index.ts';
import { Rail } from './Rail.tsx';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { useActivity } from './useActivity.ts';
import { useDesktop } from './useDesktop.ts';
import { useNavigation } from './useNavigation.ts';
import { useViewCommands } from './useViewCommands.ts';

const PLACES = ['conversations', 'calendar', 'contacts', 'board', 'reports', 'settings'] as const;

/** What stands around every screen. */
export function Shell() {
  const { t } = useTranslation('shell');
  const go = useNavigation();
  const { openConversations, openConversation, openContacts, openBoard, openReports, openInspector, openSettings } = go;
  const { id = null } = useParams({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const place = PLACES.find((name) => path.startsWith(`/${name}`)) ?? 'conversations';
  const unread = useAttention({ openConversationId: place === 'conversations' ? id : null, onOpen: openConversation });
  const [finding, setFinding] = useState(false);
  useDesktop({ unread, onOpen: openConversation });
  useActivity();
  useUpdateToast();
  useViewCommands();

  useCommand({
    id: 'palette.open',
    title: t('search'),
    group: 'navigation',
    keys: 'mod+k',
    whileTyping: true,
    hidden: true,
    run: () => setFinding((open) => !open),
  });
  useCommand({
    id: 'go.conversations',
    title: t('go.conversations'),
    group: 'navigation',
    keys: 'g c',
    run: openConversations,
  });
  useCommand({
    id: 'go.calendar',
    title: t('go.calendar'),
    group: 'navigation',
    keys: 'g a',
    when: may(useUser().role, 'agenda.read'),
    run: go.openCalendar,
  });
  useCommand({ id: 'go.contacts', title: t('go.contacts'), group: 'navigation', keys: 'g p', run: openContacts });
  useCommand({ id: 'go.board', title: t('go.board'), group: 'navigation', keys: 'g b', run: openBoard });
  useCommand({ id: 'go.reports', title: t('go.reports'), group: 'navigation', keys: 'g r', run: openReports });
  useCommand({ id: 'go.funnel', title: t('go.funnel'), group: 'navigation', run: go.openFunnel });
  useCommand({ id: 'go.inspector', title: t('go.inspector'), group: 'navigation', run: openInspector });
  useCommand({ id: 'go.settings', title: t('go.settings'), group: 'navigation', keys: 'g s', run: openSettings });

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <Rail unread={unread} />
      <div className={styles.desk}>
        <TopBar title={t(`nav.${place}`)} onSearch={() => setFinding(true)} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <Palette open={finding} onOpenChange={setFinding} />
      <ShortcutHelp />
    </div>
  );
}

/** A newer version waits: said once, done when the person wants. */
function useUpdateToast(): void {
  const { t } = useTranslation('shell');
  const { ready, apply } = useUpdate();
  useEffect(() => {
    if (!ready) return;
    toast({
      title: t('update.title'),
      description: t('update.text'),
      durationMs: null,
      action: { label: t('update.apply'), run: apply },
    });
  }, [ready, apply, t]);
}
