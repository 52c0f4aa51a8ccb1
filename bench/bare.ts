// The least that does the job: Fastify and pg, a table or two, no rules. What Copse is measured against.
//   GET  /:table/:id   one row of it
//   GET  /:table       its newest twenty
//   GET  /pages/:id    one text, as a page
//   POST /writings     renders a body of Markdown and inserts it
import Fastify from 'fastify';
import pg from 'pg';
import { createRenderer } from '../src/rendering/pool.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const renderer = createRenderer();
const app = Fastify();

for (const table of ['articles', 'cards', 'texts']) {
  app.get(`/${table}/:id`, async (request) => {
    const { id } = request.params as { id: string };
    const { rows } = await pool.query(`select * from ${table} where id = $1`, [id]);
    return rows[0];
  });

  app.get(`/${table}`, async () => {
    const { rows } = await pool.query(`select * from ${table} order by published_at desc limit 20`);
    return { items: rows };
  });
}

app.get('/pages/:id', async (request, reply) => {
  const { id } = request.params as { id: string };
  const { rows } = await pool.query('select document from texts where id = $1', [id]);
  return reply.type('text/html; charset=utf-8').send(rows[0].document);
});

await pool.query(
  'create table if not exists writings (id uuid primary key default gen_random_uuid(), source jsonb not null, rendered jsonb not null)',
);
app.post('/writings', async (request, reply) => {
  const source = request.body as { body: string };
  const { texts } = await renderer.render([source.body]);
  const { rows } = await pool.query('insert into writings (source, rendered) values ($1, $2) returning id', [
    source,
    JSON.stringify(texts),
  ]);
  return await reply.code(201).send(rows[0]);
});

process.once('SIGTERM', async () => {
  await app.close();
  await renderer.close();
  await pool.end();
});
const url = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening at ${url}`);
