import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixturePath } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';
import { seededRandom } from '../../support/random.ts';

const ROUTES = [
  'timeseries/tags',
  'timeseries/timeSeries',
  'timeseries/imageData',
  'scalars/scalars',
  'scalars/scalars_multirun',
  'histograms/histograms',
  'distributions/distributions',
  'images/images',
  'images/individualImage',
  'audio/audio',
  'audio/individualAudio',
  'text/text',
  'graphs/graph',
  'graphs/run_metadata',
  'pr_curves/pr_curves',
  'mesh/meshes',
  'mesh/data',
  'custom_scalars/scalars',
  'custom_scalars/download_data',
  'hparams/experiment',
  'hparams/session_groups',
  'hparams/metric_evals',
  'hparams/download_data',
];

const NAMES = [
  'run',
  'tag',
  'sample',
  'step',
  'format',
  'content_type',
  'blob_key',
  'imageId',
  'requests',
  'request',
  'columnsVisibility',
  'limit_attr_size',
  'large_attrs_key',
  'conceptual',
];

const key = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const VALUES = [
  '',
  '.',
  'main',
  'second',
  'batch',
  'notes',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  '%00',
  '%',
  '%ff%fe',
  '-1',
  '1e99',
  'NaN',
  '99999999999999999999',
  'null',
  '[]',
  '{}',
  '[null]',
  '[{"plugin": "images", "tag": "batch", "run": "main", "sample": -3}]',
  '[{"plugin": ["scalars"], "tag": {}, "run": 3}]',
  '{"colParams": [{}], "allowedStatuses": [0, 1, 2, 3], "sliceSize": 5}',
  '{"colParams": [{"hparam": "lr", "filterRegexp": "("}], "allowedStatuses": [0, 1, 2, 3]}',
  '(a+)+$',
  '[',
  '__proto__',
  'constructor',
  'x'.repeat(5000),
  'VERTEX',
  'audio/wav',
  'text/html',
  'csv',
  key('', 'images', '../..', '/etc/passwd', 0, 0),
  key('', 'images', 'main', 'batch', 0, 99),
  key('', 'images', 'main', 'batch', null, 2),
  key('', 'images', 'main', 'batch', 0, 'length'),
  key('', 'scalars', 'main', 'lr', 0, 0),
  key({}),
];

describe('hostile requests', () => {
  let app: InjectedApp;
  before(async () => {
    app = await openLogdir(fixturePath('tf2-writer'));
  });
  after(() => app.close());

  it('get an answer or a complaint, never a failure', async () => {
    const random = seededRandom(10);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    for (let round = 0; round < 1500; round++) {
      const pairs = Array.from(
        { length: Math.floor(random() * 5) },
        () => `${pick(NAMES)}=${encode(pick(VALUES))}`,
      );
      const route = `/data/plugin/${pick(ROUTES)}`;
      const isPost = random() < 0.3;
      const answer = await app.fastify.inject({
        method: isPost ? 'POST' : 'GET',
        url: isPost ? route : `${route}?${pairs.join('&')}`,
        headers: { host: 'localhost', ...(isPost && { 'content-type': pick(TYPES) }) },
        ...(isPost && { payload: random() < 0.5 ? pairs.join('&') : pick(VALUES) }),
      });
      const what = `${isPost ? 'POST' : 'GET'} ${route} ${pairs.join('&')}: ${answer.body.slice(0, 200)}`;
      assert.ok(answer.statusCode < 500, `${answer.statusCode} ${what}`);
      assert.doesNotMatch(answer.body, /root:.*:0:0/, what);
      if (answer.statusCode >= 400) assert.notEqual(answer.body, '', what);
    }
  });

  it('are refused when the flags of the page are none', async () => {
    for (const flags of ['x', '[]', 'null', '3']) {
      const url = `/data/runs?tensorBoardFeatureFlags=${encodeURIComponent(flags)}`;
      assert.equal((await app.get(url)).statusCode, 400, flags);
    }
    const { statusCode } = await app.get(
      `/data/runs?tensorBoardFeatureFlags=${encodeURIComponent('{"a": 1}')}`,
    );
    assert.equal(statusCode, 200);
  });

  it('get blobs that no browser runs', async () => {
    const url = `/data/plugin/images/individualImage?blob_key=${key('', 'images', 'main', 'batch', 0, 2)}`;
    const { headers } = await app.fastify.inject({ url, headers: { host: 'localhost' } });
    assert.equal(headers['content-type'], 'image/png');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-security-policy']), /sandbox/);
  });
});

const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/html',
  'x',
];

/** Half of the hostile values are sent as they are, where a URL can hold them. */
function encode(value: string): string {
  return value.includes('%') ? value : encodeURIComponent(value);
}
