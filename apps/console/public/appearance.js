// Runs before the first paint, so that a dark console never flashes white. A file, not inline: the CSP allows no inline
// script. What it reads and sets is what src/settings/appearance.ts writes; without a choice the system decides.
(() => {
  const prefers = (query) => matchMedia(query).matches;
  let chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('balcao.appearance') ?? '{}').state ?? {};
  } catch {
    // Storage is closed or holds something else: the system's taste stands.
  }
  const { dataset } = document.documentElement;
  const dark = chosen.theme === 'dark' || (chosen.theme !== 'light' && prefers('(prefers-color-scheme: dark)'));
  dataset.theme = dark ? 'dark' : 'light';
  const more = chosen.contrast === 'more' || (chosen.contrast !== 'normal' && prefers('(prefers-contrast: more)'));
  dataset.contrast = more ? 'more' : 'normal';
  dataset.density = chosen.density === 'compact' ? 'compact' : 'comfortable';
})();
