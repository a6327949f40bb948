// What the machine must have, and how it gets it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture, Failure, onPath, root, run, step } from './run.mjs';

const libraries = '/usr/lib/x86_64-linux-gnu';

const databases = [
  { name: 'postgresql', isThere: () => existsSync('/usr/lib/postgresql') },
  { name: 'sqlite3', isThere: () => onPath('sqlite3') },
];

const redis = [{ name: 'redis-server', isThere: () => onPath('redis-server') }];

const varnish = [
  { name: 'varnish', isThere: () => existsSync('/usr/sbin/varnishd') },
  { name: 'varnish-modules', isThere: () => existsSync(`${libraries}/varnish/vmods/libvmod_xkey.so`) },
];

/** Debian packages by purpose; each with the evidence that it, or an equal, is there. */
const packages = {
  build: [
    { name: 'clang', isThere: () => onPath('clang') },
    { name: 'libc6-dev', isThere: () => existsSync(`${libraries}/crt1.o`) },
    { name: 'zlib1g-dev', isThere: () => existsSync('/usr/include/zlib.h') },
    { name: 'libsodium-dev', isThere: () => existsSync(`${libraries}/libsodium.a`) },
  ],
  test: [
    { name: 'chromium', isThere: browser },
    ...databases,
    ...redis,
    { name: 'prometheus', isThere: () => onPath('promtool') },
    { name: 'zstd', isThere: () => onPath('zstd') },
    ...varnish,
  ],
  cdn: varnish,
  perf: [{ name: 'wrk', isThere: () => onPath('wrk') }],
  cache: [{ name: 'nginx-light', isThere: () => onPath('nginx') }],
  lab: [
    { name: 'wrk', isThere: () => onPath('wrk') },
    { name: 'nghttp2-client', isThere: () => onPath('h2load') },
    { name: 'nginx-light', isThere: () => onPath('nginx') },
    { name: 'libnginx-mod-http-brotli-static', isThere: () => existsSync('/usr/lib/nginx/modules/ngx_http_brotli_static_module.so') },
    { name: 'caddy', isThere: () => onPath('caddy') },
    { name: 'haproxy', isThere: () => onPath('haproxy') },
    { name: 'systemd', isThere: () => onPath('systemd-socket-activate') },
    ...databases,
    ...redis,
    ...varnish,
  ],
  counters: [{ name: 'valgrind', isThere: () => onPath('valgrind') }],
  growth: databases,
};

/** The browser that tests drive: CHROMIUM, or the first of the usual names. */
export function browser() {
  return process.env.CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean);
}

/** Installs what is missing for these purposes, or says what to install. */
export async function needPackages(...purposes) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Failure(`Edge builds on Linux x64; this is ${process.platform} ${process.arch}. Use Dockerfile.aot, or a Linux machine.`);
  const missing = purposes.flatMap((purpose) => packages[purpose]).filter((item) => !item.isThere()).map((item) => item.name);
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const prefix = await privilege();
  if (!onPath('apt-get') || !prefix)
    throw new Failure(`Missing: ${missing.join(', ')}. Install them once, then type the same command again:\n\n  sudo apt-get update && sudo ${install.join(' ')}\n`);
  await step(`System packages: ${missing.join(', ')}`, async () => {
    const environment = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive'];
    for (const args of [['apt-get', 'update', '-qq'], ['sh', '-c', withoutServices, 'sh', ...install]]) {
      const [command, ...rest] = [...environment, ...args];
      await run(command, rest);
    }
  });
}

// Tests start servers of their own; Debian's would start with their packages. An answer of 101 forbids it (invoke-rc.d(8)).
const withoutServices = `
  policy=/usr/sbin/policy-rc.d
  [ -e $policy ] && exec "$@"
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >$policy && chmod 755 $policy
  "$@"`;

/** What to put before a command that needs root: nothing, sudo, or undefined when neither is to be had without a password. */
async function privilege() {
  if (process.getuid() === 0) return [];
  return (await capture('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : undefined;
}

/** Fails unless Node and the .NET SDK are the ones that package.json and global.json ask for. */
export async function needVersions() {
  const node = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (isOlder(process.versions.node, node))
    throw new Failure(`Node ${node} or newer is needed; this is ${process.versions.node}. See https://nodejs.org/en/download`);
  const sdk = await capture('dotnet', ['--version']);
  if (sdk.code === 127) throw new Failure('The .NET SDK 10 is not on the PATH. See https://dot.net/download');
  if (sdk.code !== 0) throw new Failure(`The .NET SDK 10 is needed (global.json). dotnet says:\n${sdk.stdout}${sdk.stderr}`);
  return { node: process.versions.node, dotnet: sdk.stdout.trim() };
}

function isOlder(version, wanted) {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  const at = want.findIndex((part, i) => part !== (have[i] ?? 0));
  return at >= 0 && (have[at] ?? 0) < want[at];
}
