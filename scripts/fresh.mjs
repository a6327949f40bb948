// Stamps: a step whose inputs and outputs are as it left them need not run again.
// Inputs are compared by content; a file is only read again when its time or size has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

const notInputs = new Set(['node_modules', 'bin', 'obj', '.git']);

export class Stamps {
  #base;
  #folder;
  #known;

  /** base: the folder that inputs and outputs are relative to; folder: where the stamps are kept. */
  constructor(base = root, folder = path.join(base, 'artifacts/stamps')) {
    this.#base = base;
    this.#folder = folder;
    this.#known = read(path.join(folder, 'files.json')) ?? {};
  }

  /**
   * Compares a step with its stamp. done() writes the stamp, for the inputs as they were now: a file changed while the
   * step ran makes it stale again.
   * @param {{name: string, inputs: string[], outputs: string[], ignore?: RegExp, extra?: string}} step
   * @returns {{isStale: boolean, done: () => void}}
   */
  compare(step) {
    const inputs = this.#digest(step);
    const stamp = path.join(this.#folder, `${step.name}.json`);
    const last = read(stamp);
    const isStale = last?.inputs !== inputs || last.outputs !== this.#outputs(step);
    const done = () => {
      this.#save(stamp, { inputs, outputs: this.#outputs(step) });
      this.#save(path.join(this.#folder, 'files.json'), this.#known);
    };
    return { isStale, done };
  }

  #digest({ inputs, ignore, extra = '' }) {
    const digest = createHash('sha256').update(extra);
    for (const input of [...inputs].sort()) {
      for (const file of this.#files(input)) {
        if (!ignore?.test(file)) digest.update(`\0${file}\0${this.#contentOf(file)}`);
      }
    }
    return digest.digest('hex');
  }

  /** An input that does not exist counts too: its arrival is a change. */
  *#files(name) {
    const stats = statSync(path.join(this.#base, name), { throwIfNoEntry: false });
    if (!stats?.isDirectory()) {
      yield name;
      return;
    }
    for (const entry of readdirSync(path.join(this.#base, name)).sort()) {
      if (!notInputs.has(entry)) yield* this.#files(`${name}/${entry}`);
    }
  }

  #contentOf(file) {
    const full = path.join(this.#base, file);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (!stats) return 'absent';
    const known = this.#known[file];
    if (known?.[0] === stats.mtimeMs && known[1] === stats.size) return known[2];
    const hash = createHash('sha256').update(readFileSync(full)).digest('hex');
    this.#known[file] = [stats.mtimeMs, stats.size, hash];
    return hash;
  }

  #outputs({ outputs }) {
    return outputs
      .map((file) => statSync(path.join(this.#base, file), { throwIfNoEntry: false }))
      .map((stats) => (stats ? `${stats.mtimeMs}:${stats.size}` : 'absent'))
      .join(' ');
  }

  #save(file, value) {
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
  }
}

function read(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A stamp cut short by a power failure is as good as none.
    return undefined;
  }
}
