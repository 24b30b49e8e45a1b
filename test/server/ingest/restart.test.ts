import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Ingest } from '../../../server/ingest/ingest.ts';
import { LocalSource } from '../../../server/sources/local-source.ts';
import { CacheFolder } from '../../../server/store/cache-folder.ts';
import { MemoryStore } from '../../../server/store/memory-store.ts';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { frameRecord } from '../../../server/decode/frame-record.ts';
import { until } from '../../support/injected-app.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { stepsOf } from '../../support/series.ts';

/** What one server after another sees of a logdir. */
interface Started {
  readonly ingest: Ingest;
  readonly store: MemoryStore;
  readonly warnings: string[];
  steps(run: string, tag?: string): number[] | undefined;
  /** As a server that ends in order. */
  stop(): Promise<void>;
}

async function start(test: TestContext, logdir: string, cacheDir: string): Promise<Started> {
  const folder = CacheFolder.open(cacheDir);
  assert.ok(folder);
  const store = new MemoryStore();
  const warnings: string[] = [];
  const ingest = new Ingest(
    new LocalSource([{ name: undefined, path: logdir }], 5, (message) => assert.fail(message)),
    store,
    { purgeOrphanedData: true },
    () => {},
    (error) => assert.fail(error),
    { folder, onWarning: (message) => warnings.push(message) },
  );
  const stop = async (): Promise<void> => {
    await ingest.close();
    folder.close();
  };
  test.after(stop);
  await ingest.start();
  await until(() => ingest.status().caughtUp);
  const steps: Started['steps'] = (run, tag = 'loss') => {
    const series = store.runByName(run)?.series.get(tag);
    if (series?.kind !== 'scalar') return undefined;
    return stepsOf(series);
  };
  return { ingest, store, warnings, steps, stop };
}

/** Starts on the logdir and stops, so that the cache holds it. */
async function fillCache(test: TestContext, logdir: string, cacheDir: string): Promise<void> {
  const { stop } = await start(test, logdir, cacheDir);
  await stop();
}

function record(step: number, value: tensorboard.Summary.Value.$Properties = {}): Uint8Array {
  const summary = { value: [{ tag: 'loss', simpleValue: step, ...value }] };
  return event({ wallTime: 1000 + step, step, summary });
}

function event(properties: tensorboard.Event.$Properties): Uint8Array {
  return frameRecord(tensorboard.Event.encode({ wallTime: 1, ...properties }).finish());
}

/** A job begins, or begins again, at a step. */
function session(step: number): Uint8Array {
  return event({ step, sessionLog: { status: 1 } });
}

function supersededIn(store: MemoryStore): number | undefined {
  return store.runByName('.')?.series.get('loss')?.supersededCount;
}

function records(from: number, to: number): Uint8Array {
  return Buffer.concat(Array.from({ length: to - from }, (_, at) => record(from + at)));
}

/** Other bytes of the same length in the same file, which keeps its times: whoever opens it finds another file. */
function spoilUnseen(path: string, from: number, to: number): void {
  const { atimeMs, mtimeMs } = statSync(path);
  const bytes = readFileSync(path);
  bytes.fill(0x5a, from, to);
  writeFileSync(path, bytes, { flag: 'r+' });
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000);
}

