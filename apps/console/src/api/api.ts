import type { AppRouter } from '@balcao/server/router';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';

/** Every command of the server, typed by its router. For what needs the server now; what works offline is a replica's. */
export type Api = TRPCClient<AppRouter>;

type Options = {
  /** `https://desk.example.com`, without a trailing slash. */
  server: string;
  /** `null`: the call goes out as nobody's. */
  accessToken: () => Promise<string | null>;
};

export function createApi({ server, accessToken }: Options): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${server}/trpc`,
        headers: async () => {
          const token = await accessToken();
          return token ? { authorization: `Bearer ${token}` } : {};
        },
      }),
    ],
  });
}
