import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatInteger,
  formatPlural,
} from '../../../web/base/format.ts';

test('writes counts in three digits above ten thousand', () => {
  const cases: [number, string][] = [
    [0, '0'],
    [5704, '5,704'],
    [9999, '9,999'],
    [10_000, '10k'],
    [19_240, '19.2k'],
    [999_499, '999k'],
    [999_600, '1M'],
    [1_140_000, '1.14M'],
    [2.5e9, '2.5G'],
  ];
  for (const [count, text] of cases) assert.equal(formatCount(count), text);
  assert.equal(formatInteger(9_640_180), '9,640,180');
});

test('writes bytes in decimal units', () => {
  const cases: [number, string][] = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [412e6, '412 MB'],
    [999.9e6, '1 GB'],
    [1.2e9, '1.2 GB'],
  ];
  for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
});

test('writes ages in whole units, never older than they are', () => {
  const cases: [number, string][] = [
    [-3, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [7300, '2 h'],
    [172_800, '2 d'],
  ];
  for (const [sec, text] of cases) assert.equal(formatAge(sec), text);
});

test('knows one from many', () => {
  assert.equal(formatPlural(1, 'run'), '1 run');
  assert.equal(formatPlural(1204, 'run'), '1,204 runs');
  assert.equal(formatPlural(0, 'entry', 'entries'), '0 entries');
});
