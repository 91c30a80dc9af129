/**
 * The console's composition: read it top to bottom and know what starts in which order. Nothing here waits for the
 * network: words, replica and screens are on this device, and synchronising begins once the first screen can be drawn.
 */
import './zodWithoutEval.ts';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/index.ts';
import { App } from './app/App.tsx';
import { ServerAddressScreen } from './app/ServerAddressScreen.tsx';
import { DesignProvider } from './design/DesignProvider.tsx';
import { desktop, serverAddress } from './desktop/index.ts';
import { chooseLanguage } from './i18n/chooseLanguage.ts';
import { useChosenLanguage } from './i18n/chosenLanguage.ts';
import { startI18n } from './i18n/i18n.ts';
import { createBrowserSession, languageOf, lastUser } from './session/index.ts';
import { followAppearance } from './settings/appearance.ts';
import { keepForOffline } from './update/index.ts';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);

followAppearance();
const [server] = await Promise.all([
  serverAddress(),
  startI18n(
    chooseLanguage({
      chosen: useChosenLanguage.getState().language,
      user: languageOf(lastUser()),
      browser: navigator.languages,
    }),
  ),
]);

if (desktop && server === null) {
  root.render(
    <DesignProvider>
      <ServerAddressScreen server={desktop.server} />
    </DesignProvider>,
  );
} else {
  const session = createBrowserSession(server ?? location.origin);
  const api = createApi({ server: server ?? location.origin, accessToken: session.tokens.current });
  root.render(
    <StrictMode>
      <App session={session} api={api} />
    </StrictMode>,
  );
  await session.open();
  keepForOffline();
}
