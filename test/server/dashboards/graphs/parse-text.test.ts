import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { uploadedGraph } from '../../../../server/dashboards/graphs/source/uploaded-graph.ts';
import { parseText } from '../../../../server/dashboards/graphs/text/parse-text.ts';
import { printMessage } from '../../../../server/dashboards/graphs/text/text-format.ts';
import { fixtureGraph } from './graph-fixture.ts';

const { GraphDef } = tensorboard;

describe('parseText', () => {
  for (const [fixture, run] of [
    ['seed-linear', '.'],
    ['tf2-writer', 'graph'],
    ['torch-writer', 'main'],
    ['edge-hostile', 'graph/odd-names'],
  ] as const) {
    it(`reads back the graph of ${fixture} as it is printed`, () => {
      const text = printMessage('GraphDef', fixtureGraph(fixture, run));
      assert.equal(printMessage('GraphDef', parseText('GraphDef', text)), text);
    });
  }

  it('takes comments, lists, other brackets, joined strings and unknown fields', () => {
    const text = `# a graph
      node < name: "a" 'b', op: "X"; input: ["p", "q:1"]
        attr { key: "v" value { tensor { float_val: [1.5, -2e3, inf, -nan] bool_val: true dtype: DT_FLOAT } } }
        unknown_thing { name: 3 list: [1, 2] other { } } >
      versions { producer: -1 } future: "x"`;
    const { node, versions } = GraphDef.decode(parseText('GraphDef', text));
    assert.deepEqual([node[0]?.name, node[0]?.op, node[0]?.input], ['ab', 'X', ['p', 'q:1']]);
    const tensor = node[0]?.attr?.['v']?.tensor;
    assert.deepEqual([...(tensor?.floatVal ?? [])], [1.5, -2000, Infinity, NaN]);
    assert.deepEqual([tensor?.boolVal, tensor?.dtype], [[true], 1]);
    assert.equal(versions?.producer, -1);
  });

  it('reads escapes as bytes', () => {
    const text = String.raw`node { name: "\303\244\x41\n\"\u00e4" }`;
    assert.equal(GraphDef.decode(parseText('GraphDef', text)).node[0]?.name, 'äA\n"ä');
  });

  it('says in which line the text is wrong', () => {
    const fails = (text: string, message: RegExp): void =>
      assert.throws(() => parseText('GraphDef', text), { code: 'GRAPH_INVALID', message });
    fails('node {\n name: 3 }', /^Line 2: name is no text/);
    fails('node {\n', /"}" is missing/);
    fails('node { attr { value { i: x } } }', /i is no integer/);
    fails('node "x"', /":" or "{" was expected/);
    fails('node { '.repeat(1) + 'attr { value { list { func { attr { value { '.repeat(60), /deeply/);
  });
});

describe('uploadedGraph', () => {
  it('tells text from a serialized graph', () => {
    const graph = fixtureGraph('seed-linear', '.');
    assert.equal(uploadedGraph(graph), graph);
    const text = Buffer.from('\n# comment\nnode { name: "a" }');
    assert.equal(GraphDef.decode(uploadedGraph(text)).node[0]?.name, 'a');
    assert.throws(() => uploadedGraph(Buffer.from('PNG\x01\xff\xff')), { code: 'GRAPH_INVALID' });
  });
});
