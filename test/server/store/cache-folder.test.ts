import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { CacheFolder } from '../../../server/store/cache-folder.ts';
import { CHUNK_CODEC } from '../../../server/store/chunk-codec.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

function open(test: TestContext, path = join(makeTempDir(test), 'cache')): CacheFolder {
  const folder = CacheFolder.open(path);
  assert.ok(folder);
  test.after(() => folder.close());
  return folder;
}

/** A lock that some holder left behind. */
function leaveLock(test: TestContext, text: string): string {
  const path = makeTempDir(test);
  writeFileSync(join(path, 'lock'), text);
  return path;
}

const CHUNK = { series: 1, count: 3, codec: CHUNK_CODEC, payload: new Uint8Array(50) };

describe('CacheFolder', () => {
  it('gives back what was written last, by run name', async (test) => {
    const folder = open(test);
    const data = { steps: Float64Array.of(1, NaN, -0), text: 'é\u0000', none: undefined };
    await folder.write('../a run', { old: true });
    await folder.write('../a run', data);
    await folder.write('.', [1]);
    folder.close();
    const { byRun, badCount } = await open(test, folder.path).readSnapshots();
    assert.deepEqual(
      byRun,
      new Map<string, unknown>([
        ['../a run', data],
        ['.', [1]],
      ]),
    );
    assert.equal(badCount, 0);
  });

  it('counts a snapshot under the name of another run as bad', async (test) => {
    const folder = open(test);
    await folder.write('a', 1);
    const [name = ''] = readdirSync(folder.path).filter((file) => file.endsWith('.snapshot'));
    writeFileSync(join(folder.path, name.replace(/^./, 'e')), readFileSync(join(folder.path, name)));
    const { byRun, badCount } = await folder.readSnapshots();
    assert.ok(byRun.has('a'));
    assert.equal(badCount, name.startsWith('e') ? 0 : 1);
  });

  it('knows its size, and sweeps away what no run needs but nothing that is not its own', async (test) => {
    const folder = open(test);
    const bytes = await folder.write('kept', new Uint8Array(1000));
    await folder.write('gone', new Uint8Array(1000));
    const [kept, gone] = [folder.createChunkFile('kept'), folder.createChunkFile('gone')];
    kept.append(CHUNK);
    gone.append(CHUNK);
    writeFileSync(join(folder.path, 'notes.txt'), 'mine');
    folder.removeChunkFile(gone);
    folder.sweep(new Set(['kept']));
    assert.equal(folder.bytes, bytes + kept.size);
    assert.deepEqual(
      readdirSync(folder.path)
        .map((name) => name.replace(/^[^.]*\./, ''))
        .filter((name) => name !== 'lock')
        .toSorted(),
      [kept.path.replace(/^[^.]*\./, ''), 'snapshot', 'txt'].toSorted(),
    );
  });

  it('cuts a file of chunks to what is known of it, and does not take one that is shorter', (test) => {
    const folder = open(test);
    const file = folder.createChunkFile('run');
    const first = file.append(CHUNK);
    const { size } = file;
    file.append(CHUNK);
    const name = file.path.slice(folder.path.length + 1);
    assert.equal(folder.openChunkFile(name, size * 3), undefined);
    const opened = folder.openChunkFile(name, size);
    assert.equal(opened?.size, size);
    assert.equal(readFileSync(file.path).length, size);
    assert.equal(opened?.read(first).count, CHUNK.count);
    assert.equal(folder.openChunkFile('../../etc/passwd', 0), undefined);
  });
});

describe('CacheLock', () => {
  it('lets one server in at a time', (test) => {
    const folder = open(test);
    assert.equal(CacheFolder.open(folder.path), undefined);
    folder.close();
    assert.ok(!existsSync(join(folder.path, 'lock')));
    open(test, folder.path);
  });

  it('is free at once when its holder was killed, or its number is another process now', (test) => {
    const host = hostname();
    open(test, leaveLock(test, JSON.stringify({ host, pid: 2 ** 22 - 1, started: '1' })));
    open(test, leaveLock(test, JSON.stringify({ host, pid: process.pid, started: 'long ago' })));
  });

  it('is held by another machine until that is silent for a minute', (test) => {
    const path = leaveLock(test, JSON.stringify({ host: 'elsewhere.example', pid: 1, started: '' }));
    assert.equal(CacheFolder.open(path), undefined);
    const past = Date.now() / 1000 - 61;
    utimesSync(join(path, 'lock'), past, past);
    open(test, path);
  });

  it('takes an unreadable lock for one that is just being made', (test) => {
    const path = leaveLock(test, '{"host":');
    assert.equal(CacheFolder.open(path), undefined);
  });

  it('is no longer held when another took it, and then leaves that one alone', (test) => {
    const folder = open(test);
    const other = '{"host":"elsewhere.example","pid":1,"started":""}';
    writeFileSync(join(folder.path, 'lock'), other);
    assert.equal(folder.isOurs, false);
    folder.close();
    assert.equal(readFileSync(join(folder.path, 'lock'), 'utf8'), other);
  });
});
