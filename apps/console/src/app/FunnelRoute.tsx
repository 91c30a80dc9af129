export { FunnelScreen as FunnelRoute } from '../reports/index.ts';
