import { config } from 'zod';

/**
 * Zod would try `new Function` for speed, which the CSP refuses and reports. It tries as the first schema is made, and
 * schemas are made as modules load: so this is the first import of whatever starts (main.tsx).
 */
config({ jitless: true });
