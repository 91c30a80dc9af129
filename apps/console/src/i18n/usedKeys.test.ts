import { expect, test } from 'vitest';
import { usedKeys } from './usedKeys.ts';

test('keys are found in calls, templates and other areas', () => {
  const source = `
    const { t } = useTranslation('shell');
    t('sync.live'); t(\`state.\${kind}\`, { count }); t(\`from.\${mine ? 'us' : 'them'}\`); i18next.t("problems:auth.signedOut.what");
    const format = (x: string) => start('no.key');
  `;
  expect(usedKeys(source)).toEqual([
    { area: 'shell', key: 'sync.live', open: false },
    { area: 'shell', key: 'state.', open: true },
    { area: 'shell', key: 'from.', open: true },
    { area: 'problems', key: 'auth.signedOut.what', open: false },
  ]);
});
