export { CostsSettings } from './CostsSettings.tsx';
