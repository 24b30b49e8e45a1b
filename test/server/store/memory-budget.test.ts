import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { NO_METADATA } from '../../../server/decode/series-metadata.ts';
import { ChunkFile } from '../../../server/store/chunk-file.ts';
import { MemoryBudget } from '../../../server/store/memory-budget.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';
import type { StoredRun } from '../../../server/store/stored-run.ts';
import { ScalarColumns } from '../../../server/store/scalar-columns.ts';
import { SpillFolder } from '../../../server/store/spill-folder.ts';
import { seededRandom } from '../../support/random.ts';
import { appendValues, stepsOf } from '../../support/series.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

const SERIES = 10;
const BATCHES = 20;
const BATCH = 1500;

function define(run: StoredRun, tag: string): ScalarColumns {
  const series = run.define(tag, 'scalar', NO_METADATA);
  assert.ok(series instanceof ScalarColumns);
  return series;
}

/** A run whose chunks go to a file of its own over a budget. */
function runWithin(test: TestContext, limitBytes: number) {
  const failures: Error[] = [];
  const budget = new MemoryBudget(limitBytes, (error) => failures.push(error));
  const run = new MemoryStore(budget).addRun('run');
  const file = new ChunkFile(join(makeTempDir(test), 'chunks'));
  run.keepChunksIn(() => file);
  return { budget, run, file, failures };
}

/** Values by series, appended in turn as a job would. */
function fill(run: StoredRun): number[][] {
  const random = seededRandom(3);
  const written: number[][] = Array.from({ length: SERIES }, () => []);
  for (let batch = 0; batch < BATCHES; batch++) {
    for (const [at, known] of written.entries()) {
      const values = Array.from({ length: BATCH }, () => (at % 2 ? random() : Math.fround(random())));
      known.push(...values);
      appendValues(define(run, `tag${at}`), values);
    }
  }
  return written;
}

function valuesOf({ chunks }: ScalarColumns): number[] {
  return chunks.flatMap((chunk) => [...chunk.points().values.subarray(0, chunk.length)]);
}

/** What is known of a series' chunks without their points. */
function chunksOf({ chunks }: ScalarColumns) {
  return chunks.map(({ start, supersededCount, superseded, summary }) => ({
    start,
    supersededCount,
    superseded,
    summary,
  }));
}

describe('MemoryBudget', () => {
  it('holds twenty times as many points as fit, and gives back every one', (test) => {
    const points = SERIES * BATCHES * BATCH;
    const limit = (points * 10) / 20;
    const { budget, run, file, failures } = runWithin(test, limit);
    const written = fill(run);
    assert.ok(budget.usedBytes <= limit, `${budget.usedBytes} of ${limit}`);
    assert.ok(file.size / points <= 9, `${file.size / points} bytes a point on the disk`);
    for (let round = 0; round < 2; round++) {
      for (const [at, values] of written.entries()) {
        const series = define(run, `tag${at}`);
        assert.deepEqual(valuesOf(series), values);
        assert.deepEqual(
          stepsOf(series),
          values.map((_, step) => step),
        );
        assert.ok(budget.usedBytes <= limit);
      }
    }
    assert.deepEqual(failures, []);
  });

  it('keeps what was used last, and writes a chunk once', (test) => {
    const { run, file } = runWithin(test, 4096 * 8 * 2.5);
    const series = define(run, 'tag');
    appendValues(
      series,
      Array.from({ length: 4096 * 4 }, (_, at) => at),
    );
    assert.deepEqual(
      series.chunks.map(({ isWritten }) => isWritten),
      [true, true, false, false],
    );
    series.chunks[2]?.points();
    series.chunks[0]?.points();
    assert.deepEqual(
      series.chunks.map(({ isWritten }) => isWritten),
      [true, true, false, true],
    );
    for (const chunk of series.chunks) chunk.points();
    const { size } = file;
    for (const chunk of series.chunks) chunk.points();
    assert.equal(file.size, size);
  });

  it('supersedes points that are on the disk', (test) => {
    const { run } = runWithin(test, 1);
    const series = define(run, 'tag');
    appendValues(
      series,
      Array.from({ length: 10_000 }, (_, at) => at),
    );
    series.supersede(5000);
    assert.equal(series.supersededCount, 5000);
    assert.deepEqual(
      series.chunks.map(({ supersededCount }) => supersededCount),
      [0, 3192, 1808],
    );
  });

  it('keeps points in memory when the disk does not take them, and says so', (test) => {
    const { budget, run, failures } = runWithin(test, 1);
    run.keepChunksIn(() => new ChunkFile(join(makeTempDir(test), 'missing', 'chunks')));
    const series = define(run, 'tag');
    const values = Array.from({ length: 20_000 }, (_, at) => at);
    appendValues(series, values);
    assert.deepEqual(valuesOf(series), values);
    assert.ok(budget.usedBytes > 20_000 * 8);
    assert.equal(failures.length, 1);
  });

  it('forgets a run that is removed, and its file', () => {
    const budget = new MemoryBudget(1);
    const spill = new SpillFolder();
    const store = new MemoryStore(budget, spill);
    const run = store.addRun('run');
    const file = spill.createFile(run.id);
    appendValues(
      define(run, 'tag'),
      Array.from({ length: 10_000 }, (_, at) => at),
    );
    assert.ok(existsSync(file.path));
    store.removeRun(run);
    assert.equal(budget.usedBytes, 0);
    assert.ok(!existsSync(file.path));
    spill.close();
  });
});

describe('a saved series', () => {
  it('is the same when it is restored, and goes on', (test) => {
    const { run, file } = runWithin(test, Infinity);
    const series = define(run, 'tag');
    const values = Array.from({ length: 10_000 }, (_, at) => at / 3);
    appendValues(series, values);
    series.supersede(9000);
    series.isInteger = false;
    const saved = structuredClone(series.save());
    const other = new MemoryStore().addRun('run');
    other.keepChunksIn(() => new ChunkFile(file.path, file.size));
    const restored = define(other, 'tag');
    restored.restore(saved);
    for (const each of [series, restored]) appendValues(each, [1, 2, 3], { steps: [9000, 9001, 9002] });
    assert.deepEqual(valuesOf(restored), [...values, 1, 2, 3]);
    assert.deepEqual(stepsOf(restored), stepsOf(series));
    assert.deepEqual([restored.supersededCount, restored.isInteger], [1000, false]);
    assert.deepEqual(chunksOf(restored), chunksOf(series));
  });
});
