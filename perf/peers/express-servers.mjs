// The stack that Edge would replace, on servers: Express with helmet, compression, a rate limit and static files; PostgreSQL holds the
// parcels, Redis the rendered views. One process. Arguments: port, folder of files, PostgreSQL, Redis, the bearer token.
import { randomBytes, randomUUID } from 'node:crypto';
import compression from 'compression';
import express from 'express';
import rateLimit from 'express-rate-limit';
import helmet from 'helmet';
import pg from 'pg';
import { createClient } from 'redis';
import { bearer } from './bearer.mjs';

const [port, folder, postgres, redisUrl, token] = process.argv.slice(2);
const keptSeconds = 300;
const pool = new pg.Pool({ connectionString: postgres.replace('?sslmode=disable', ''), max: 20 });
const redis = await createClient({ url: redisUrl }).connect();
await pool.query(`
  create table if not exists shipments (id uuid primary key, token text not null unique, number text not null, status text not null, created_at timestamptz not null);
  create table if not exists events (shipment uuid not null, event_time timestamptz not null, status text not null, city text, country text,
    primary key (shipment, event_time));
  create table if not exists replies (key text primary key, body text not null);`);

const app = express();
app.use(helmet());
app.use(rateLimit({ windowMs: 60_000, limit: 100_000_000 }));
app.use(compression());
app.get('/health/live', (request, response) => response.json({ status: 'ok' }));

app.get('/s/:name.json', async (request, response) => {
  const { name } = request.params;
  const body = (await redis.get(`view:${name}`)) ?? (await render(name));
  if (!body) return response.status(404).json({ title: 'Not found' });
  response.set('Cache-Control', 'public, max-age=0').type('json').send(body);
});
app.use(express.static(folder, { maxAge: '1y', immutable: true }));

async function render(name) {
  const { rows } = await pool.query({ name: 'one', text: 'select id, number, status, created_at from shipments where token = $1', values: [name] });
  if (rows.length === 0) return undefined;
  const { id, ...shipment } = rows[0];
  const events = await pool.query({ name: 'timeline', text: 'select event_time, status, city, country from events where shipment = $1 order by event_time desc limit 50', values: [id] });
  const body = JSON.stringify({ ...shipment, events: events.rows });
  await redis.set(`view:${name}`, body, { EX: keptSeconds });
  return body;
}

const routes = express.Router();
routes.use(bearer(token));
routes.use(express.json({ limit: '1mb' }));
routes.post('/shipments', async (request, response) => {
  const made = { id: randomUUID(), token: randomBytes(16).toString('hex') };
  await pool.query('insert into shipments values ($1, $2, $3, $4, now())', [made.id, made.token, request.body.number, 'registered']);
  response.status(201).json(made);
});
routes.post('/shipments/:id/events', async (request, response) => {
  const { event_time: at, status, location } = request.body;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ name: 'add', text: 'insert into events values ($1, $2, $3, $4, $5)', values: [request.params.id, at, status, location?.city, location?.country] });
    const { rows } = await client.query({ name: 'update', text: 'update shipments set status = $1 where id = $2 returning token', values: [status, request.params.id] });
    await client.query({ name: 'reply', text: 'insert into replies values ($1, $2)', values: [request.get('idempotency-key'), '{}'] });
    await client.query('commit');
    await redis.del(`view:${rows[0].token}`);
    response.status(201).json(request.body);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
});
app.use('/api/v1', routes);
app.listen(Number(port), '127.0.0.1');
