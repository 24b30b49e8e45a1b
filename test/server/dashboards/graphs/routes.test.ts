import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fastify } from 'fastify';
import type { GraphList, GraphNodeInfo, GraphSearch, GraphView } from '../../../../proto/api/graphs.ts';
import { graphs } from '../../../../server/dashboards/graphs/routes.ts';
import { fixtureGraphs } from './graph-fixture.ts';
import { graphContext, recordedGraph } from './graph-context.ts';
import { graphDef } from './graph-def.ts';

describe('/api/graphs', () => {
  const app = fastify();
  before(async () => {
    // Names on which /(a+)+$/ backtracks for longer than anyone would wait.
    const slow = recordedGraph('slow', graphDef(`${'a'.repeat(60)}!`));
    const context = graphContext([
      ...fixtureGraphs('seed-linear'),
      ...fixtureGraphs('tf2-writer', /^graph$/),
      ...fixtureGraphs('keras-mnistlike', /^train$/),
      ...fixtureGraphs('edge', /^graphs\/(?:broken|empty|meta-only|two)$/),
      slow,
    ]);
    await app.register(
      async (scope) => graphs.routes(scope, { ...context, eventFiles: () => [], labelsOf: () => [] }),
      {
        prefix: '/api/graphs',
      },
    );
  });
  after(() => app.close());

  const get = async <T>(url: string): Promise<T> => {
    const reply = await app.inject({ url: `/api/graphs${url}` });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<T>();
  };
  const status = async (url: string): Promise<number> =>
    (await app.inject({ url: `/api/graphs${url}` })).statusCode;
  const view = async (payload: object): Promise<GraphView> => {
    const reply = await app.inject({ method: 'POST', url: '/api/graphs/view', payload });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<GraphView>();
  };

  it('lists every graph, but neither run metadata without one nor a second copy', async () => {
    const { graphs: list } = await get<GraphList>('');
    assert.deepEqual(list.map(({ run, tag, kind, step }) => [run, tag, kind, step]).sort(), [
      ['.', '__run_graph__', 'op', 0],
      ['graph', '__run_graph__', 'op', 0],
      ['graph', 'net_trace', 'op', 0],
      ['graphs/broken', '__run_graph__', 'op', 0],
      ['graphs/empty', '__run_graph__', 'op', 0],
      ['graphs/meta-only', '__meta_graph__', 'op', 0],
      ['graphs/two', '__run_graph__', 'op', 5],
      ['slow', '__run_graph__', 'op', 0],
      ['train', 'keras', 'conceptual', 0],
    ]);
  });

  it('shows a view, a node and search results', async () => {
    const first = await view({ run: '.', open: [] });
    assert.deepEqual(
      first.nodes.filter(({ kind }) => kind === 'scope').map(({ path }) => path),
      ['original_data', 'linear_model', 'loss', 'optimizer', 'merge'].filter((path) =>
        first.nodes.some((node) => node.path === path),
      ),
    );
    assert.equal(first.totals.nodes, 70);
    assert.equal(first.totals.scopes, 35);
    const info = await get<GraphNodeInfo>('/node?run=.&path=linear_model');
    assert.equal(info.inside?.nodes, 16);
    const found = await get<GraphSearch>('/search?run=.&q=weights');
    assert.ok(found.total > 5);
  });

  it('shows graphs of functions and Keras models', async () => {
    const trace = await view({ run: 'graph', tag: 'net_trace', open: [] });
    assert.deepEqual(
      trace.nodes.map(({ path }) => path).filter((path) => path.startsWith('graph_')),
      ['graph_1', 'graph_2'],
    );
    assert.deepEqual(trace.warnings, []);
    const keras = await view({ run: 'train', tag: 'keras', open: ['sequential'] });
    assert.deepEqual(keras.nodes.map(({ op, label }) => [op, label]).slice(1, 3), [
      ['InputLayer', 'input_layer'],
      ['Conv2D', 'conv1'],
    ]);
    assert.equal(keras.edges.length, 6);
  });

  it('shows a graph that only a meta graph holds', async () => {
    assert.equal((await view({ run: 'graphs/meta-only', open: [] })).totals.nodes, 3);
  });

  it('answers for a damaged and for an empty graph', async () => {
    const broken = await view({ run: 'graphs/broken', open: [] });
    assert.deepEqual(broken.nodes, []);
    assert.match(broken.warnings.join(), /damaged at byte/);
    const empty = await view({ run: 'graphs/empty', open: [] });
    assert.deepEqual([empty.nodes, empty.warnings], [[], []]);
  });

  it('shows the graph of the highest step', async () => {
    assert.equal((await view({ run: 'graphs/two', open: [] })).totals.nodes, 1);
  });

  it('says what is not there', async () => {
    assert.equal(await status('/node?run=absent&path=a'), 404);
    assert.equal(await status('/node?run=.&tag=absent&path=a'), 404);
    assert.equal(await status('/node?run=.&path=absent'), 404);
    assert.equal(await status('/node?run=.'), 400);
    assert.equal(await status('/search?run=.&q=re:('), 400);
  });

  it('stops a search that takes forever, and goes on', async () => {
    const reply = await app.inject({
      url: `/api/graphs/search?run=slow&q=${encodeURIComponent('re:^(a+)+$')}`,
    });
    assert.equal(reply.statusCode, 400);
    assert.match(reply.body, /took too long/);
    assert.equal((await view({ run: 'slow', open: [] })).totals.nodes, 1);
  });
});