/** A file whose times a test can put back exactly: whole seconds. */
function writeLog(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

const FILE = 'events.out.tfevents.1';
const MANY = 10_000;

describe('a restart with a cache', () => {
  it('opens no events file when nothing changed, and has every point', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    writeLog(join(logdir, FILE), records(0, MANY));
    await fillCache(test, logdir, cacheDir);
    spoilUnseen(join(logdir, FILE), 0, MANY);
    const { steps, warnings, ingest } = await start(test, logdir, cacheDir);
    assert.deepEqual(
      steps('.'),
      Array.from({ length: MANY }, (_, step) => step),
    );
    assert.equal(ingest.status().bytesRead, statSync(join(logdir, FILE)).size);
    const { load } = ingest.status();
    assert.deepEqual([load?.bytes, load?.records, load?.points], [0, 0, MANY]);
    assert.ok(load && load.seconds > 0);
    assert.deepEqual(warnings, []);
  });

  it('has every point also when somebody looked at them before, or never did', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    for (const run of ['looked-at', 'not']) {
      mkdirSync(join(logdir, run));
      writeLog(join(logdir, run, FILE), records(0, 50));
    }
    for (let server = 0; server < 3; server++) {
      const { store, steps, stop } = await start(test, logdir, cacheDir);
      assert.deepEqual(store.totals(), { runs: 2, series: 2, points: 100 });
      assert.equal(steps('looked-at')?.length, 50);
      if (server === 2) assert.deepEqual(steps('not'), steps('looked-at'));
      await stop();
    }
  });

  it('reads only what was added since', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    const path = join(logdir, FILE);
    writeLog(path, records(0, MANY));
    await fillCache(test, logdir, cacheDir);
    // Behind the head, by which the file is known again.
    spoilUnseen(path, 1000, statSync(path).size - 1000);
    appendFileSync(path, records(MANY, MANY + 5));
    writeFileSync(join(logdir, 'events.out.tfevents.2'), record(MANY + 5));
    const { steps, ingest, stop } = await start(test, logdir, cacheDir);
    await until(() => steps('.')?.length === MANY + 6);
    assert.deepEqual(
      steps('.'),
      Array.from({ length: MANY + 6 }, (_, step) => step),
    );
    assert.equal(ingest.status().corruptRecords, 0);
    const { load } = ingest.status();
    assert.deepEqual([load?.records, load?.points], [6, MANY + 6]);
    assert.equal(load?.bytes, records(MANY, MANY + 6).length);
    await stop();
    const third = await start(test, logdir, cacheDir);
    assert.equal(third.steps('.')?.length, MANY + 6);
  });

  it('goes on in the middle of a record, and remembers kinds and metadata', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    const path = join(logdir, FILE);
    const text = { tag: 'note', tensor: { dtype: 7, stringVal: [Buffer.from('one')] } };
    const described = { ...text, metadata: { displayName: 'Note', pluginData: { pluginName: 'text' } } };
    const next = record(2, text);
    writeFileSync(path, Buffer.concat([record(1, described), next.subarray(0, 20)]));
    await fillCache(test, logdir, cacheDir);
    appendFileSync(path, next.subarray(20));
    const { store } = await start(test, logdir, cacheDir);
    const series = store.runByName('.')?.series.get('note');
    assert.ok(series?.kind === 'blob');
    assert.equal(series.metadata.plugin, 'text');
    assert.equal(series.metadata.displayName, 'Note');
    assert.deepEqual(
      [series.at(0), series.at(1)].map(({ step, file }) => [step, file]),
      [
        [1, path],
        [2, path],
      ],
    );
  });

  it('remembers what was damaged, and goes on after damage that had no end yet', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    const path = join(logdir, FILE);
    const bad = Uint8Array.from(record(1));
    bad[15]! ^= 1;
    writeFileSync(path, Buffer.concat([record(0), bad, record(2), Buffer.alloc(100, 1)]));
    await fillCache(test, logdir, cacheDir);
    const second = await start(test, logdir, cacheDir);
    const places = [record(0).length, Buffer.concat([record(0), bad, record(2)]).length];
    const offsets = (): number[] => second.ingest.problems.newest(9).map(({ offset }) => offset);
    assert.deepEqual(
      offsets().toSorted((a, b) => a - b),
      places,
    );
    assert.equal(second.ingest.status().corruptRecords, 2);
    appendFileSync(path, records(3, 5));
    await until(() => second.steps('.')?.length === 4);
    assert.deepEqual(second.steps('.'), [0, 2, 3, 4]);
    assert.deepEqual(
      offsets().toSorted((a, b) => a - b),
      places,
    );
  });

  it('supersedes points by what an earlier server saw of the job', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    const path = join(logdir, FILE);
    writeFileSync(
      path,
      Buffer.concat([event({ fileVersion: 'brain.Event:2' }), session(0), records(0, 6000), session(5990)]),
    );
    await fillCache(test, logdir, cacheDir);
    appendFileSync(path, session(3000));
    const { store, stop } = await start(test, logdir, cacheDir);
    await until(() => supersededIn(store) === 3000);
    await stop();
    assert.equal(supersededIn((await start(test, logdir, cacheDir)).store), 3000);
  });

  it('reads anew what was replaced, cut, renamed or deleted meanwhile, and nothing else', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    const at = (run: string): string => join(logdir, run, FILE);
    for (const run of ['same', 'replaced', 'rewritten', 'mended', 'cut', 'renamed', 'deleted', 'earlier']) {
      mkdirSync(join(logdir, run));
      writeLog(at(run), records(0, 100));
    }
    await fillCache(test, logdir, cacheDir);
    spoilUnseen(at('same'), 0, 500);
    writeFileSync(join(logdir, 'new'), records(500, 700));
    renameSync(join(logdir, 'new'), at('replaced'));
    writeFileSync(at('rewritten'), records(300, 500), { flag: 'r+' });
    // The same beginning and the same length, but what was read is no longer there.
    const mended = Buffer.concat([records(0, 50), records(50, 99).fill(0), record(99)]);
    writeFileSync(at('mended'), mended.fill(0, mended.length - 300), { flag: 'r+' });
    truncateSync(at('cut'), records(0, 10).length);
    renameSync(at('renamed'), join(logdir, 'renamed', 'other.tfevents.9'));
    rmSync(join(logdir, 'deleted'), { recursive: true });
    writeFileSync(join(logdir, 'earlier', 'a.tfevents'), record(900));
    const { steps, store, warnings } = await start(test, logdir, cacheDir);
    await until(() => steps('rewritten')?.length === 200 && steps('earlier')?.length === 101);
    await until(() => steps('mended')?.length === 50);
    const ends = (run: string): (number | undefined)[] => [steps(run)?.at(0), steps(run)?.at(-1)];
    assert.deepEqual(ends('same'), [0, 99]);
    assert.deepEqual(ends('replaced'), [500, 699]);
    assert.deepEqual(ends('rewritten'), [300, 499]);
    assert.deepEqual(ends('cut'), [0, 9]);
    assert.deepEqual(ends('renamed'), [0, 99]);
    assert.deepEqual(ends('earlier'), [900, 99]);
    assert.equal(store.runByName('deleted'), undefined);
    assert.deepEqual(warnings, []);
  });

  it('warns once when the folder is no longer its own, and goes on without it', async (test) => {
    const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
    writeFileSync(join(logdir, FILE), records(0, 10));
    const { steps, warnings, stop } = await start(test, logdir, cacheDir);
    rmSync(cacheDir, { recursive: true });
    appendFileSync(join(logdir, FILE), records(10, 20));
    await until(() => steps('.')?.length === 20);
    await stop();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /cannot be written: it is no longer ours/);
  });

  const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
    'a byte changed': (path) => flip(path, Math.floor(statSync(path).size / 2)),
    'another version': (path) => flip(path, 4),
    'cut short': (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    emptied: (path) => truncateSync(path, 0),
    'no file of ours': (path) => writeFileSync(path, 'something else altogether'),
  };
  for (const [what, damage] of Object.entries(DAMAGES)) {
    for (const kind of ['snapshot', 'chunks']) {
      if (kind === 'chunks' && what === 'another version') continue;
      it(`rebuilds with one warning when the ${kind} of two runs are damaged: ${what}`, async (test) => {
        const [logdir, cacheDir] = [makeTempDir(test), makeTempDir(test)];
        for (const run of ['a', 'b']) {
          mkdirSync(join(logdir, run));
          writeFileSync(join(logdir, run, FILE), records(0, MANY));
        }
        // Points go to chunks when somebody looks at them.
        const first = await start(test, logdir, cacheDir);
        for (const run of ['a', 'b']) assert.equal(first.steps(run)?.length, MANY);
        await first.stop();
        for (const name of readdirSync(cacheDir)) if (name.endsWith(kind)) damage(join(cacheDir, name));
        const { steps, warnings, stop } = await start(test, logdir, cacheDir);
        // Damaged points are missed when someone looks at them; then their run is read anew.
        const isWhole = (run: string): boolean => {
          try {
            return steps(run)?.length === MANY;
          } catch {
            return false;
          }
        };
        for (const run of ['a', 'b']) await until(() => isWhole(run));
        assert.equal(warnings.length, 1, warnings.join('\n'));
        await stop();
        const third = await start(test, logdir, cacheDir);
        assert.equal(third.steps('a')?.length, MANY);
        assert.deepEqual(third.warnings, []);
      });
    }
  }
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 0x10;
  writeFileSync(path, bytes);
}
