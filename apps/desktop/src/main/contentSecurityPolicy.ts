/**
 * The policy that every answer of `app://balcao` carries.
 * https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
 *
 * The console may speak to itself and to the one server that its user chose, and to nothing else: text from a
 * stranger's message that became script by some mistake could neither load code nor send anything out.
 *
 * @param server origin of the company's server (`https://…`), null while none is chosen.
 */
export function contentSecurityPolicy(server: string | null): string {
  const http = server ? [server] : [];
  const socket = server ? [server.replace(/^http/, 'ws')] : [];
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', ...http],
    'media-src': ["'self'", 'blob:', ...http],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...http, ...socket],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
