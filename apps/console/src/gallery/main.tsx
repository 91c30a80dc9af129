/** Every component in every state, for whoever works on them. Served by `vite` only; not part of the build. */
import '../design/base.css';
import { createRoot } from 'react-dom/client';
import { DesignProvider } from '../design/DesignProvider.tsx';
import { chooseLanguage } from '../i18n/chooseLanguage.ts';
import { startI18n } from '../i18n/i18n.ts';
import { followAppearance } from '../settings/index.ts';
import { Gallery } from './Gallery.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('gallery.html has no #root');
followAppearance();
await startI18n(chooseLanguage({ chosen: location.hash.slice(1), user: null, browser: navigator.languages }));
createRoot(place).render(
  <DesignProvider>
    <Gallery />
  </DesignProvider>,
);
