// Reads what test runners leave behind: counts of tests, and lines covered.
import path from 'node:path';

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** VSTest's own "notExecuted" counter stays 0: what neither passed nor failed was skipped. @returns {Counts} */
export function readTrx(text) {
  const counters = /<Counters ([^>]*)\/>/.exec(text)?.[1] ?? '';
  const counter = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const passed = counter('passed');
  const failed = ['failed', 'error', 'timeout', 'aborted'].reduce((sum, name) => sum + counter(name), 0);
  return { passed, failed, skipped: counter('total') - passed - failed };
}

/** Vitest's JSON. A file that could not even be loaded counts as one failure. @returns {Counts} */
export function readVitest(text) {
  const report = JSON.parse(text);
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The totals that node --test writes as comments at the end of its JUnit report. @returns {Counts} */
export function readNodeJunit(text) {
  const total = (name) => Number(new RegExp(`<!-- ${name} (\\d+) -->`).exec(text)?.[1] ?? 0);
  return { passed: total('pass'), failed: total('fail') + total('cancelled'), skipped: total('skipped') + total('todo') };
}

/** @returns {string[]} name and message of each test that failed, each on one line */
export function failedInTrx(text) {
  const tests = [...text.matchAll(/<UnitTestResult ((?:[^">/]|"[^"]*")*)>([\s\S]*?)<\/UnitTestResult>/g)].filter(([, attributes]) => attributes.includes('outcome="Failed"'));
  return tests.map(([, attributes, body]) => line(attribute(attributes, 'testName'), /<Message>([\s\S]*?)<\/Message>/.exec(body)?.[1]));
}

/** @see failedInTrx */
export function failedInVitest(text) {
  return JSON.parse(text).testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    return file.status === 'failed' && failed.length === 0 ? [line(file.name, file.message)] : failed.map((test) => line(test.fullName, test.failureMessages?.[0]));
  });
}

/** @see failedInTrx */
export function failedInNodeJunit(text) {
  return [...text.matchAll(/<testcase ((?:[^">/]|"[^"]*")*)>\s*<failure ((?:[^">/]|"[^"]*")*)>/g)].map(([, test, failure]) => line(attribute(test, 'name'), attribute(failure, 'message')));
}

function attribute(text, name) {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '';
}

function line(name, message = '') {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#10;': ' ', '&amp;': '&' };
  const plain = `${name}: ${message}`.replace(/&(lt|gt|quot|apos|#10|amp);/g, (entity) => entities[entity]);
  return plain.replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const add = (name) => all.reduce((total, counts) => total + counts[name], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

/**
 * Lines covered by folder, of files beneath the given folders; a line counted in several classes (partial classes,
 * lambdas) or runs is one line, covered if any of them ran it.
 * @param {string} text a Cobertura report, or several of the same sources one after the other
 * @returns {{name: string, covered: number, lines: number}[]}
 */
export function readCobertura(text, base, folders) {
  const [, source = ''] = /<source>([^<]*)<\/source>/.exec(text) ?? [];
  const files = new Map();
  for (const [, filename, body] of text.matchAll(/<class [^>]*filename="([^"]*)"[^>]*>([\s\S]*?)<\/class>/g)) {
    const file = path.relative(base, path.resolve(source, filename));
    if (!folders.includes(file.split('/')[0])) continue;
    const lines = files.get(file) ?? files.set(file, new Map()).get(file);
    for (const [, number, hits] of body.matchAll(/<line number="(\d+)" hits="(\d+)"/g))
      lines.set(number, Math.max(lines.get(number) ?? 0, Number(hits)));
  }
  const byFolder = new Map();
  for (const [file, lines] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = path.dirname(file).split('/').slice(0, 2).join('/');
    const row = byFolder.get(name) ?? byFolder.set(name, { name, covered: 0, lines: 0 }).get(name);
    row.lines += lines.size;
    row.covered += [...lines.values()].filter((hits) => hits > 0).length;
  }
  return [...byFolder.values()];
}
