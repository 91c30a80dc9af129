import { expect, test } from 'vitest';
import { scopeOfCall } from './scopes.ts';

test('reading and writing an area are two scopes', () => {
  expect(scopeOfCall('GET', '/central-atendimento/contatos/{id}/')).toBe('contacts:read');
  expect(scopeOfCall('POST', '/central-atendimento/contatos/')).toBe('contacts:write');
  expect(scopeOfCall('DELETE', '/central-atendimento/canais/{id}/')).toBe('channels:write');
});

test('what no area covers is closed: signing in, unknown parts, parts that only begin alike', () => {
  expect(scopeOfCall('GET', '/api/auth/sessions')).toBeNull();
  expect(scopeOfCall('GET', '/central-atendimento/segredos/')).toBeNull();
  expect(scopeOfCall('GET', '/central-atendimento/contatosx/')).toBeNull();
  expect(scopeOfCall('GET', '/central-atendimento/toString/')).toBeNull();
});
