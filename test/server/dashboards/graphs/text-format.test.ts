import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { printMessage } from '../../../../server/dashboards/graphs/text/text-format.ts';
import {
  formatDouble,
  formatFloat,
  quoteBytes,
  quoteString,
} from '../../../../server/dashboards/graphs/text/text-values.ts';

function printNode(node: tensorboard.INodeDef): string {
  return printMessage('NodeDef', tensorboard.NodeDef.encode(node).finish());
}

describe('formatFloat and formatDouble', () => {
  it('use the fewest digits that read back the same', () => {
    assert.deepEqual([0.1, 1, 1e6, 1e5, 1e-5, 123456792, -0].map(formatFloat), [
      '0.1',
      '1',
      '1e+06',
      '100000',
      '1e-05',
      '123456792',
      '-0',
    ]);
    assert.deepEqual([0.30000000000000004, 5e-324, 1e15, -2.5].map(formatDouble), [
      '0.30000000000000004',
      '4.94065645841247e-324',
      '1e+15',
      '-2.5',
    ]);
  });

  it('round a tie to the even neighbour, as C does', () => {
    assert.equal(formatFloat(2 ** -13), '0.000122070312');
    assert.equal(formatFloat(3 * 2 ** -13), '0.000366210938');
  });

  it('name what is not finite', () => {
    assert.deepEqual([NaN, Infinity, -Infinity].map(formatFloat), ['nan', 'inf', '-inf']);
  });
});

describe('quoteBytes and quoteString', () => {
  it('escape control characters and, in bytes, everything beyond ASCII', () => {
    const bytes = Buffer.from('a"\'\t\x01é');
    assert.equal(quoteBytes(bytes), String.raw`"a\"\'\t\001\303\251"`);
    assert.equal(quoteString(bytes), String.raw`"a\"\'\t\001é"`);
  });

  it('refuse text that is not UTF-8', () => {
    assert.throws(() => quoteString(Buffer.of(0xff)));
  });
});

describe('printMessage', () => {
  it('leaves out defaults but not members of a oneof', () => {
    assert.equal(
      printNode({ name: '', op: 'X', attr: { i: { i: 0 } } }),
      'op: "X"\nattr {\n  key: "i"\n  value {\n    i: 0\n  }\n}\n',
    );
  });

  it('prints map entries by descending key, a key before those it begins', () => {
    const text = printNode({ attr: { a: { i: 1 }, b: { i: 2 }, ab: { i: 3 }, __proto: { i: 4 } } });
    assert.deepEqual(
      [...text.matchAll(/key: "(.*)"/g)].map((match) => match[1]),
      ['b', 'a', 'ab', '__proto'],
    );
  });

  it('prints unknown enum values as numbers', () => {
    assert.equal(printMessage('AttrValue', Uint8Array.of(0x30, 1, 0x30, 99)), 'type: 99\n');
  });

  it('merges a message that comes in two parts and keeps the last of a scalar', () => {
    const parts = [{ versions: { producer: 5 } }, { versions: { producer: 7, minConsumer: 12 } }];
    const bytes = Buffer.concat(parts.map((part) => tensorboard.GraphDef.encode(part).finish()));
    assert.equal(printMessage('GraphDef', bytes), 'versions {\n  producer: 7\n  min_consumer: 12\n}\n');
  });

  it('reads numbers packed or one by one', () => {
    const expected = 'i: 1\ni: -1\n';
    const minusOne = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
    assert.equal(printMessage('AttrValue.ListValue', Uint8Array.of(0x1a, 11, 1, ...minusOne)), expected);
    assert.equal(printMessage('AttrValue.ListValue', Uint8Array.of(0x18, 1, 0x18, ...minusOne)), expected);
  });

  it('throws for bytes that end too early', () => {
    assert.throws(() => printMessage('GraphDef', Uint8Array.of(0x0a, 5, 1)));
  });
});
