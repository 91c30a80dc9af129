import { useSyncExternalStore } from 'react';

/** From here on list, thread and panel stand side by side; below, the panel lies over the thread. Same in ConversationsScreen.module.css. */
const wide = matchMedia('(min-width: 1100px)');

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}
