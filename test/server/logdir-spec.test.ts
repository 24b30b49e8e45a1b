import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parseLogdir, parseLogdirSpec } from '../../server/logdir-spec.ts';

const HOME = '/home/ada';

test('makes one absolute path of a plain logdir', () => {
  assert.deepEqual(parseLogdir('/logs/a', HOME), [{ name: undefined, path: '/logs/a' }]);
  assert.deepEqual(parseLogdir('runs', HOME), [{ name: undefined, path: resolve('runs') }]);
  assert.deepEqual(parseLogdir('.', HOME), [{ name: undefined, path: process.cwd() }]);
});

test('expands the home folder, and only at the beginning', () => {
  assert.equal(parseLogdir('~', HOME)[0]?.path, HOME);
  assert.equal(parseLogdir('~/logs', HOME)[0]?.path, '/home/ada/logs');
  assert.equal(parseLogdir('a:~/logs', HOME)[0]?.path, '/home/ada/logs');
  assert.equal(parseLogdir('/x/~/logs', HOME)[0]?.path, '/x/~/logs');
  assert.equal(parseLogdir('/x~y', HOME)[0]?.path, '/x~y');
});

test('reads a list with and without names', () => {
  assert.deepEqual(parseLogdir('train:/logs/a,eval:logs/b,/logs/c', HOME), [
    { name: 'train', path: '/logs/a' },
    { name: 'eval', path: resolve('logs/b') },
    { name: undefined, path: '/logs/c' },
  ]);
});

test('takes a colon after a slash for part of the path', () => {
  assert.deepEqual(parseLogdir('/logs/10:30', HOME), [{ name: undefined, path: '/logs/10:30' }]);
  assert.deepEqual(parseLogdir('a:/logs/10:30', HOME), [{ name: 'a', path: '/logs/10:30' }]);
});

test('keeps a comma inside a folder name, except in --logdir_spec', () => {
  const folder = '/logs/lr=0.1,batch=32';
  assert.deepEqual(parseLogdir(folder, HOME), [{ name: undefined, path: folder }]);
  assert.deepEqual(parseLogdirSpec('/a,b', HOME), [
    { name: undefined, path: '/a' },
    { name: undefined, path: resolve('b') },
  ]);
});

test('refuses empty parts, repeated names and object storage in one line each', () => {
  assert.throws(() => parseLogdirSpec('/a,', HOME), {
    code: 'CONFIG_INVALID',
    message: /^A logdir is empty/,
  });
  assert.throws(() => parseLogdir('a:/x,a:/y', HOME), { message: /^Two logdirs are named "a"/ });
  assert.throws(() => parseLogdir('gs://bucket/logs', HOME), {
    message: /^Logs at gs:\/\/bucket\/logs cannot/,
  });
});
