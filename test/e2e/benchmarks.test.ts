import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runServerBenchmarks } from '../bench/server-benchmarks.ts';

test('the benchmarks measure everything, on logs small enough for a test', async () => {
  const lines: string[] = [];
  const rows = await runServerBenchmarks({ scale: 0.001, rustboard: undefined }, (line) => lines.push(line));
  assert.equal(rows.length, 5);
  for (const { queryMs, busyQueryMs: _, restartBytes, ...figures } of rows) {
    assert.equal(restartBytes, 0);
    assert.equal(queryMs.length, 40);
    const { peakBytes, memoryBytes, ...always } = figures;
    assert.ok(Number.isFinite(memoryBytes) && !(peakBytes <= 0));
    for (const [name, figure] of Object.entries(always)) assert.ok(figure > 0, `${name}: ${figure}`);
  }
  assert.match(lines.at(-2) ?? '', /^\nMean ± std of 200 runs × 2 steps: \d+\.\d, \d+\.\d ms; kept: /);
  assert.match(lines.at(-1) ?? '', /^\nAppend to websocket: \d+\.\d, \d+\.\d ms/);
});
