import type { FastifyInstance } from 'fastify';

export type SiteInput = {
  /** Where browsers reach the product, without a slash at the end. */
  productUrl: string;
  /** The web chat to show. */
  channelId: string;
};

/**
 * A page of somebody's site with the web chat on it, under a strict policy of its own as careful sites have one: the
 * widget may load from the product and speak to it, and nothing else.
 */
export function mountSite(app: FastifyInstance, { productUrl, channelId }: SiteInput): void {
  const socketUrl = productUrl.replace(/^http/, 'ws');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${productUrl}; connect-src ${productUrl} ${socketUrl}; img-src ${productUrl}`;
  app.get<{ Querystring: { lang?: string } }>('/_sim/site', async (request, reply) => {
    const language = /^[a-zA-Z-]{2,10}$/.exec(request.query.lang ?? '')?.[0] ?? 'pt-BR';
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clínica de demonstração</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 4rem 1.5rem; font: 17px/1.6 Georgia, serif; }
</style>
</head>
<body>
<main>
<h1>Clínica de demonstração</h1>
<p>O site de uma empresa, com o chat no canto da página.</p>
</main>
<script src="${productUrl}/webchat/widget.js" data-channel="${channelId}" async></script>
</body>
</html>
`);
  });
}
