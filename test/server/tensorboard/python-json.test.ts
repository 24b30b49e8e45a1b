import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PythonFloat, pythonFloat, pythonJson, pythonRepr } from '../../../server/tensorboard/python-json.ts';

describe('pythonFloat', () => {
  /** What Python 3 prints for repr() of each. */
  const PRINTED: readonly (readonly [number, string])[] = [
    [1, '1.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [0.10000000149011612, '0.10000000149011612'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e30, '1e+30'],
    [5e-324, '5e-324'],
    [1700000000.1234567, '1700000000.1234567'],
    [NaN, 'nan'],
    [-Infinity, '-inf'],
  ];
  for (const [value, text] of PRINTED) it(`prints ${text}`, () => assert.equal(pythonFloat(value), text));
});

describe('pythonJson', () => {
  it('prints as json.dumps does, with numbers that JSON lacks as strings', () => {
    const value = [
      new PythonFloat(1),
      2,
      new PythonFloat(NaN),
      new PythonFloat(-Infinity),
      2n ** 63n - 1n,
      true,
      null,
    ];
    assert.equal(pythonJson(value), '[1.0, 2, "NaN", "-Infinity", 9223372036854775807, true, null]');
  });

  it('escapes everything beyond ASCII', () => {
    assert.equal(pythonJson({ 'é\n"': '日😀\u007f' }), '{"\\u00e9\\n\\"": "\\u65e5\\ud83d\\ude00\\u007f"}');
  });

  it('prints a key that is the name of a prototype', () => {
    assert.equal(
      pythonJson(new Map([['__proto__', { constructor: 1 }]])),
      '{"__proto__": {"constructor": 1}}',
    );
  });
});

describe('pythonRepr', () => {
  it('quotes as Python does', () => {
    assert.equal(pythonRepr(null), 'None');
    assert.equal(pythonRepr('a'), "'a'");
    assert.equal(pythonRepr("it's"), `"it's"`);
    assert.equal(pythonRepr(`"it's"`), `'"it\\'s"'`);
    assert.equal(pythonRepr('a\\b\n'), "'a\\\\b\\n'");
  });
});
