/** The API's pages without a script: rendered here, so nothing is loaded and nothing can be injected. */
import { createHash } from 'node:crypto';
import type { OpenAPIObject } from 'trpc-to-openapi';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dbe0, #363b44); --quiet: light-dark(#5b6370, #a0a8b5); --code: light-dark(#f4f5f7, #1d2128); }
body { font: 15px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; color: light-dark(#1b1f26, #e8eaee); background: light-dark(#fff, #14171c); }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .35rem; text-transform: capitalize; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; }
summary { cursor: pointer; padding: .55rem .8rem; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
summary b { font: 600 .8rem ui-monospace, monospace; min-width: 4rem; }
summary code { font-size: .9rem; } summary span { color: var(--quiet); }
details > div { padding: 0 .9rem .9rem; } h3 { font-size: .85rem; margin: .9rem 0 .3rem; color: var(--quiet); }
pre { background: var(--code); border-radius: .4rem; padding: .7rem; overflow-x: auto; font-size: .8rem; margin: 0; }
`;
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`;

export function docsPage(document: OpenAPIObject): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation, tag: operation.tags?.[0] ?? 'other' }] : [];
    }),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
  const sections = tags.map((tag) => {
    const entries = operations
      .filter((each) => each.tag === tag)
      .map(
        ({ path, method, operation }) => `
<details><summary><b>${method.toUpperCase()}</b><code>${text(path)}</code><span>${text(operation.summary ?? '')}</span></summary>
<div>${part('Parameters', operation.parameters)}${part('Body', operation.requestBody)}${part('Answer', operation.responses?.['200'])}</div></details>`,
      );
    return `<h2>${text(tag)}</h2>${entries.join('')}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Balcão API</title><style>${STYLE}</style></head>
<body><h1>${text(document.info.title)} API</h1>
<p>${text(document.info.description ?? '')} The same as a document: <a href="/api/openapi.json">openapi.json</a>.
Sign in with <code>POST /api/auth/sign-in</code>, then send <code>Authorization: Bearer …</code>. Errors are problem documents (RFC 9457).</p>
${sections.join('\n')}
</body></html>`;
}

function part(title: string, described: unknown): string {
  if (described === undefined || (Array.isArray(described) && described.length === 0)) return '';
  return `<h3>${title}</h3><pre>${text(JSON.stringify(described, null, 2))}</pre>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
