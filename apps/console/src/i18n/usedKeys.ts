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
    const cut = text.indexOf('${');
    const known = cut === -1 ? text : text.slice(0, cut);
    const [area = '', key = ''] = known.includes(':') ? known.split(':', 2) : [own, known];
    return key === '' ? [] : [{ area, key, open: cut !== -1 }];
  });
}
