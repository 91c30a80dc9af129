import { badgeText } from '../design/badgeText.ts';

const PLAIN = '/icon.svg';
/** The mark with a dot: a tab among many shows that something waits. */
const WITH_DOT = '/icon-unread.svg';

/** Says the unread count on the tab: in the title, as a dot on the icon, and on the installed app's icon. */
export function markTab(title: string, unread: number): void {
  const words = unread > 0 ? `(${badgeText(unread)}) ${title}` : title;
  if (document.title !== words) document.title = words;
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const mark = unread > 0 ? WITH_DOT : PLAIN;
  // Set again, even to the same, it would be fetched and drawn again.
  if (icon && icon.getAttribute('href') !== mark) icon.href = mark;
  if (!('setAppBadge' in navigator)) return;
  // Only an installed console has a badge; elsewhere the browser refuses, which is nothing to tell anybody.
  const done = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
  done.catch(() => undefined);
}
