export { ReportsScreen as ReportsRoute } from '../reports/index.ts';
