import type { HeadFault } from '@balcao/domain';
import { useTranslation } from 'react-i18next';

/** What is wrong with the addresses, and so what to do. */
export function useFaultWords(): (fault: HeadFault | null) => string | null {
  const { t } = useTranslation('conversations');
  return (fault) => {
    if (fault === null) return null;
    if (fault.kind === 'badAddress') return t('mail.badAddress', { address: fault.address });
    return t('mail.tooManyCopies', { count: fault.count, limit: fault.limit });
  };
}
