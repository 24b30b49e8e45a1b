import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DirectoryListing } from '../../../server/sources/list-logdir.ts';
import { SourceTree } from '../../../server/sources/source-tree.ts';

interface Given {
  readonly files?: readonly string[];
  readonly directories?: readonly string[];
  readonly failure?: string;
}

function list(path: string, { files = [], directories = [], failure }: Given = {}): DirectoryListing {
  return {
    path,
    run: path,
    isRun: files.length > 0,
    files: files.map((name) => {
      return { path: `${path}/${name}`, run: path, size: 1, modifiedMs: 1, identity: `${path}/${name}` };
    }),
    directories: directories.map((name) => ({ path: `${path}/${name}`, name, isLink: false })),
    exists: true,
    failure,
  };
}

function listings(...all: readonly DirectoryListing[]): Map<string, DirectoryListing> {
  return new Map(all.map((listing) => [listing.path, listing]));
}

describe('SourceTree', () => {
  it('tells what came and what went below a directory that was listed again, and leaves the rest alone', () => {
    const tree = new SourceTree();
    const b = list('/logs/b', { files: ['events'] });
    const first = tree.replace(
      listings(
        list('/logs', { directories: ['a', 'b'] }),
        list('/logs/a', { files: ['events'], directories: ['deep'] }),
        list('/logs/a/deep', { files: ['events'] }),
        b,
      ),
      ['/logs'],
    );
    assert.deepEqual(first.newRuns, ['/logs/a', '/logs/a/deep', '/logs/b']);
    assert.equal(first.files.length, 3);

    const second = tree.replace(listings(list('/logs/a', { files: ['events', 'more'] })), ['/logs/a']);
    assert.deepEqual(
      second.files.map(({ path }) => path),
      ['/logs/a/more'],
    );
    assert.deepEqual(second.gone, ['/logs/a/deep/events']);
    assert.deepEqual(second.goneRuns, ['/logs/a/deep']);
    assert.deepEqual(second.newRuns, []);
    assert.equal(tree.directory('/logs/b'), b);

    const third = tree.replace(listings(list('/logs', { directories: ['b'] }), b), ['/logs']);
    assert.deepEqual(third.goneRuns, ['/logs/a']);
    assert.deepEqual(third.gone.toSorted(), ['/logs/a/events', '/logs/a/more']);
    assert.deepEqual(third.files, []);
  });

  it('names every directory that cannot be listed, until it can', () => {
    const tree = new SourceTree();
    const failing = list('/logs/a', { failure: 'no permission' });
    const first = tree.replace(listings(list('/logs', { directories: ['a'] }), failing), ['/logs']);
    assert.deepEqual(first.problems, [{ path: '/logs/a', message: 'no permission' }]);
    assert.deepEqual(tree.updateFiles([]).problems, first.problems);
    assert.deepEqual(tree.replace(listings(list('/logs/a')), ['/logs/a']).problems, []);
  });
});
