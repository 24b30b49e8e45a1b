import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fastify } from 'fastify';
import type { GraphCosts, GraphInstruments, GraphUpload } from '../../../../proto/api/graph-costs.ts';
import type {
  GraphLevel,
  GraphList,
  GraphNodeInfo,
  GraphSearch,
  GraphView,
} from '../../../../proto/api/graphs.ts';
import { graphs } from '../../../../server/dashboards/graphs/routes.ts';
import { BLOB_FORM } from '../../../../server/store/series-store.ts';
import { fixtureGraph, fixtureGraphs } from './graph-fixture.ts';
import { graphContext, recordedGraph } from './graph-context.ts';
import { graphDef } from './graph-def.ts';

describe('/api/graphs', () => {
  const app = fastify();
  before(async () => {
    // Names on which /(a+)+$/ backtracks for longer than anyone would wait.
    const slow = recordedGraph('slow', graphDef(`${'a'.repeat(60)}!`));
    const histogram = { plugin: 'histograms', form: BLOB_FORM.histo, payload: new Uint8Array(0) };
    const context = graphContext([
      recordedGraph('tagged', graphDef('layer/w', 'layer/x')),
      { run: 'tagged', tag: 'layer/w/hist', ...histogram },
      { run: 'tagged', tag: 'elsewhere', ...histogram },
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
    const shown = list.filter(({ isShown }) => isShown);
    assert.deepEqual(shown.map(({ run, tag, kind, step }) => [run, tag, kind, step]).sort(), [
      ['.', '__run_graph__', 'op', 0],
      ['graph', '__run_graph__', 'op', 0],
      ['graph', 'net_trace', 'op', 0],
      ['graphs/broken', '__run_graph__', 'op', 0],
      ['graphs/empty', '__run_graph__', 'op', 0],
      ['graphs/meta-only', '__meta_graph__', 'op', 0],
      ['graphs/two', '__run_graph__', 'op', 5],
      ['slow', '__run_graph__', 'op', 0],
      ['tagged', '__run_graph__', 'op', 0],
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
    // Functions of each graph have other names then; calls find them again.
    const loop = await view({
      run: 'graph',
      tag: 'net_trace',
      open: ['graph_2', 'graph_2/while', 'graph_2/while/(while)'],
    });
    assert.deepEqual(
      loop.nodes.map(({ path }) => path).filter((path) => path.startsWith('graph_2/while/(while)/')),
      ['graph_2/while/(while)/body', 'graph_2/while/(while)/cond'],
    );
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

  it('shows the graph of the highest step, and others on demand', async () => {
    assert.equal((await view({ run: 'graphs/two', open: [] })).totals.nodes, 1);
    const { graphs: list } = await get<GraphList>('');
    const two = list.filter(({ run }) => run === 'graphs/two');
    assert.deepEqual(
      two.map(({ version, isShown }) => [version, isShown]),
      [
        [0, false],
        [1, true],
      ],
    );
    const first = await view({ run: 'graphs/two', version: 0, open: [] });
    assert.notEqual(first.nodes[0]?.path, (await view({ run: 'graphs/two', open: [] })).nodes[0]?.path);
    assert.equal(await status('/level?run=graphs/two&version=2'), 404);
  });

  it('answers for one level, and for one node by its name', async () => {
    const root = await get<GraphLevel>('/level?run=.');
    assert.deepEqual(
      root.nodes.map(({ nodeCount }) => nodeCount).reduce((a, b) => a + b),
      70,
    );
    const inner = await get<GraphLevel>('/level?run=.&path=linear_model');
    assert.ok(
      inner.edges.some(({ from, to }) => from === 'linear_model/mul' && to === 'linear_model/predict'),
    );
    assert.equal(await status('/level?run=.&path=nowhere'), 404);
    const node = await get<GraphNodeInfo>('/node?run=.&name=linear_model/weights');
    assert.deepEqual([node.path, node.op], ['linear_model/weights/(weights)', 'VariableV2']);
    assert.deepEqual(node.outputShapes, ['1']);
  });

  it('lays run metadata over a graph', async () => {
    const { profiles } = await get<GraphList>('');
    assert.ok(profiles.some(({ run, tag }) => run === '.' && tag === 'step0999'));
    const costs = await get<GraphCosts>('/costs?run=.&profile=step0999&sort=time');
    assert.ok(costs.rows[0]!.us >= costs.rows[1]!.us && costs.total > 20);
    const seen = await view({ run: '.', profile: 'step0999', open: [] });
    assert.ok(seen.maxCost!.us >= costs.rows[0]!.us);
    assert.equal(await status('/costs?run=.&profile=nowhere'), 404);
  });

  it('shows an uploaded graph, text or not, and stores nothing', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const upload = async (payload: string | Uint8Array): Promise<string> => {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/graphs/uploads',
        headers,
        payload: Buffer.from(payload),
      });
      assert.equal(reply.statusCode, 200, reply.body);
      return reply.json<GraphUpload>().tag;
    };
    const tag = await upload('node { name: "a/b" op: "X" } node { name: "c" input: "a/b" }');
    assert.deepEqual(
      (await view({ run: '', tag, open: ['a'] })).nodes.map(({ path }) => path),
      ['c', 'a', 'a/b'],
    );
    const other = await upload(graphDef('x', 'y', 'z'));
    assert.equal((await view({ run: '', tag: other, open: [] })).totals.nodes, 3);
    const wrong = await app.inject({
      method: 'POST',
      url: '/api/graphs/uploads',
      headers,
      payload: 'no graph',
    });
    assert.equal(wrong.statusCode, 422);
    assert.equal(await status('/level?run=&tag=upload:0'), 404);
  });

  it('gives the graph as a file', async () => {
    const pb = await app.inject({ url: '/api/graphs/file?run=.&format=pb' });
    assert.deepEqual(pb.rawPayload, Buffer.from(fixtureGraph('seed-linear', '.')));
    assert.match(String(pb.headers['content-disposition']), /graph\.pb"/);
    const text = await app.inject({ url: '/api/graphs/file?run=.&format=pbtxt' });
    assert.match(text.body, /^node \{\n  name: "/);
  });

  it('finds the nodes that tags of the run are named after', async () => {
    const { instruments } = await get<GraphInstruments>('/instruments?run=tagged');
    assert.deepEqual(
      instruments.map(({ tag, path, kind }) => [tag, path, kind]),
      [['layer/w/hist', 'layer/w', 'histograms']],
    );
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
