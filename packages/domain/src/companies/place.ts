import { z } from 'zod';

/** Where a company is: what "share our address" sends. Degrees; limits as WhatsApp's location messages have them. */
export const companyPlace = z.object({
  name: z.string().trim().max(200),
  address: z.string().trim().max(1000),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type CompanyPlace = z.output<typeof companyPlace>;
