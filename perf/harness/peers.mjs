// The others: what people would use instead of Edge, or put in front of it. Each is given a folder of files, x and x.br beside it, the same
// bytes that Edge sends.
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Stamps } from '../../scripts/fresh.mjs';
import { capture, root, run, step } from '../../scripts/run.mjs';
import { buildJit, jitFolder } from './jit.mjs';
import { freePorts, Server } from './process.mjs';

const home = path.join(root, 'artifacts/perf');
const npmFolder = path.join(home, 'peers');
const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';
const nodeFolder = '/usr/include/node';

/** What the peers of npm and of .NET are made from; what is there already stays. */
export async function buildPeers({ npm = true, bare = true, jit = true } = {}) {
  const stamps = new Stamps();
  const pieces = [
    npm && { name: 'lab-npm', title: 'Peers from npm', inputs: ['perf/peers/package.json', 'perf/peers/package-lock.json'], outputs: ['artifacts/perf/peers/node_modules/express/package.json'], work: installPeers },
    bare && { name: 'lab-bare', title: 'Bare Kestrel', inputs: ['perf/Edge.Bare/Program.cs', 'perf/Edge.Bare/Edge.Bare.csproj', 'Directory.Build.props'], outputs: ['artifacts/perf/bare/bare'], work: publishBare },
    jit && { name: 'lab-jit', title: 'The service for the JIT', inputs: ['edge', 'shared', 'Directory.Build.props', 'artifacts/web.pack'], ignore: /\.lock\.json$/, outputs: ['artifacts/perf/jit/edge.dll'], work: buildJit },
  ];
  for (const { title, work, ...files } of pieces.filter(Boolean)) {
    const stamp = stamps.compare(files);
    if (!stamp.isStale) continue;
    await step(title, work);
    stamp.done();
  }
  for (const file of npm ? readdirSync(path.join(root, 'perf/peers')) : []) if (file.endsWith('.mjs')) copyFileSync(path.join(root, 'perf/peers', file), path.join(npmFolder, file));
}

/** Scripts of packages stay off, but for the one that compiles SQLite against the headers of this Node. */
async function installPeers() {
  mkdirSync(npmFolder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(path.join(root, 'perf/peers', file), path.join(npmFolder, file));
  await run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: npmFolder });
  const headers = existsSync(nodeFolder) ? ['--nodedir=/usr'] : [];
  await run('npm', ['rebuild', 'better-sqlite3', ...headers], { cwd: npmFolder });
}

async function publishBare() {
  await run('dotnet', ['publish', 'perf/Edge.Bare', '-c', 'Release', '-o', path.join(home, 'bare'), '-nologo', '-v:minimal']);
}

async function prepare(what, arrange) {
  const [port] = await freePorts(1);
  const server = new Server({ port, ...what });
  // Workers of a root's server run as somebody else, who must find the files.
  await capture('chmod', ['a+rx', server.folder]);
  Object.assign(server, arrange(server));
  return server;
}

const inFolder = (server, name, text) => {
  const file = path.join(server.folder, name);
  writeFileSync(file, text);
  return file;
};

