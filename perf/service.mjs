// Starts the published binary for a measurement, in a folder of its own. EDGE_BINARY names another one than npm run build makes.
import path from 'node:path';
import { binary as built } from '../scripts/build.mjs';
import { capture } from '../scripts/run.mjs';
import { freePorts, Server } from './harness/process.mjs';
import { operatorKey } from './operator.mjs';

export { freePorts };

export const binary = path.resolve(process.env.EDGE_BINARY ?? built);

export class Service extends Server {
  name = 'Edge';
  program = binary;
  ready = '/health/live';

  /** @param {Record<string, string>} settings more of the service's environment */
  static async prepare(settings = {}) {
    const service = new Service();
    [service.port, service.adminPort] = await freePorts(2);
    service.env = { EDGE_HOSTING__URLS: service.url, EDGE_HOSTING__ADMINURLS: `http://127.0.0.1:${service.adminPort}`, ...settings };
    return service;
  }

  /** A database as it is in use: a new one has no administrator yet, and each start makes and prints a link for the first. */
  async inUse() {
    await this.start();
    await operatorKey(this);
    await this.stop();
  }

  /** Runs a command of the binary on this service's data. */
  command(...args) {
    return capture('env', ['-C', this.folder, binary, ...args], { env: this.env });
  }
}
