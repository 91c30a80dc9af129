import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCopy } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';

/** Takes what was written along, whatever becomes of the case. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('notices');
  const copy = useCopy();
  if (!text) return null;
  return (
    <Button variant="quiet" icon={Copy} onClick={() => copy(text)}>
      {t('copy')}
    </Button>
  );
}
