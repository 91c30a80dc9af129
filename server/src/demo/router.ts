import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { publicProcedure, router } from '../trpc.ts';
import { DEMO_COMPANY, DEMO_COMPANY_ID, DEMO_PASSWORD } from './people.ts';

const demo = z.object({
  /** Its people are `attendant@`, `admin@` … this. */
  domain: z.string(),
  password: z.string(),
  /** The customer's phone, to be opened beside the console; null where no simulator runs. */
  phoneUrl: z.string().nullable(),
});

export const installationRouter = router({
  /**
   * What a sign-in screen may tell whoever stands before it: whether there is a demonstration, and how to enter it
   * (CON-36). Its password stands in the documentation; production makes no demonstration.
   */
  about: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/api/installation',
        tags: ['installation'],
        protect: false,
        summary: 'Whether there is a demonstration to try',
      },
    })
    .output(z.object({ demo: demo.nullable() }))
    .query(async ({ ctx }) => {
      const { mode, simulators } = ctx.config;
      if (mode === 'production') return { demo: null };
      const stands = await inCompany(
        ctx.database,
        DEMO_COMPANY_ID,
        (trx) => trx.selectFrom('company').select('id').where('id', '=', DEMO_COMPANY_ID).executeTakeFirst(),
        { readOnly: true },
      );
      if (!stands) return { demo: null };
      const { hostname } = new URL(ctx.origin);
      return {
        demo: {
          domain: DEMO_COMPANY.domain,
          password: DEMO_PASSWORD,
          phoneUrl: simulators.kind === 'inProcess' ? `http://${hostname}:${simulators.port}/_sim/phone` : null,
        },
      };
    }),
});
