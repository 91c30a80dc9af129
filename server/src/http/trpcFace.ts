import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import type { AppRouter } from '../router.ts';
import { contextOf, type Ground } from './context.ts';
import { problemOf } from './problems.ts';

/** Commands of the console at /trpc. */
export async function trpcFace(app: FastifyInstance, router: AppRouter, ground: Ground): Promise<void> {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router,
    createContext: ({ req }) => contextOf(req, ground),
    responseMeta({ errors }) {
      const waits = errors.flatMap((error) => {
        const problem = problemOf(error);
        return problem && 'retryAfterSeconds' in problem ? [problem.retryAfterSeconds] : [];
      });
      const headers = new Headers({ 'cache-control': 'no-store' });
      if (waits.length > 0) headers.set('retry-after', String(Math.max(...waits)));
      return { headers };
    },
    onError({ error, path, ctx }) {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        (ctx?.log ?? ground.log).error({ err: error.cause ?? error, procedure: path }, 'request failed');
    },
  };
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
}
