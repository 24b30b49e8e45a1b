import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Ingest } from '../../../server/ingest/ingest.ts';
import type { Problem } from '../../../server/ingest/problem-list.ts';
import { LocalSource } from '../../../server/sources/local-source.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';
import { SummaryWriter } from '../../../server/writer/summary-writer.ts';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { frameRecord } from '../../../server/decode/frame-record.ts';
import { until } from '../../support/injected-app.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { stepsOf } from '../../support/series.ts';

/** An ingest on a fresh directory, and what it has found. */
interface Watched {
  readonly logdir: string;
  readonly store: MemoryStore;
  readonly problems: Problem[];
  readonly ingest: Ingest;
  /** Steps of a scalar series, in the store's order; undefined when there is no such series. */
  steps(run: string, tag?: string): number[] | undefined;
}

/** Starts on a directory that `prepare` may fill; polls at `pollSec`, so that what is tested is not the watcher alone. */
async function watch(
  test: TestContext,
  prepare: (logdir: string) => void = () => {},
  pollSec = 5,
): Promise<Watched> {
  const logdir = makeTempDir(test);
  prepare(logdir);
  const store = new MemoryStore();
  const problems: Problem[] = [];
  const ingest = new Ingest(
    new LocalSource([{ name: undefined, path: logdir }], pollSec, (message) => assert.fail(message)),
    store,
    { purgeOrphanedData: true },
    (problem) => problems.push(problem),
    (error) => assert.fail(error),
  );
  test.after(() => ingest.close());
  await ingest.start();
  await until(() => ingest.status().caughtUp);
  const steps = (run: string, tag = 'loss'): number[] | undefined => {
    const series = store.runByName(run)?.series.get(tag);
    if (series?.kind !== 'scalar') return undefined;
    return stepsOf(series);
  };
  return { logdir, store, problems, ingest, steps };
}

function record(step: number, tag = 'loss'): Uint8Array {
  const event = { wallTime: 1000 + step, step, summary: { value: [{ tag, simpleValue: step }] } };
  return frameRecord(tensorboard.Event.encode(event).finish());
}

const FILE = 'events.out.tfevents.1';

