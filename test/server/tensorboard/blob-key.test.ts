import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeBlobKey, encodeBlobKey } from '../../../server/tensorboard/blob-key.ts';

const KEY = { plugin: 'images', run: 'a, b/"c"', tag: 'é, 日', step: -5, index: 2 };

describe('a blob key', () => {
  it('is what TensorBoard makes of the same', () => {
    const key = encodeBlobKey({ plugin: 'images', run: 'main', tag: 'batch', step: 0, index: 2 });
    assert.equal(key, 'WyIiLCJpbWFnZXMiLCJtYWluIiwiYmF0Y2giLDAsMl0');
  });

  it('names the same blob when it comes back', () => {
    assert.deepEqual(decodeBlobKey(encodeBlobKey(KEY)), KEY);
  });

  it("is understood in the form of TensorBoard's fast loader too", () => {
    assert.deepEqual(decodeBlobKey('WyIiLCJ2MiIsImltZyIsMCwzXQ'), {
      plugin: '',
      run: 'v2',
      tag: 'img',
      step: 0,
      index: 3,
    });
  });

  it('is refused when it is none', () => {
    for (const parts of [
      [],
      ['', 'images', 'r', 't', 0, -1],
      ['', 'images', 'r', 't', 0, 1, 2],
      [1, 2, 3, 4, 5],
      {},
    ]) {
      const text = Buffer.from(JSON.stringify(parts)).toString('base64url');
      assert.throws(() => decodeBlobKey(text), { code: 'REQUEST_INVALID' }, JSON.stringify(parts));
    }
    assert.throws(() => decodeBlobKey('%%%'), { code: 'REQUEST_INVALID' });
  });
});
