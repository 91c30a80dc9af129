import type { FastifyInstance } from 'fastify';
import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi';
import type { AppRouter } from '../router.ts';
import { docsPage, docsPolicy } from './docsPage.ts';
import { PROBLEM_MEDIA_TYPE } from './problems.ts';

/** Errors are problem documents everywhere; the generator only knows its own shape. */
const PROBLEM_SCHEMA = {
  type: 'object' as const,
  description: 'RFC 9457. `code` is stable; further fields depend on it. `reference` is in our log too.',
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    instance: { type: 'string' as const },
    reference: { type: 'string' as const },
    code: { type: 'string' as const },
  },
  required: ['type', 'title', 'status', 'instance', 'reference'],
};
const PROBLEM_RESPONSE = {
  description: 'A problem document',
  content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};
const IDEMPOTENCY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same key with the same body gets the same answer, and the work is done once. Kept for a day.',
  schema: { type: 'string' as const, maxLength: 200 },
};

/** The REST face in OpenAPI 3.1, from the routers' metadata. */
export function openApiDocument(router: AppRouter, baseUrl: string): OpenAPIObject {
  const document = generateOpenApiDocument(router, {
    title: 'Balcão',
    description: 'The desk of a company that lives on WhatsApp. Every path is also a tRPC procedure.',
    version: '1',
    baseUrl,
    openApiVersion: '3.1.0',
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (!operation) continue;
      const success = operation.responses?.['200'];
      operation.responses = { ...(success ? { '200': success } : {}), default: PROBLEM_RESPONSE };
      if (method === 'post') operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_HEADER];
    }
  }
  const { schemas, ...components } = document.components ?? {};
  const ours = Object.entries(schemas ?? {}).filter(([name]) => !name.startsWith('error.'));
  return {
    ...document,
    components: { ...components, schemas: { ...Object.fromEntries(ours), Problem: PROBLEM_SCHEMA } },
  };
}

/** `/api/openapi.json` for machines, `/api/docs` for people: a page of our own, since a reader behind a firewall has no CDN. */
export function serveOpenApi(app: FastifyInstance, router: AppRouter): void {
  app.get('/api/openapi.json', async (request) => openApiDocument(router, `${request.protocol}://${request.host}`));
  app.get('/api/docs', async (_request, reply) => {
    reply.header('content-security-policy', docsPolicy).type('text/html; charset=utf-8');
    return docsPage(openApiDocument(router, ''));
  });
}
