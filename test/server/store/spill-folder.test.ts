import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SpillFolder } from '../../../server/store/spill-folder.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

const CHUNK = { series: 0, count: 1, codec: 1, payload: new Uint8Array(8) };

/** A process that puts a chunk away and is then killed. */
const KILLED = `
const { SpillFolder } = await import(process.argv[1]);
const file = new SpillFolder(process.argv[2]).createFile(1);
file.append({ series: 0, count: 1, codec: 1, payload: new Uint8Array(8) });
process.kill(process.pid, 'SIGKILL');`;

function leaveBehind(parent: string): void {
  const module = new URL('../../../server/store/spill-folder.js', import.meta.url).href;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', KILLED, module, parent]);
  assert.equal(signal, 'SIGKILL');
}

describe('the folder for what does not fit into memory', () => {
  it('is removed when it is closed', (test) => {
    const parent = makeTempDir(test);
    const folder = new SpillFolder(parent);
    folder.createFile(1).append(CHUNK);
    folder.close();
    assert.deepEqual(readdirSync(parent), []);
  });

  it('is swept away after its server was killed', async (test) => {
    const parent = makeTempDir(test);
    leaveBehind(parent);
    assert.equal(readdirSync(parent).length, 1);
    await SpillFolder.sweep(parent);
    assert.deepEqual(readdirSync(parent), []);
  });

  it('stays while its server lives', async (test) => {
    const parent = makeTempDir(test);
    const folder = new SpillFolder(parent);
    const { path } = folder.createFile(1);
    folder.createFile(1).append(CHUNK);
    await SpillFolder.sweep(parent);
    assert.ok(existsSync(path));
    folder.close();
  });

  it('is not looked for in what is not such a folder', async (test) => {
    const parent = makeTempDir(test);
    leaveBehind(parent);
    const [left = ''] = readdirSync(parent);
    const other = join(makeTempDir(test), 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'lock'), '{"host":"nobody","pid":1,"started":""}');
    symlinkSync(other, join(parent, `${left}link`));
    mkdirSync(join(parent, `${left}fresh`));
    writeFileSync(join(parent, `${left}file`), '');
    await SpillFolder.sweep(parent);
    assert.deepEqual(
      readdirSync(parent).toSorted(),
      ['file', 'fresh', 'link'].map((end) => left + end),
    );
    assert.ok(existsSync(join(other, 'lock')));
  });
});