/** @param {{folder: string, headers: Record<string, string>, ready: string}} site @param {{port: number, file: string, key: string}} [tls] */
export function nginx({ folder, headers, ready }, tls) {
  return prepare({ name: 'nginx', ready }, (server) => {
    const { folder: own, port } = server;
    const add = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value.replaceAll('"', '\\"')}" always;`);
    const secure = tls ? `listen 127.0.0.1:${tls.port} ssl http2 reuseport; ssl_certificate ${tls.file}; ssl_certificate_key ${tls.key}; ssl_protocols TLSv1.2 TLSv1.3;` : '';
    const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${own}/${kind};`);
    const file = inFolder(server, 'nginx.conf', `
${existsSync(brotliModule) ? `load_module ${brotliModule};` : ''}
worker_processes ${availableParallelism()};
pid ${own}/nginx.pid;
error_log ${own}/error.log;
daemon off;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  types { application/json json; text/javascript js; text/html html; }
  brotli_static on;
  ${scratch.join(' ')}
  server { listen 127.0.0.1:${port} reuseport backlog=4096; ${secure} root ${folder}; ${add.join(' ')} }
}`);
    return { program: 'nginx', args: ['-c', file, '-p', own] };
  });
}

export function caddy({ folder, headers, ready }) {
  return prepare({ name: 'Caddy', ready }, (server) => {
    const add = Object.entries(headers).map(([name, value]) => `    ${name} ${JSON.stringify(value)}`);
    const file = inFolder(server, 'Caddyfile', `{
  admin off
  auto_https off
}
http://127.0.0.1:${server.port}, http://edge:${server.port} {
  bind 127.0.0.1
  root * ${folder}
  header {
${add.join('\n')}
  }
  file_server {
    precompressed br
  }
}
`);
    return { program: 'caddy', args: ['run', '--config', file, '--adapter', 'caddyfile'], env: { XDG_DATA_HOME: server.folder, XDG_CONFIG_HOME: server.folder } };
  });
}

/** Varnish with what nginx has in its memory. */
export function varnish({ ready }, origin) {
  return prepare({ name: 'Varnish', ready }, (server) => {
    const file = inFolder(server, 'lab.vcl', `vcl 4.1;
backend origin { .host = "127.0.0.1"; .port = "${origin.port}"; }
sub vcl_hash { hash_data(req.http.Accept-Encoding); }
sub vcl_backend_response { set beresp.ttl = 1h; set beresp.grace = 1h; }
`);
    const what = ['-f', file, '-p', 'http_gzip_support=off'];
    return { program: '/usr/sbin/varnishd', args: ['-F', '-j', 'none', '-n', path.join(server.folder, 'work'), '-a', `127.0.0.1:${server.port}`, '-T', 'none', '-s', 'malloc,64M', ...what] };
  });
}

/** HAProxy as it stands in front of a node: what the way through it costs. */
export function haproxy({ ready }, ...nodes) {
  return prepare({ name: 'HAProxy → Edge', ready }, (server) => {
    const file = inFolder(server, 'haproxy.cfg', `
global
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  http-reuse always
listen edge
  bind 127.0.0.1:${server.port}
${nodes.map(({ port }, i) => `  server node${i} 127.0.0.1:${port}`).join('\n')}
`);
    return { program: 'haproxy', args: ['-db', '-f', file] };
  });
}

/** @param {{folder: string, ready?: string}} site @param {string[]} api the database's file and the token, for its API too */
export function express({ folder, ready = '/health/live' }, ...api) {
  return prepare({ name: 'Express', ready }, ({ port }) => nodeServer('express.mjs', port, folder, ...api));
}

/** The same with PostgreSQL and Redis. @param {{postgres: string, redis: number, key: string}} behind addresses, and the token of the API */
export function expressWithServers({ folder, ready = '/health/live' }, { postgres, redis, key }) {
  return prepare({ name: 'Express on PostgreSQL and Redis', ready }, ({ port }) => nodeServer('express-servers.mjs', port, folder, postgres, `redis://127.0.0.1:${redis}`, key));
}

export function fastify({ folder, ready = '/health/live' }) {
  return prepare({ name: 'Fastify', ready }, ({ port }) => nodeServer('fastify.mjs', port, folder));
}

function nodeServer(file, port, ...args) {
  return { program: process.execPath, args: [path.join(npmFolder, file), String(port), ...args], env: { NODE_ENV: 'production' } };
}

/** @param {{file: string, type: string, coding: string}} form the one that it answers everything with */
export function bare({ file, type, coding }) {
  return prepare({ name: 'Bare Kestrel (AOT)' }, ({ port }) => ({ program: path.join(home, 'bare/bare'), args: [String(port), file, type, coding] }));
}

/** The same service, compiled as it runs. */
export async function jit() {
  const [port, adminPort] = await freePorts(2);
  return prepare({ name: 'Edge on the JIT', ready: '/health/live', port, adminPort }, () => ({
    program: 'dotnet',
    args: [path.join(jitFolder, 'edge.dll')],
    env: { EDGE_HOSTING__URLS: `http://127.0.0.1:${port}`, EDGE_HOSTING__ADMINURLS: `http://127.0.0.1:${adminPort}` },
  }));
}
