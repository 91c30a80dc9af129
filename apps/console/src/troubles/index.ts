export { DeadLettersSettings } from './DeadLettersSettings.tsx';
export { WebhookErrorsSettings } from './WebhookErrorsSettings.tsx';
