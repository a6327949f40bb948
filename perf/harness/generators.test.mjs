import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cores, parseH2load, parseWrk, percentiles, pinned, readLog, served } from './generators.mjs';

const wrkText = `Running 2s test @ http://127.0.0.1:8080/
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.08ms  751.00us  12.34ms   88.00%
    Req/Sec    60.12k     4.51k   65.72k    75.00%
  Latency Distribution
     50%  900.00us
     75%    1.21ms
     90%    1.80ms
     99%    4.20ms
  119617 requests in 2.00s, 29.21MB read
Requests/sec:  59772.30
Transfer/sec:     14.60MB
`;

test('wrk: the rate, and latencies in milliseconds whatever their unit', () => {
  assert.deepEqual(parseWrk(wrkText), { rate: 59772.3, p50: 0.9, p90: 1.8, p99: 4.2, refused: 0, errors: 0 });
});

test('wrk: answers other than 2xx and 3xx, and broken sockets, are errors', () => {
  const text = wrkText.replace('Requests/sec', '  Socket errors: connect 1, read 2, write 0, timeout 4\n  Non-2xx or 3xx responses: 10\nRequests/sec');
  assert.equal(parseWrk(text).errors, 17);
  assert.equal(parseWrk(text).refused, 10);
});

test('wrk: anything else is no measurement', () => {
  assert.equal(parseWrk('unable to connect to 127.0.0.1:1 Connection refused'), undefined);
});

test('A log of h2load: when each answer was asked for, and how long it took', () => {
  const text = '1795364502800749\t200\t2521\n1795364502800757\t304\t40\n1795364502800761\t-1\t99\n';
  assert.deepEqual(readLog(text), [{ at: 1795364502.800749, status: 200, time: 2.521 }, { at: 1795364502.800757, status: 304, time: 0.04 }]);
});

test('Goodput counts what was answered after the first second, times what was asked before the end', () => {
  const answers = [0, 0.5, 1, 1.5, 2, 2.5, 3.1].map((at) => ({ at, status: 200, time: 10 }));
  const refused = [0, 1, 2].map((at) => ({ at, status: 503, time: 1 }));
  const late = { at: 0, status: 200, time: 9000 };
  const seen = served([...answers, ...refused, late], 2);
  assert.deepEqual([seen.goodput, seen.refused, seen.p50, seen.p99], [4 / 2, 2 / 2, 10, 9000]);
});

test('A stall counts as often as requests were due during it', () => {
  const quick = Array.from({ length: 99 }, () => 1);
  assert.equal(percentiles([...quick, 100], 1000).p99, 1);
  const stalled = percentiles([...quick, 100], 10);
  assert.deepEqual([stalled.p50, stalled.p90, stalled.p99], [1, 1, 90]);
});

test('Of no answer at all there are no percentiles', () => {
  assert.ok(Number.isNaN(percentiles([], 10).p99));
});

test('h2load: the rate, and everything that failed', () => {
  const text = `finished in 2.00s, 40210.50 req/s, 9.12MB/s
requests: 80421 total, 80500 started, 80421 done, 80419 succeeded, 2 failed, 0 errored, 0 timeout
status codes: 80419 2xx, 0 3xx, 2 4xx, 0 5xx
`;
  assert.deepEqual(parseH2load(text), { rate: 40210.5, errors: 4 });
  assert.equal(parseH2load('no progress'), undefined);
});

test('The generator has cores of its own where there are four, none below', () => {
  assert.equal(cores(2), undefined);
  assert.deepEqual(cores(4), { servers: '0-2', generator: '3-3' });
  assert.deepEqual(cores(16), { servers: '0-11', generator: '12-15' });
  assert.deepEqual(pinned(undefined, 'wrk', ['-t1']), ['wrk', ['-t1']]);
  assert.deepEqual(pinned('3-3', 'wrk', ['-t1']), ['taskset', ['-c', '3-3', 'wrk', '-t1']]);
});
