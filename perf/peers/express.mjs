// The stack that Edge would replace: Express with helmet, compression, a rate limit, static files and better-sqlite3; one process, as
// `node server.js` starts it. Arguments: port, folder of files, and for the API the database's file and the bearer token.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import compression from 'compression';
import express from 'express';
import rateLimit from 'express-rate-limit';
import helmet from 'helmet';
import { bearer } from './bearer.mjs';

const [port, folder, file, token] = process.argv.slice(2);
const app = express();
app.use(helmet());
app.use(rateLimit({ windowMs: 60_000, limit: 100_000_000 }));
app.use(compression());
app.get('/health/live', (request, response) => response.json({ status: 'ok' }));

app.get('/live', (request, response) => {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform' });
  response.write('retry: 2000\n\n');
  const beat = setInterval(() => response.write(':\n\n'), 15_000);
  request.on('close', () => clearInterval(beat));
});

const views = new Map();
app.get('/s/:view', (request, response) => {
  const { view } = request.params;
  if (!views.has(view)) views.set(view, readFileSync(path.join(folder, 's', path.basename(view)), 'utf8'));
  response.set('Cache-Control', 'public, max-age=0').type('json').send(views.get(view));
});
app.use(express.static(folder, { maxAge: '1y', immutable: true }));
if (file) api(new Database(file));
app.listen(Number(port), '127.0.0.1');

function api(database) {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    create table if not exists shipments (id text primary key, number text not null, status text not null, created_at integer not null) without rowid;
    create index if not exists shipments_created on shipments (created_at desc, id);
    create table if not exists events (shipment text not null, event_time integer not null, status text not null, city text, country text,
      primary key (shipment, event_time)) without rowid;
    create table if not exists replies (key text primary key, body text not null) without rowid;`);
  const one = database.prepare('select * from shipments where id = ?');
  const timeline = database.prepare('select * from events where shipment = ? order by event_time desc limit 50');
  const page = database.prepare('select * from shipments order by created_at desc, id limit ?');
  const insert = database.prepare('insert into shipments values (?, ?, ?, ?)');
  const add = database.prepare('insert into events values (?, ?, ?, ?, ?)');
  const update = database.prepare('update shipments set status = ? where id = ?');
  const reply = database.prepare('insert into replies values (?, ?)');
  const append = database.transaction((key, items) => {
    for (const { shipment_id: id, event } of items) {
      add.run(id, Date.parse(event.event_time), event.status, event.location?.city, event.location?.country);
      update.run(event.status, id);
    }
    reply.run(key, '{}');
  });

  const routes = express.Router();
  routes.use(bearer(token));
  routes.use(express.json({ limit: '1mb' }));
  routes.post('/shipments', (request, response) => {
    const id = randomUUID();
    insert.run(id, request.body.number, 'registered', Date.now());
    response.status(201).json({ id });
  });
  routes.get('/shipments', (request, response) => response.json({ items: page.all(Number(request.query.limit ?? 50)) }));
  routes.get('/shipments/:id', (request, response) => {
    const found = one.get(request.params.id);
    if (found) response.json({ ...found, events: timeline.all(found.id) });
    else response.status(404).json({ title: 'Not found' });
  });
  routes.post('/shipments/:id/events', (request, response) => {
    append(request.get('idempotency-key'), [{ shipment_id: request.params.id, event: request.body }]);
    response.status(201).json(request.body);
  });
  routes.post('/events', (request, response) => {
    append(request.get('idempotency-key'), request.body.items);
    response.json({ items: request.body.items.map(() => ({ status: 201 })) });
  });
  app.use('/api/v1', routes);
}
