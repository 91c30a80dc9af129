import { closestLanguage, LANGUAGES, type Language } from '@balcao/domain';

type Wishes = {
  /** Chosen on this device. */
  chosen: string | null;
  /** The signed-in user's own. */
  user: string | null;
  /** `navigator.languages`, best first. */
  browser: readonly string[];
};

/** The device's choice wins over the user's own language, and that over what the browser asks for. */
export function chooseLanguage({ chosen, user, browser }: Wishes): Language {
  const exact = LANGUAGES.find((language) => language === chosen) ?? LANGUAGES.find((language) => language === user);
  return exact ?? closestLanguage(browser);
}
