export { KeysSettings } from './KeysSettings.tsx';
export { WebhooksSettings } from './WebhooksSettings.tsx';
