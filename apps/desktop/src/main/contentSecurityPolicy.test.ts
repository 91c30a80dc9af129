import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';

const directive = (policy: string, name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `));

test('the console may speak to the chosen server, over http and its socket, and to no other', () => {
  const policy = contentSecurityPolicy('https://balcao.example.com');
  expect(directive(policy, 'connect-src')).toBe(
    "connect-src 'self' https://balcao.example.com wss://balcao.example.com",
  );
});

test('a server of this machine without TLS has a socket without TLS', () => {
  expect(directive(contentSecurityPolicy('http://localhost:8080'), 'connect-src')).toBe(
    "connect-src 'self' http://localhost:8080 ws://localhost:8080",
  );
});

test('before a server is chosen the console can speak to nobody', () => {
  expect(directive(contentSecurityPolicy(null), 'connect-src')).toBe("connect-src 'self'");
});

test('no script but the console’s own files ever runs', () => {
  expect(directive(contentSecurityPolicy('https://a.example'), 'script-src')).toBe("script-src 'self'");
  expect(contentSecurityPolicy('https://a.example')).not.toContain('unsafe-eval');
});
