// A container's image from scratch: the one file and what it opens of the system.
import path from 'node:path';
import { capture, Failure } from '../../scripts/run.mjs';

// Opened by name when it is first needed, so that the file itself does not name it.
const opened = ['libssl.so.3', 'libcrypto.so.3'];
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** What an image must hold to run a program: it, its loader and libraries, OpenSSL, and the authorities' certificates. */
export async function imageFiles(program) {
  const { code, stdout, stderr } = await capture('ldd', [program]);
  if (code !== 0) throw new Failure(`ldd ${program} failed:\n${stderr}`);
  const libraries = paths(stdout);
  const folder = path.dirname(libraries[0]);
  return [program, ...libraries, ...opened.map((name) => path.join(folder, name)), certificates];
}

/** The files that ldd names. @param {string} text */
export function paths(text) {
  return [...text.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map((match) => match[1]);
}

/** MB of the layer as it lies on a disk, and as it goes over a network. */
export async function imageSize(files) {
  const count = async (through) => {
    const { code, stdout, stderr } = await capture('bash', ['-o', 'pipefail', '-c', `tar -chPf - "$@" ${through} | wc -c`, 'bash', ...files]);
    if (code !== 0) throw new Failure(`tar failed:\n${stderr}`);
    return Number(stdout) / 1e6;
  };
  return { plain: await count(''), compressed: await count('| gzip -9') };
}
