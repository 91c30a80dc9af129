/** Every command of the server, by feature. The console imports the type only. */
import { authRouter } from './auth/router.ts';
import { catalogRouter } from './catalog/router.ts';
import { installationRouter } from './demo/router.ts';
import { mediaRouter } from './media/router.ts';
import { queuesRouter } from './queues/router.ts';
import { router } from './trpc.ts';
import { usersRouter } from './users/router.ts';

export const appRouter = router({
  auth: authRouter,
  catalog: catalogRouter,
  installation: installationRouter,
  media: mediaRouter,
  queues: queuesRouter,
  users: usersRouter,
});
export type AppRouter = typeof appRouter;
