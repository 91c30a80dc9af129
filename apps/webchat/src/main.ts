import { keepingFor } from './keeping.ts';
import { deskAt } from './server.ts';
import { startWidget } from './widget.ts';
import { wordsFor } from './words.ts';

/**
 * `<script src="https://desk.example.com/webchat/widget.js" data-channel="…" async></script>`; `data-language` chooses one
 * of pt, en and es where the page's own should not.
 */
const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.dataset.channel) {
  const { channel, language: asked } = script.dataset;
  const { words, language } = wordsFor([asked, document.documentElement.lang, ...navigator.languages]);
  const start = () => {
    const host = document.body.appendChild(document.createElement('balcao-webchat'));
    startWidget(host, {
      desk: deskAt(new URL(script.src).origin, channel),
      keeping: keepingFor(channel),
      words,
      language,
    });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
}
