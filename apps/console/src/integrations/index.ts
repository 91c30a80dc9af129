export { KeysSettings } from './KeysSettings.tsx';
