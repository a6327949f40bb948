// The same service for the JIT. The build that the native one starts from may hold a framework of its own; here its assemblies, without
// the framework, are told to run on the installed one.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../../scripts/run.mjs';

const built = path.join(root, 'artifacts/net9.0/bin/Edge/release_linux-x64');
export const jitFolder = path.join(root, 'artifacts/perf/jit');

export async function buildJit() {
  await run('dotnet', ['build', 'edge', '-c', 'Release', '-nologo', '-v:minimal']);
  rmSync(jitFolder, { recursive: true, force: true });
  mkdirSync(jitFolder, { recursive: true });
  const read = (name) => JSON.parse(readFileSync(path.join(built, name), 'utf8'));
  for (const file of ownFiles(read('edge.deps.json'))) copyFileSync(path.join(built, file), path.join(jitFolder, file));
  writeFileSync(path.join(jitFolder, 'edge.runtimeconfig.json'), JSON.stringify(onInstalled(read('edge.runtimeconfig.json'))));
}

/** What is not of the framework: projects and packages, with their native libraries. @returns {string[]} names of files */
export function ownFiles({ targets }) {
  const everything = Object.values(Object.values(targets).at(-1));
  return everything.flatMap(({ runtime = {}, native = {} }) => [...Object.keys(runtime), ...Object.keys(native)]).map((file) => path.basename(file));
}

/** The configuration, on the newest framework that is installed, and with code generation as the JIT has it. */
export function onInstalled({ runtimeOptions: { includedFrameworks, frameworks: named = includedFrameworks, configProperties, ...others } }) {
  const { 'System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported': _, ...properties } = configProperties;
  const frameworks = named.map(({ name, version }) => ({ name, version: `${version.split('.')[0]}.0.0` }));
  return { runtimeOptions: { ...others, frameworks, rollForward: 'Major', configProperties: properties } };
}