describe('Ingest', () => {
  it('reads the files of a run in the order of their names, and names runs by their directories', async (test) => {
    const { store, steps } = await watch(test, (logdir) => {
      mkdirSync(join(logdir, 'a/b'), { recursive: true });
      writeFileSync(join(logdir, 'a/b/x.tfevents.2'), record(2));
      writeFileSync(join(logdir, 'a/b/x.tfevents.1'), Buffer.concat([record(0), record(1)]));
      writeFileSync(join(logdir, FILE), record(7));
      writeFileSync(join(logdir, 'a/notes.txt'), 'no events');
    });
    assert.deepEqual(
      store
        .runs()
        .map(({ name }) => name)
        .toSorted(),
      ['.', 'a/b'],
    );
    assert.deepEqual(steps('a/b'), [0, 1, 2]);
    assert.deepEqual(steps('.'), [7]);
  });

  it('sees every record appended, in both files of a run that grow in turn', async (test) => {
    const { logdir, steps } = await watch(test);
    const first = new SummaryWriter(join(logdir, 'run'));
    const second = new SummaryWriter(join(logdir, 'run'));
    for (let step = 0; step < 40; step++) {
      (step % 2 ? second : first).scalar('loss', step, step);
      if (step % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 12));
    }
    await until(() => steps('run')?.length === 40);
    first.close();
    second.close();
    assert.deepEqual(
      steps('run')?.toSorted((a, b) => a - b),
      Array.from({ length: 40 }, (_, step) => step),
    );
  });

  it('waits for the rest of a record that is half written, without calling it a problem', async (test) => {
    const whole = record(1);
    const { logdir, steps, problems, ingest } = await watch(test, (dir) =>
      writeFileSync(join(dir, FILE), Buffer.concat([record(0), whole.subarray(0, 20)])),
    );
    assert.deepEqual(steps('.'), [0]);
    assert.equal(ingest.status().caughtUp, true);
    appendFileSync(join(logdir, FILE), whole.subarray(20));
    await until(() => steps('.')?.length === 2);
    assert.deepEqual(problems, []);
  });

  it('tells of damage with file and offset, and keeps what is sound around it', async (test) => {
    const bad = Uint8Array.from(record(1));
    bad[15]! ^= 1;
    const { logdir, steps, problems, ingest } = await watch(test, (dir) =>
      writeFileSync(join(dir, FILE), Buffer.concat([record(0), bad, record(2)])),
    );
    assert.deepEqual(steps('.'), [0, 2]);
    assert.equal(ingest.status().corruptRecords, 1);
    assert.deepEqual(
      problems.map(({ file, offset }) => ({ file, offset })),
      [{ file: join(logdir, FILE), offset: record(0).length }],
    );
  });

  it('reads a file anew that another was renamed over', async (test) => {
    const { logdir, steps } = await watch(test, (dir) =>
      writeFileSync(join(dir, FILE), Buffer.concat([record(0), record(1), record(2)])),
    );
    writeFileSync(join(logdir, 'new'), Buffer.concat([record(10), record(11)]));
    renameSync(join(logdir, 'new'), join(logdir, FILE));
    await until(() => steps('.')?.[0] === 10);
    assert.deepEqual(steps('.'), [10, 11]);
  });

  it('reads a file anew that was emptied and written again', async (test) => {
    const { logdir, steps } = await watch(test, (dir) =>
      writeFileSync(join(dir, FILE), Buffer.concat([record(0), record(1)])),
    );
    writeFileSync(join(logdir, FILE), Buffer.concat([record(5), record(6), record(7)]));
    await until(() => steps('.')?.[0] === 5 && steps('.')?.length === 3);
  });

  it('forgets a run whose directory is deleted, and reads it anew when it comes back', async (test) => {
    const { logdir, store, steps, ingest } = await watch(test, (dir) => {
      mkdirSync(join(dir, 'gone'));
      writeFileSync(join(dir, 'gone', FILE), record(0));
    });
    rmSync(join(logdir, 'gone'), { recursive: true });
    await until(() => store.runs().length === 0);
    assert.equal(ingest.status().files, 0);
    mkdirSync(join(logdir, 'gone'));
    writeFileSync(join(logdir, 'gone', FILE), record(3));
    await until(() => steps('gone')?.length === 1);
    assert.deepEqual(steps('gone'), [3]);
  });

  it('is told of runs in directories made later, and made again, long before it would look for itself', async (test) => {
    const { logdir, steps } = await watch(test, undefined, 3600);
    const deep = join(logdir, 'sweep/trial');
    const watching = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));
    await watching();
    for (const count of [1, 2]) {
      mkdirSync(deep, { recursive: true });
      // The directories are known by then: only their own watches can tell of what comes.
      await watching();
      const path = join(deep, FILE);
      writeFileSync(path, Buffer.concat(Array.from({ length: count }, (_, step) => record(step))));
      await until(() => steps('sweep/trial')?.length === count);
      rmSync(join(logdir, 'sweep'), { recursive: true });
      await until(() => steps('sweep/trial') === undefined);
    }
  });

  it('drops the points of one deleted file of a run, and keeps those of the others', async (test) => {
    const { logdir, steps } = await watch(test, (dir) => {
      writeFileSync(join(dir, 'tfevents.1'), record(1));
      writeFileSync(join(dir, 'tfevents.2'), record(2));
    });
    rmSync(join(logdir, 'tfevents.1'));
    await until(() => steps('.')?.length === 1);
    assert.deepEqual(steps('.'), [2]);
  });

  it('puts a file that appears before one already read in its place', async (test) => {
    const { logdir, steps } = await watch(test, (dir) => writeFileSync(join(dir, 'tfevents.2'), record(2)));
    writeFileSync(join(logdir, 'tfevents.1'), record(1));
    await until(() => steps('.')?.length === 2);
    assert.deepEqual(steps('.'), [1, 2]);
  });

  it('waits for a logdir that does not exist yet', async (test) => {
    const { logdir, steps, ingest } = await watch(test, (dir) => rmSync(dir, { recursive: true }));
    assert.equal(ingest.status().logdirExists, false);
    mkdirSync(join(logdir, 'run'), { recursive: true });
    writeFileSync(join(logdir, 'run', FILE), record(0));
    await until(() => steps('run')?.length === 1);
    assert.equal(ingest.status().logdirExists, true);
  });

  it('follows links to directories, and is not caught in a circle of them', async (test) => {
    const { store } = await watch(test, (dir) => {
      mkdirSync(join(dir, 'real'));
      writeFileSync(join(dir, 'real', FILE), record(0));
      symlinkSync('real', join(dir, 'linked'));
      symlinkSync('..', join(dir, 'real', 'circle'));
      symlinkSync('nowhere', join(dir, 'broken.tfevents'));
    });
    assert.deepEqual(
      store
        .runs()
        .map(({ name }) => name)
        .sort(),
      ['linked', 'real'],
    );
  });

  it('reads a record larger than a block', async (test) => {
    const text = Buffer.alloc(5_000_000, 'x');
    const tensor = { dtype: tensorboard.DataType.DT_STRING, stringVal: [text] };
    const event = {
      step: 1,
      summary: { value: [{ tag: 'text', tensor, metadata: { pluginData: { pluginName: 'text' } } }] },
    };
    const big = frameRecord(tensorboard.Event.encode(event).finish());
    const { store, steps, logdir } = await watch(test, (dir) =>
      writeFileSync(join(dir, FILE), Buffer.concat([record(0), big, record(2)])),
    );
    assert.deepEqual(steps('.'), [0, 2]);
    const series = store.runByName('.')?.series.get('text');
    assert.ok(series?.kind === 'blob');
    const { offset, length } = series.at(0);
    const payload = readFileSync(join(logdir, FILE)).subarray(offset, offset + length);
    assert.equal(tensorboard.TensorProto.decode(payload).stringVal[0]?.length, text.length);
  });

  it('tells how the first load went, and leaves out what comes later', async (test) => {
    const { logdir, steps, ingest } = await watch(test, (dir) => {
      for (const run of ['a', 'b', 'c']) {
        mkdirSync(join(dir, run));
        writeFileSync(join(dir, run, FILE), Buffer.concat([record(0), record(1)]));
      }
    });
    const { load } = ingest.status();
    assert.deepEqual(
      [load?.records, load?.points, load?.bytes],
      [6, 6, 3 * (record(0).length + record(1).length)],
    );
    appendFileSync(join(logdir, 'a', FILE), record(2));
    await until(() => steps('a')?.length === 3);
    assert.equal(ingest.status().load, load);
  });

  it('shares a large file between threads, and has every point in order', async (test) => {
    const points = 600_000;
    const { steps, problems, logdir } = await watch(test, (dir) => {
      const version = frameRecord(tensorboard.Event.encode({ fileVersion: 'brain.Event:2' }).finish());
      const records = Array.from({ length: points }, (_, step) => record(step));
      // One of them damaged, a new tag in the middle, and a tail that is half written.
      records[400_000]![20]! ^= 1;
      records[300_000] = record(300_000, 'late');
      writeFileSync(join(dir, FILE), Buffer.concat([version, ...records, record(points).subarray(0, 20)]));
    });
    const found = steps('.') ?? [];
    assert.equal(found.length, points - 2);
    assert.ok(found.every((step, at) => at === 0 || step > found[at - 1]!));
    assert.deepEqual(steps('.', 'late'), [300_000]);
    assert.equal(problems.length, 1);
    appendFileSync(join(logdir, FILE), record(points).subarray(20));
    await until(() => steps('.')?.at(-1) === points);
  });

  it('reads in order what threads cannot share: a restart of the job in a large file', async (test) => {
    const version = frameRecord(tensorboard.Event.encode({ fileVersion: 'brain.Event:2' }).finish());
    const start = (step: number): Uint8Array =>
      frameRecord(tensorboard.Event.encode({ step, sessionLog: { status: 1 } }).finish());
    const range = (from: number, to: number): Uint8Array[] =>
      Array.from({ length: to - from }, (_, at) => record(from + at));
    const { store } = await watch(test, (dir) => {
      const records = [version, start(0), ...range(0, 500_000), start(250_000), ...range(250_000, 500_000)];
      writeFileSync(join(dir, FILE), Buffer.concat(records));
    });
    const series = store.runByName('.')?.series.get('loss');
    assert.equal(series?.length, 750_000);
    assert.equal(series?.supersededCount, 250_000);
  });

  it('looks once and never again when the poll interval is 0', async (test) => {
    const { logdir, steps } = await watch(test, (dir) => writeFileSync(join(dir, FILE), record(0)), 0);
    appendFileSync(join(logdir, FILE), record(1));
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.deepEqual(steps('.'), [0]);
  });
});
