import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Client, credentials, status, type ServiceError } from '@grpc/grpc-js';
import { tensorboard as provider } from '../../../../proto/generated/data-provider.js';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import {
  startDataProviderServer,
  type DataProviderServer,
} from '../../../../server/tensorboard/grpc/data-provider-server.ts';
import { fixturePath } from '../../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../../support/injected-app.ts';

const { data } = provider;
type ReadProperties = provider.data.ReadRequest.$Properties;

describe('the data provider', () => {
  let app: InjectedApp;
  let server: DataProviderServer;
  let client: Client;
  before(async () => {
    app = await openLogdir(fixturePath('tf2-writer'));
    server = await startDataProviderServer(app.dataProvider, '127.0.0.1', 0);
    client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  });
  after(async () => {
    client.close();
    await server.close();
    await app.close();
  });

  const call = <Reply>(
    name: string,
    request: Uint8Array,
    decode: (bytes: Uint8Array) => Reply,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        `/tensorboard.data.TensorBoardDataProvider/${name}`,
        (bytes: Uint8Array) => Buffer.from(bytes),
        decode,
        request,
        (error, reply) => (reply === undefined ? reject(error ?? new Error('no reply')) : resolve(reply)),
      );
    });
  const read = (properties: ReadProperties): Uint8Array => data.ReadRequest.encode(properties).finish();

  it('tells where the logs are, and which runs and plugins they have', async () => {
    const experiment = await call('GetExperiment', new Uint8Array(0), data.GetExperimentResponse.decode);
    assert.equal(experiment.dataLocation, fixturePath('tf2-writer'));
    const { runs } = await call('ListRuns', new Uint8Array(0), data.ListRunsResponse.decode);
    assert.deepEqual(
      runs.map(({ name }) => name),
      JSON.parse((await app.get('/data/runs')).body),
    );
    const { plugins } = await call('ListPlugins', new Uint8Array(0), data.ListPluginsResponse.decode);
    const names = plugins.map(({ name }) => name);
    for (const name of ['scalars', 'histograms', 'images', 'audio', 'text', 'mesh', 'hparams', 'pr_curves'])
      assert.ok(names.includes(name), name);
  });

  it('gives the scalars that are asked for, as many as are asked for', async () => {
    const request = {
      pluginFilter: { pluginName: 'scalars' },
      runTagFilter: { runs: { names: ['main', 'none'] }, tags: { names: ['lr'] } },
    };
    const listed = await call('ListScalars', read(request), data.ListSeriesResponse.decode);
    const [entry] = listed.runs ?? [];
    assert.equal(entry?.runName, 'main');
    const rows: number[][] = JSON.parse((await app.get('/data/plugin/scalars/scalars?run=main&tag=lr')).body);
    assert.equal(Number(entry?.tags?.[0]?.metadata?.maxStep), rows.at(-1)?.[1]);
    for (const numPoints of [0, 1, 3, 1000]) {
      const reply = await call(
        'ReadScalars',
        read({ ...request, downsample: { numPoints } }),
        data.ReadScalarsResponse.decode,
      );
      const series = reply.runs?.[0]?.tags?.[0]?.data;
      assert.equal(series?.step?.length ?? 0, Math.min(numPoints, rows.length), `${numPoints} points`);
      if (numPoints >= rows.length) {
        assert.deepEqual(
          series?.step?.map(Number),
          rows.map(([, step]) => step),
        );
        assert.deepEqual(
          series?.value,
          rows.map(([, , value]) => value),
        );
      }
    }
  });

  it('lets nothing through an empty filter', async () => {
    const request = { pluginFilter: { pluginName: 'scalars' }, runTagFilter: { runs: { names: [] } } };
    const { runs } = await call('ListScalars', read(request), data.ListSeriesResponse.decode);
    assert.deepEqual(runs, []);
  });

  it('gives tensors as they were written', async () => {
    const request = {
      pluginFilter: { pluginName: 'text' },
      runTagFilter: { runs: { names: ['main'] }, tags: { names: ['notes'] } },
      downsample: { numPoints: 100 },
    };
    const reply = await call('ReadTensors', read(request), data.ReadTensorsResponse.decode);
    const [first] = reply.runs?.[0]?.tags?.[0]?.data?.value ?? [];
    assert.ok(first);
    const tensor = tensorboard.TensorProto.decode(first);
    assert.equal(tensor.dtype, tensorboard.DataType.DT_STRING);
    assert.ok((tensor.stringVal[0]?.length ?? 0) > 0);
  });

  it('gives blobs by the keys that it gave out', async () => {
    const request = {
      pluginFilter: { pluginName: 'images' },
      runTagFilter: { runs: { names: ['main'] }, tags: { names: ['batch'] } },
      downsample: { numPoints: 1 },
    };
    const reply = await call('ReadBlobSequences', read(request), data.ReadBlobSequencesResponse.decode);
    const series = reply.runs?.[0]?.tags?.[0]?.data;
    const key = series?.values?.[0]?.blobRefs?.[2]?.blobKey ?? '';
    const bytes = await readBlob(key);
    const { rawPayload } = await app.fastify.inject({
      url: `/data/plugin/images/individualImage?blob_key=${key}`,
      headers: { host: 'localhost' },
    });
    assert.equal(sha256(bytes), sha256(rawPayload));
  });

  it('says what is wrong with a request', async () => {
    const codeOf = (promise: Promise<unknown>): Promise<number> =>
      promise.then(
        () => status.OK,
        (error: ServiceError) => error.code,
      );
    const named = { pluginFilter: { pluginName: 'scalars' } };
    const scalars = (properties: ReadProperties): Promise<number> =>
      codeOf(call('ReadScalars', read(properties), data.ReadScalarsResponse.decode));
    assert.equal(await scalars({ downsample: { numPoints: 1 } }), status.INVALID_ARGUMENT);
    assert.equal(await scalars(named), status.INVALID_ARGUMENT);
    assert.equal(await scalars({ ...named, downsample: { numPoints: -1 } }), status.INVALID_ARGUMENT);
    assert.equal(await codeOf(readBlob('x')), status.INVALID_ARGUMENT);
    const gone = Buffer.from(JSON.stringify(['', 'images', 'main', 'batch', 12_345, 2])).toString(
      'base64url',
    );
    assert.equal(await codeOf(readBlob(gone)), status.NOT_FOUND);
  });

  function readBlob(blobKey: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Uint8Array[] = [];
      client
        .makeServerStreamRequest(
          '/tensorboard.data.TensorBoardDataProvider/ReadBlob',
          (bytes: Uint8Array) => Buffer.from(bytes),
          data.ReadBlobResponse.decode,
          data.ReadBlobRequest.encode({ blobKey }).finish(),
        )
        .on('data', (part: provider.data.ReadBlobResponse) => parts.push(part.data))
        .on('end', () => resolve(Buffer.concat(parts)))
        .on('error', reject);
    });
  }
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
