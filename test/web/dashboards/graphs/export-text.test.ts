import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeView } from '../../../../server/dashboards/graphs/query/view.ts';
import { viewDot, viewJson } from '../../../../web/dashboards/graphs/export-text.ts';
import { graphModel } from '../../../server/dashboards/graphs/graph-def.ts';

describe('what is open, as text', () => {
  const view = computeView(graphModel('s/a', 's/b"\n = Op(s/a)', 'c = Op(^s/a)', 'd/e = Op(c)'), {
    open: ['s'],
  });

  it('is Graphviz with open scopes as clusters, every name in quotes', () => {
    const dot = viewDot(view);
    assert.match(dot, /^digraph graph_view \{\n/);
    assert.match(dot, /subgraph "cluster s" \{\n {4}label="s";\n {4}"s\/a" \[label="a", tooltip="Op"\];/);
    assert.ok(dot.includes('"s/b\\"\\n'));
    assert.ok(dot.includes('"s/a" -> "c" [label="", style=dashed];'));
    assert.ok(dot.includes('"c" -> "d"'));
    assert.equal(dot.split('{').length, dot.split('}').length);
  });

  it('is JSON of nodes and edges', () => {
    const { nodes, edges } = JSON.parse(viewJson(view)) as typeof view;
    assert.equal(nodes.length, view.nodes.length);
    assert.equal(edges.length, 3);
  });
});
