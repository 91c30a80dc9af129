import type { AppRouter } from '@balcao/server/router';
import { createTRPCClient } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { Api } from '../../api/index.ts';
import { fileOf } from './files.ts';

const DAY_MS = 86_400_000;

/** Answers what the screens ask of a server: files, drawn here. Everything else succeeds and changes nothing. */
export function galleryApi(): Api {
  return createTRPCClient<AppRouter>({
    links: [
      () =>
        ({ op }) =>
          observable((observer) => {
            void answer(op.path, op.input).then((data) => {
              observer.next({ result: { type: 'data', data } });
              observer.complete();
            });
          }),
    ],
  });
}

async function answer(path: string, input: unknown): Promise<unknown> {
  if (path !== 'media.link') return {};
  const url = await fileOf(String(Reflect.get(Object(input), 'mediaId')));
  return { url, expiresAt: new Date(Date.now() + DAY_MS).toISOString() };
}
