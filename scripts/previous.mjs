// The release before this one, built from the repository's own history: a rolling upgrade runs both beside each other.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { capture, root, run, step } from './run.mjs';

const pin = 'tests/Edge.Aot.Tests/Rollout/previous-release';

/**
 * Builds the commit that the pin names, once: for the runtime's compiler, which takes seconds where the native one takes minutes.
 * Gives { EDGE_PREVIOUS: its assembly }, or { EDGE_PREVIOUS_MISSING: why there is none } where the history was not cloned.
 */
export async function previousRelease() {
  const commit = readFileSync(path.join(root, pin), 'utf8').trim();
  const target = path.join(root, 'artifacts/previous', commit);
  const assembly = path.join(target, 'edge.dll');
  if (existsSync(assembly)) return { EDGE_PREVIOUS: assembly };
  if ((await capture('git', ['cat-file', '-e', `${commit}^{commit}`])).code !== 0)
    return { EDGE_PREVIOUS_MISSING: `The release before, ${commit.slice(0, 12)}, is not in this clone: git fetch --unshallow brings it` };
  await step(`Build the release before, ${commit.slice(0, 12)}`, () => buildInto(target, commit));
  return { EDGE_PREVIOUS: assembly };
}

async function buildInto(target, commit) {
  const source = `${target}.source`;
  for (const folder of [source, target]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  await run('sh', ['-c', 'git archive "$1" edge shared ":(glob)*" | tar -x -C "$2"', 'sh', commit, source]);
  // Whether it was in order was seen when it was released.
  const settings = ['-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false', '-p:RestoreLockedMode=true'];
  await run('dotnet', ['build', 'edge', '-c', 'Release', '-o', `${source}/out`, '-nologo', '-v:quiet', ...settings], { cwd: source });
  renameSync(`${source}/out`, target);
  rmSync(source, { recursive: true });
}
