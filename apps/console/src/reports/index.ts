export { FunnelScreen } from './FunnelScreen.tsx';
export { ReportsScreen } from './ReportsScreen.tsx';
