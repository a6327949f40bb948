// The service under valgrind's callgrind, which counts instructions: exact where a virtual machine hides the processor's own counters.
import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, Failure } from '../../scripts/run.mjs';
import { binary, Service } from '../service.mjs';

// Fewer collections, and none in the background, or when one falls would decide what is counted; sizes in hexadecimal.
const steady = { DOTNET_gcServer: '0', DOTNET_gcConcurrent: '0', DOTNET_GCgen0size: '8000000', DOTNET_GCHeapHardLimit: '20000000', DOTNET_ThreadPool_UnfairSemaphoreSpinLimit: '0' };

export class Callgrind extends Service {
  patienceMs = 180_000;

  static async prepare() {
    const service = new Callgrind();
    const plain = await Service.prepare(steady);
    rmSync(plain.folder, { recursive: true });
    Object.assign(service, { port: plain.port, adminPort: plain.adminPort, env: plain.env });
    // Alone in a folder: valgrind 3.19 gives up on the symbols that lie beside the built one.
    service.copy = path.join(service.folder, 'edge');
    copyFileSync(binary, service.copy);
    service.program = 'valgrind';
    service.args = ['--tool=callgrind', `--callgrind-out-file=${service.folder}/count`, service.copy];
    return service;
  }

  /** Sets the count to nothing. */
  async reset() {
    await this.#control('--zero');
  }

  /** Instructions of all threads since the last reset. */
  async instructions() {
    for (const name of this.#counts()) rmSync(path.join(this.folder, name));
    await this.#control('--dump');
    const totals = this.#counts().map((name) => /^totals: (\d+)/m.exec(readFileSync(path.join(this.folder, name), 'utf8'))?.[1]);
    if (totals.length !== 1 || !totals[0]) throw new Failure('callgrind left no count.');
    return Number(totals[0]);
  }

  #counts() {
    return readdirSync(this.folder).filter((name) => /^count\.\d+/.test(name));
  }

  async #control(what) {
    const { code, stdout, stderr } = await capture('callgrind_control', [what, String(this.process.pid)]);
    if (code !== 0 || !/OK/.test(stdout)) throw new Failure(`callgrind_control ${what} failed:\n${stdout}${stderr}`);
  }
}
