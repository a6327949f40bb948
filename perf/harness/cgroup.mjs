// Control groups: processes that together may have so much memory or processor time. For root, with the first or the second interface.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const home = '/sys/fs/cgroup';
const periodUs = 20_000;
const isUnified = existsSync(path.join(home, 'cgroup.controllers'));

/** Whether this user may make groups that limit memory and processor time: root may, where the folders are not mounted to be read alone. */
export function groupsAllowed() {
  try {
    if (isUnified) {
      accessSync(home, constants.W_OK);
      const kinds = readFileSync(path.join(home, 'cgroup.subtree_control'), 'utf8').trim().split(' ');
      return ['cpu', 'memory'].every((kind) => kinds.includes(kind));
    }
    for (const kind of ['cpu', 'memory']) accessSync(path.join(home, kind), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export class Group {
  /** @param {{memory?: number, processors?: number}} limits bytes; how many processors' time */
  constructor(name, { memory, processors }) {
    const folder = (kind) => path.join(home, isUnified ? '' : kind, `edge-perf-${process.pid}-${name}`);
    const perPeriod = String(Math.round((processors ?? 0) * periodUs));
    const limits = isUnified
      ? [
          memory && ['', 'memory.max', String(memory)],
          memory && ['', 'memory.swap.max', '0'],
          processors && ['', 'cpu.max', `${perPeriod} ${periodUs}`],
        ]
      : [
          memory && ['memory', 'memory.limit_in_bytes', String(memory)],
          memory && ['memory', 'memory.swappiness', '0'],
          processors && ['cpu', 'cpu.cfs_period_us', String(periodUs)],
          processors && ['cpu', 'cpu.cfs_quota_us', perPeriod],
        ];
    const wanted = limits.filter(Boolean).map(([kind, file, text]) => ({ folder: folder(kind), file, text }));
    this.folders = [...new Set(wanted.map((limit) => limit.folder))];
    for (const one of this.folders) mkdirSync(one, { recursive: true });
    for (const { folder: one, file, text } of wanted) if (file !== 'memory.swap.max' || existsSync(path.join(one, file))) writeFileSync(path.join(one, file), text);
  }

  /** The command by which a program is started in the group. */
  entered(program, args) {
    const enter = this.folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join(' && ');
    return ['sh', ['-c', `${enter} && exec "$@"`, 'sh', program, ...args]];
  }

  /** How often the kernel ended a process, because the group's memory was used up. */
  get killed() {
    const file = path.join(this.folders[0], isUnified ? 'memory.events' : 'memory.oom_control');
    return Number(/^oom_kill (\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  }

  /** For an empty group. */
  remove() {
    for (const folder of this.folders) rmdirSync(folder);
  }
}
