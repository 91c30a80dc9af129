import { WEBHOOK_TEST_TYPE, webhookEventType } from '@balcao/domain';
import { useTranslation } from 'react-i18next';

/** Puts events into words; one of a newer server keeps its name. */
export function useEventName(): (type: string) => string {
  const { t } = useTranslation('integrations');
  return (type) => {
    if (type === WEBHOOK_TEST_TYPE) return t('hooks.test_event');
    const known = webhookEventType.safeParse(type);
    return known.success ? t(`hooks.event.${known.data}`) : type;
  };
}
