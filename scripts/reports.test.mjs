import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failedInNodeJunit, failedInTrx, failedInVitest, readCobertura, readNodeJunit, readTrx, readVitest, sum } from './reports.mjs';

test('TRX: what neither passed nor failed was skipped', () => {
  const text = '<TestRun><ResultSummary><Counters total="7" executed="6" passed="4" failed="1" error="1" timeout="0" aborted="0" notExecuted="0" /></ResultSummary></TestRun>';
  assert.deepEqual(readTrx(text), { passed: 4, failed: 2, skipped: 1 });
});

test('TRX: a report cut short counts nothing', () => assert.deepEqual(readTrx('<TestRun>'), { passed: 0, failed: 0, skipped: 0 }));

test('Vitest: a file that could not be loaded is a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
  ];
  const text = JSON.stringify({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults });
  assert.deepEqual(readVitest(text), { passed: 3, failed: 2, skipped: 2 });
});

test('node --test: cancelled tests are failures, todo tests are skipped', () => {
  const text = '<testsuites>\n<!-- tests 9 -->\n<!-- pass 3 -->\n<!-- fail 2 -->\n<!-- cancelled 1 -->\n<!-- skipped 2 -->\n<!-- todo 1 -->\n</testsuites>';
  assert.deepEqual(readNodeJunit(text), { passed: 3, failed: 3, skipped: 3 });
});

test('TRX: a failed test is named with its message', () => {
  const text = `<UnitTestResult testName="A.passes" outcome="Passed" />
    <UnitTestResult testName="A.fails(x: &quot;y&quot;)" outcome="Failed"><Output><ErrorInfo><Message>Expected: 2\nActual:   3</Message></ErrorInfo></Output></UnitTestResult>`;
  assert.deepEqual(failedInTrx(text), ['A.fails(x: "y"): Expected: 2 Actual: 3']);
});

test('Vitest: a failed test is named with its message, and a file that could not be loaded too', () => {
  const testResults = [
    { status: 'failed', name: 'a.test.ts', message: 'no such module', assertionResults: [] },
    { status: 'failed', name: 'b.test.ts', assertionResults: [{ status: 'passed' }, { status: 'failed', fullName: 'b fails', failureMessages: ['1 is not 2\n at b'] }] },
  ];
  assert.deepEqual(failedInVitest(JSON.stringify({ testResults })), ['a.test.ts: no such module', 'b fails: 1 is not 2 at b']);
});

test('node --test: a failed test is named with its message', () => {
  const text = `<testsuites><testcase name="passes" time="1" classname="test"/>
    <testcase name="fails &lt;b>" time="1" classname="test" failure="1 is not 2">
      <failure type="testCodeFailure" message="1 is not 2">Error</failure></testcase></testsuites>`;
  assert.deepEqual(failedInNodeJunit(text), ['fails <b>: 1 is not 2']);
});

test('Counts are added up', () => {
  const counts = { passed: 1, failed: 2, skipped: 3 };
  assert.deepEqual(sum([counts, counts]), { passed: 2, failed: 4, skipped: 6 });
});

test('Coverage: a line in several classes counts once, and files elsewhere do not count', () => {
  const text = `<coverage><sources><source>/repo/</source></sources>
    <class name="A" filename="edge/Storage/A.cs"><lines><line number="1" hits="0" branch="False"/><line number="2" hits="0"/></lines></class>
    <class name="A/d__1" filename="edge/Storage/A.cs"><lines><line number="2" hits="5"/></lines></class>
    <class name="P" filename="edge/Program.cs"><lines><line number="1" hits="1"/></lines></class>
    <class name="T" filename="tests/T.cs"><lines><line number="1" hits="0"/></lines></class></coverage>`;
  assert.deepEqual(readCobertura(text, '/repo', ['edge', 'shared']), [
    { name: 'edge', covered: 1, lines: 1 },
    { name: 'edge/Storage', covered: 1, lines: 2 },
  ]);
});
