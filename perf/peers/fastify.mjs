// Fastify with helmet, a rate limit and files compressed beforehand, one process. Arguments: port, folder of files.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import fastify from 'fastify';

const [port, folder] = process.argv.slice(2);
const app = fastify();
await app.register(helmet);
await app.register(rateLimit, { max: 100_000_000, timeWindow: '1 minute' });
await app.register(files, { root: folder, preCompressed: true, maxAge: '1y', immutable: true });
app.get('/health/live', () => ({ status: 'ok' }));

const views = new Map();
app.get('/s/:view', (request, reply) => {
  const { view } = request.params;
  if (!views.has(view)) views.set(view, load(path.join(folder, 's', path.basename(view))));
  const { plain, brotli, tag } = views.get(view);
  reply.header('etag', tag).header('vary', 'accept-encoding').header('cache-control', 'public, max-age=0').type('application/json');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return brotli && /\bbr\b/.test(request.headers['accept-encoding'] ?? '') ? reply.header('content-encoding', 'br').send(brotli) : reply.send(plain);
});
await app.listen({ port: Number(port), host: '127.0.0.1' });

function load(file) {
  const brotli = existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : undefined;
  return { plain: readFileSync(file), brotli, tag: '"1"' };
}
