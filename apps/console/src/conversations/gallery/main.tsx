/**
 * The real screens over a real local database with made-up rows, without a server: for whoever works on them, and for
 * measuring them at any size. Served by `vite` only; not part of the build.
 *
 * /gallery-conversations.html?conversations=100000&messages=50000&bare&sync=offline&open=1&language=es
 */
import '../../design/base.css';
import { createRoot } from 'react-dom/client';
import { App } from '../../app/App.tsx';
import { chooseLanguage } from '../../i18n/chooseLanguage.ts';
import { startI18n } from '../../i18n/i18n.ts';
import { followAppearance } from '../../settings/appearance.ts';
import { galleryApi } from './galleryApi.ts';
import { gallerySession } from './gallerySession.ts';
import { conversationId } from './people.ts';
import { seed } from './seed.ts';

const place = document.getElementById('root');
if (!place) throw new Error('gallery-conversations.html has no #root');

const wishes = new URLSearchParams(location.search);
const wished = (name: string, otherwise: number) => Number(wishes.get(name) ?? otherwise);
const open = wishes.get('open');

followAppearance();
await startI18n(chooseLanguage({ chosen: wishes.get('language'), user: null, browser: ['pt-BR'] }));
const { session, replica } = await gallerySession(wishes.get('sync') ?? 'live');
await seed(replica, {
  conversations: wished('conversations', 40),
  messages: wished('messages', 0),
  bare: wishes.has('bare'),
});
history.replaceState(null, '', open === null ? '/conversations' : `/conversations/${conversationId(Number(open))}`);
createRoot(place).render(<App session={session} api={galleryApi()} />);
