import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  graphInfo,
  graphText,
  runMetadataText,
} from '../../../../server/dashboards/graphs/tensorboard-graphs.ts';
import type { FixtureName } from '../../../support/fixtures.ts';
import { fixtureContext, graphAnswers } from './graph-fixture.ts';

const FIXTURES: readonly [FixtureName, RegExp?][] = [
  ['seed-linear'],
  ['tf2-writer'],
  ['keras-mnistlike'],
  ['torch-writer'],
  ['tensorboardx'],
  ['edge', /^graphs\//],
  ['edge-hostile', /^graph\//],
];

interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly sha256: string;
}

function assertText(text: string, bytes: number, sha256: string): void {
  assert.equal(Buffer.byteLength(text), bytes);
  assert.equal(createHash('sha256').update(text).digest('hex'), sha256);
}

for (const [name, runs] of FIXTURES) {
  describe(`TensorBoard's graph routes on ${name}`, () => {
    const context = fixtureContext(name, runs);
    for (const [path, answer] of graphAnswers(name)) {
      const url = new URL(path, 'http://localhost');
      if (url.pathname.endsWith('/info')) {
        it('lists the same graphs', () => {
          assert.deepEqual(graphInfo(context.store), answer);
        });
      } else {
        const query = Object.fromEntries(url.searchParams);
        const { status, sha256, bytes } = answer as Answer;
        it(`answers the graph of ${query['run']} byte for byte`, async () => {
          if (status === 200) assertText(await graphText(context, query), bytes, sha256);
          // TensorBoard refuses two graphs. Of one the limit takes out the attribute that is at fault.
          else if (query['run'] === 'graph/attr-depth')
            assert.match(await graphText(context, query), /_too_large_attrs/);
          else await assert.rejects(graphText(context, query), { code: 'GRAPH_INVALID' });
        });
      }
    }
  });
}

// Sizes and hashes of what TensorBoard 2.21 prints, computed with its own Python code.
describe("TensorBoard's graph routes beyond a run's own graph", () => {
  it('puts the graphs of several functions side by side', async () => {
    const text = await graphText(fixtureContext('tf2-writer', /^graph$/), { run: 'graph', tag: 'net_trace' });
    assertText(text, 20634, 'b0d73a016658cb9a9149014b56b547f9fd81c61f86a38b618d21cc845d6ed42a');
  });

  it('prints a Keras model as a graph', async () => {
    const query = { run: 'train', tag: 'keras', conceptual: 'true' };
    const text = await graphText(fixtureContext('keras-mnistlike'), query);
    assertText(text, 1456, 'c656f68c89a4619683601b0748976ca8f7969954840cc267a0ab36e96b0fa205');
  });

  it('prints run metadata', async () => {
    const text = await runMetadataText(fixtureContext('seed-linear'), { run: '.', tag: 'step0249' });
    assertText(text, 28063, 'eddbff10c0f59dd84439e4c05d524aaf46f6ab8237d261cdab487adfa0c12e8c');
  });

  it('refuses an attribute nested too deeply', async () => {
    const context = fixtureContext('edge-hostile', /^graph\/attr-depth$/);
    await assert.rejects(graphText(context, { run: 'graph/attr-depth' }), { code: 'GRAPH_INVALID' });
  });

  it('says what a request lacks', async () => {
    const context = fixtureContext('seed-linear');
    const run = '.';
    await assert.rejects(graphText(context, {}), { statusCode: 400, message: /"run" is required/ });
    await assert.rejects(graphText(context, { run, limit_attr_size: 'x', large_attrs_key: 'k' }), {
      statusCode: 400,
    });
    await assert.rejects(graphText(context, { run, limit_attr_size: '0', large_attrs_key: 'k' }), {
      statusCode: 400,
    });
    await assert.rejects(graphText(context, { run, limit_attr_size: '9' }), { statusCode: 400 });
    await assert.rejects(graphText(context, { run, tag: 'step0249' }), { statusCode: 404 });
    await assert.rejects(graphText(context, { run: 'absent' }), { statusCode: 404 });
    await assert.rejects(runMetadataText(context, { run }), {
      statusCode: 400,
      message: /"tag" is required/,
    });
  });
});
