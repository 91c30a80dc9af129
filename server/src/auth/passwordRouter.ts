import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { publicProcedure, router } from '../trpc.ts';
import { linkBase } from './linkBase.ts';
import { companyOfLink, PASSWORD_LENGTH, setPasswordByLink } from './passwordLink.ts';
import { requestReset } from './requestReset.ts';

const tags = ['auth'];

export const passwordRouter = router({
  forgotten: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api/auth/password/forgotten',
        tags,
        protect: false,
        summary: 'Have a link for a new password sent; answers alike whether or not there is an account',
      },
    })
    .input(z.object({ email: z.email().max(320), company: z.string().trim().min(1).max(255).optional() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      const { database, config, address, sessions } = ctx;
      await requestReset(
        { database, credentialKeys: config.credentialKeys, guesses: sessions.guesses },
        { email: input.email, company: input.company ?? ctx.companyDomain, address, base: linkBase(ctx) },
        new Date(),
      );
      return {};
    }),

  set: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api/auth/password/set',
        tags,
        protect: false,
        summary: 'Set a password by the token of a mailed link; ends every session of that account',
      },
    })
    .input(
      z.object({
        token: z.string().max(200),
        password: z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most),
      }),
    )
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input: { token, password } }) => {
      const companyId = companyOfLink(token);
      if (companyId === null) throw new Refusal({ code: 'auth.linkOver' });
      const { userId, email } = await inCompany(ctx.database, companyId, (trx) =>
        setPasswordByLink(trx, { companyId, token, password }, new Date()),
      );
      await ctx.sessions.guesses.forgive({ cleared: [{ kind: 'account', of: email }], returned: [] });
      ctx.log.info({ event: 'auth.passwordSet', company: companyId, user: userId }, 'password set by link');
      return { email };
    }),
});
