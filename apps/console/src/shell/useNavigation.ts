import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';

/** The ways through the console, by name. */
export function useNavigation() {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      openConversations: () => void navigate({ to: '/conversations/{-$id}', params: {} }),
      openConversation: (id: string) => void navigate({ to: '/conversations/{-$id}', params: { id } }),
      openCalendar: () => void navigate({ to: '/calendar' }),
      openContacts: () => void navigate({ to: '/contacts/{-$id}', params: {} }),
      openBoard: () => void navigate({ to: '/board' }),
      openReports: () => void navigate({ to: '/reports' }),
      openFunnel: () => void navigate({ to: '/reports/booking' }),
      openInspector: () => void navigate({ to: '/settings/{-$section}', params: { section: 'sync' } }),
      openSettings: () => void navigate({ to: '/settings/{-$section}', params: {} }),
    }),
    [navigate],
  );
}
