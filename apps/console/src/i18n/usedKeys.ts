type UsedKey = {
  area: string;
  key: string;
  /** The key goes on with something computed: `t(\`state.${kind}\`)` uses what begins with `state.`. */
  open: boolean;
};

/**
 * The message keys that a source file uses, as far as text can tell: literals and templates in `t(…)`, `i18nKey="…"`,
 * of the area named in the file's `useTranslation('…')`, or before a colon. For the test of the catalogues.
 */
export function usedKeys(source: string): UsedKey[] {
  const own = /useTranslation\(\s*\[?\s*'([\w-]+)'/.exec(source)?.[1] ?? 'shell';
  const literals = [...source.matchAll(/(?:\bt\(|\.t\(|i18nKey=\{?)\s*(['"`])([\w.:-]*(?:\$\{[^}]*\}[\w.:-]*)*)\1/g)];
  return literals.flatMap(([, , text = '']) => {
    const [area = '', rest] = text.includes(':') ? text.split(':', 2) : [own, text];
    const whole = rest ?? '';
    const cut = whole.indexOf('${');
    const key = cut === -1 ? whole : whole.slice(0, cut);
    return key === '' ? [] : [{ area, key, open: cut !== -1 }];
  });
}
