import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ChunkFile } from '../../../server/store/chunk-file.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

const chunk = (series: number, text: string) => ({ series, count: 3, codec: 1, payload: Buffer.from(text) });

function newFile(test: TestContext): ChunkFile {
  return new ChunkFile(join(makeTempDir(test), 'chunks'));
}

describe('ChunkFile', () => {
  it('gives back what was appended, in any order, also to another reader', (test) => {
    const file = newFile(test);
    const written = ['first', '', 'third and last'].map((text, series) => chunk(series, text));
    const places = written.map((entry) => file.append(entry));
    const other = new ChunkFile(file.path, file.size);
    for (const at of [2, 0, 1]) {
      for (const reader of [file, other]) {
        const { payload, ...header } = reader.read(places[at]!);
        assert.deepEqual(header, { series: at, count: 3, codec: 1 });
        assert.equal(Buffer.from(payload).toString(), written[at]!.payload.toString());
      }
    }
  });

  it('notices any byte that changed, in header and payload', (test) => {
    const file = newFile(test);
    const place = file.append(chunk(1, 'sound'));
    const bytes = readFileSync(file.path);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
      writeFileSync(file.path, damaged);
      assert.throws(() => file.read(place), { code: 'CHUNK_UNREADABLE' }, `byte ${at}`);
    }
  });

  it('says that a chunk is not there when the file is shorter, or gone', (test) => {
    const file = newFile(test);
    const place = file.append(chunk(1, 'sound'));
    writeFileSync(file.path, readFileSync(file.path).subarray(0, -1));
    assert.throws(() => file.read(place), { code: 'CHUNK_UNREADABLE', message: /ends before it/ });
    assert.throws(() => new ChunkFile(`${file.path}-gone`).read(place), { code: 'CHUNK_UNREADABLE' });
  });

  it('goes on where it was cut', (test) => {
    const file = newFile(test);
    const kept = file.append(chunk(1, 'kept'));
    file.append(chunk(2, 'cut off'));
    file.truncate(kept.length);
    assert.equal(statSync(file.path).size, kept.length);
    const place = file.append(chunk(3, 'next'));
    assert.equal(place.offset, kept.length);
    assert.deepEqual([file.read(kept).series, file.read(place).series], [1, 3]);
  });

  it('overwrites what lies behind the end it was opened with', (test) => {
    const file = newFile(test);
    const kept = file.append(chunk(1, 'kept'));
    file.append(chunk(2, 'torn'));
    const again = new ChunkFile(file.path, kept.length);
    assert.equal(again.read(again.append(chunk(3, 'next'))).series, 3);
    assert.equal(again.read(kept).series, 1);
  });
});
