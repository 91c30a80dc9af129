import { expect, test } from 'vitest';
import { openApiDocument } from './http/openapi.ts';
import { appRouter } from './router.ts';

/**
 * The addresses of the interface document that outsiders were promised, as far as their features stand. A feature that
 * comes adds its row here before its router.
 */
const PROMISED = `
  POST GET /central-atendimento/canais
  GET PATCH DELETE /central-atendimento/canais/{id}
  POST /central-atendimento/canais/{id}/validar
  POST GET /central-atendimento/contatos
  GET PATCH DELETE /central-atendimento/contatos/{id}
  POST /central-atendimento/contatos/importar
  GET /central-atendimento/conversas
  GET /central-atendimento/conversas/{id}
  GET POST /central-atendimento/conversas/{id}/mensagens
  POST /central-atendimento/conversas/{id}/transferir-humano
  POST /central-atendimento/conversas/{id}/fechar
  POST GET /central-atendimento/filas
  GET PATCH DELETE /central-atendimento/filas/{id}
  GET /central-atendimento/filas/{id}/metricas
  GET /central-atendimento/filas/{id}/atendimentos
  POST /central-atendimento/filas/{id}/proximo-atendimento
  GET /central-atendimento/atendimentos/{id}
  POST /central-atendimento/atendimentos/{id}/assumir
  POST /central-atendimento/atendimentos/{id}/transferir
  POST /central-atendimento/atendimentos/{id}/finalizar
  POST /central-atendimento/atendimentos/{id}/avaliar
  GET /central-atendimento/analytics/metricas
  GET /central-atendimento/analytics/metricas/tempo-real
  GET /central-atendimento/analytics/relatorio/diario
  GET /central-atendimento/analytics/relatorio/semanal
  GET /central-atendimento/analytics/atendente/{id}/performance
  GET /central-atendimento/analytics/fila/{id}/metricas
  GET /central-atendimento/whatsapp/config
  GET /central-atendimento/whatsapp/perfil-negocio
  GET /central-atendimento/whatsapp/templates
  POST /central-atendimento/whatsapp/test-envio
  POST GET /central-atendimento/agenda/tipos
  POST GET /central-atendimento/agenda/recursos
  POST GET /central-atendimento/agenda/disponibilidade
  POST GET /central-atendimento/agenda/bloqueios
  GET /central-atendimento/agenda/horarios-livres
  POST GET /central-atendimento/agenda/agendamentos
  POST /central-atendimento/agenda/agendamentos/{id}/confirmar
  POST /central-atendimento/agenda/agendamentos/{id}/cancelar
  POST /central-atendimento/agenda/agendamentos/{id}/reagendar
  POST /central-atendimento/agenda/agendamentos/{id}/concluir
  POST /central-atendimento/agenda/agendamentos/{id}/nao-compareceu
  POST /api/auth/sign-in
  POST /api/auth/refresh
  POST /api/auth/sign-out
`;
const rows = PROMISED.trim()
  .split('\n')
  .flatMap((line) => {
    const words = line.trim().split(' ');
    const path = words.pop() ?? '';
    return words.map((method) => [method, path] as const);
  });
/** An account has a few hundred templates at most: told whole. */
const WHOLE = new Set(['/central-atendimento/whatsapp/templates']);
const document = openApiDocument(appRouter, 'http://localhost:8080');

test.each(rows)(
  '%s %s stands in the OpenAPI document, says what it answers, and is a list by cursor where it is one',
  (method, path) => {
    const operations: Record<string, unknown> = { ...document.paths?.[path] };
    const operation = operations[method.toLowerCase()];
    expect(operation).toMatchObject({
      summary: expect.stringMatching(/\w/),
      tags: [expect.any(String)],
      responses: {
        200: { content: { 'application/json': { schema: expect.anything() } } },
        default: expect.anything(),
      },
    });
    const { parameters, responses } = Object(operation);
    const names = (parameters ?? []).map((each: { name: string }) => each.name);
    if (method === 'POST') expect(names).toContain('Idempotency-Key');
    const { properties } = responses[200].content['application/json'].schema;
    if (properties?.items && !WHOLE.has(path)) {
      expect(names).toEqual(expect.arrayContaining(['cursor', 'limit']));
      expect(properties).toHaveProperty('nextCursor');
    }
  },
);
