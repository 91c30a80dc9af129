import { useEffect, useState } from 'preact/hooks';
import { BookingPage } from './BookingPage.tsx';
import { Footer } from './Footer.tsx';
import { ManagePage } from './ManagePage.tsx';
import { Nowhere } from './Notices.tsx';
import { OfferPage } from './OfferPage.tsx';
import { type Language, LanguageContext, languageOf } from './words.ts';

/** `/agendar/<company>/<type>` books; `/a/<token>` is one appointment, `/vaga/<token>` one place on the waiting list. */
export function App({ path, search }: { path: string; search: string }) {
  const [language, setLanguage] = useState<Language>(
    () => languageOf([new URLSearchParams(search).get('lang'), ...navigator.languages]) ?? 'pt-BR',
  );
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const base = path.replace(/\/+$/, '');
  return (
    <LanguageContext.Provider value={language}>
      {base.startsWith('/a/') ? (
        <ManagePage base={base} zone={zone} />
      ) : base.startsWith('/vaga/') ? (
        <OfferPage base={base} zone={zone} />
      ) : /^\/agendar\/[^/]+\/[^/]+$/.test(base) ? (
        <BookingPage base={base} zone={zone} />
      ) : (
        <Nowhere />
      )}
      <Footer zone={zone} onZone={setZone} onLanguage={setLanguage} />
    </LanguageContext.Provider>
  );
}
