import type { FastifyInstance } from 'fastify';

/**
 * Inside this scope bodies arrive as the bytes that were sent, whatever their type: signatures are over bytes, and JSON
 * that is parsed and written again is another text.
 */
export function withRawBodies(scope: FastifyInstance, limitBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limitBytes }, (_request, body, done) =>
    done(null, body),
  );
}
