/** The ceiling of bench/webhook.ts: Fastify, the raw body, one INSERT, 200. Prints its address when it listens. */
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
await pool.query(
  'create table if not exists bench_delivery (id bigint generated always as identity primary key, body jsonb not null)',
);

const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
app.post('/', async (request) => {
  await pool.query('insert into bench_delivery (body) values ($1)', [request.body]);
  return {};
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
