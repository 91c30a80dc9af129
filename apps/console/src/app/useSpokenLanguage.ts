import { useEffect } from 'react';
import { chooseLanguage } from '../i18n/chooseLanguage.ts';
import { useChosenLanguage } from '../i18n/chosenLanguage.ts';
import { speak } from '../i18n/i18n.ts';
import { languageOf, useSessionState } from '../session/index.ts';

/** Speaks the language of this device's choice, of who signs in, or of the browser, as they change. */
export function useSpokenLanguage(): void {
  const chosen = useChosenLanguage((state) => state.language);
  const session = useSessionState();
  const user = languageOf(session.kind === 'signedIn' ? session.user : null);
  const isOpening = session.kind === 'opening';
  useEffect(() => {
    // Until the session is open the first language stands (main.tsx): it already knew the last user.
    if (!isOpening) void speak(chooseLanguage({ chosen, user, browser: navigator.languages }));
  }, [chosen, user, isOpening]);
}
