import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { tensorboard } from '../../proto/generated/plugin-data.js';
import { AppError } from '../base/errors.ts';
import { visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { sampleEvenly } from '../query/sample.ts';
import type { BlobSeries, Run, Series } from '../store/series-store.ts';
import { PythonFloat, type PythonValue } from './python-json.ts';
import { readTensors, type TensorStep } from './read-tensors.ts';
import { sendBlob, sendError, sendJson } from './reply.ts';
import { addRoute, countOf, queryOf } from './request.ts';
import { belongsTo, indexOf, MESHES } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

const { MeshPluginData } = tensorboard.plugins;
const { ContentType } = MeshPluginData;
/** Vertices, faces and colours: what metadata without components mean. */
const ALL_COMPONENTS = (1 << ContentType.VERTEX) | (1 << ContentType.FACE) | (1 << ContentType.COLOR);

/** One part of a mesh: its vertices, its faces, or its colours. */
interface MeshPart {
  readonly series: BlobSeries;
  readonly data: tensorboard.plugins.MeshPluginData;
}

/** How the numbers of a part are sent. */
const ARRAYS = new Map<number, (values: Float64Array) => Uint8Array>([
  [ContentType.VERTEX, (values) => bytesOf(Float32Array.from(values))],
  [ContentType.FACE, (values) => bytesOf(Int32Array.from(values))],
  [ContentType.COLOR, (values) => bytesOf(Uint8Array.from(values))],
]);

/** TensorBoard's `/data/plugin/mesh/…`: tags, the parts of one mesh over time, and the numbers of one part. */
export function meshRoutes(app: FastifyInstance, { store, blobs, limit }: TensorBoardContext): void {
  addRoute(app, '/data/plugin/mesh/tags', (_request, reply) =>
    sendJson(
      reply,
      new Map(
        indexOf(store, MESHES).map(({ run, series }) => [
          run.name,
          new Map(partsOf(series).map(({ data }) => [data.name, { samples: data.shape[0] ?? 0 }] as const)),
        ]),
      ),
    ),
  );

  addRoute(app, '/data/plugin/mesh/meshes', (request, reply) => {
    const query = queryOf(request);
    const steps = meshParts(store.runByName(query.get('run') ?? ''), query.get('tag')).flatMap((part) => {
      const points = visiblePoints(part.series);
      return [...sampleEvenly(points.length, limit('mesh'))].flatMap((index) => {
        const point = points[index];
        return point ? [{ ...point, part }] : [];
      });
    });
    return sendJson(
      reply,
      steps
        .sort((a, b) => a.step - b.step)
        .map(({ wallTime, step, part: { data } }): PythonValue => ({
          wall_time: new PythonFloat(wallTime),
          step,
          content_type: data.contentType,
          components: data.components || ALL_COMPONENTS,
          config: data.jsonConfig,
          data_shape: data.shape,
        })),
    );
  });

  addRoute(app, '/data/plugin/mesh/data', async (request, reply) => {
    const query = queryOf(request);
    const step = Number(query.get('step') ?? 0);
    if (Number.isNaN(step)) throw new AppError('REQUEST_INVALID', 'step must be a number');
    const sample = countOf(query, 'sample');
    const type = contentType(query.get('content_type') ?? '');
    const asBytes = ARRAYS.get(type);
    if (asBytes === undefined) return sendError(reply, 400, 'Bad content_type');
    const parts: Uint8Array[] = [];
    for (const { series, data } of meshParts(store.runByName(query.get('run') ?? ''), query.get('tag'))) {
      if (data.contentType !== type) continue;
      const steps = await readTensors(blobs, series, limit('mesh'));
      for (const each of steps) if (each.step === step) parts.push(asBytes(sampleOf(each, sample)));
    }
    const bytes = Buffer.concat(parts);
    // A stream, since Fastify would correct the type of a buffer: this one is none.
    return sendBlob(reply.header('Content-Length', bytes.length), 'arraybuffer', Readable.from([bytes]));
  });
}

/** The parts of the mesh of this name. */
function meshParts(run: Run | undefined, name: string | null): MeshPart[] {
  const series = [...(run?.series.values() ?? [])].filter((one) => belongsTo(one, MESHES));
  return partsOf(series).filter(({ data }) => data.name === name);
}

function partsOf(series: readonly Series[]): MeshPart[] {
  return series.flatMap((one) => {
    if (one.kind !== 'blob') return [];
    try {
      return [{ series: one, data: MeshPluginData.decode(one.metadata.content) }];
    } catch {
      return [];
    }
  });
}

function contentType(name: string): number {
  const types: Readonly<Record<string, unknown>> = ContentType;
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  return typeof type === 'number' ? type : ContentType.UNDEFINED;
}

/** One sample of a batch, the tensor's first dimension. Throws REQUEST_INVALID beyond its end. */
function sampleOf({ tensor: { shape, values } }: TensorStep, sample: number): Float64Array {
  const [samples = 0] = shape;
  if (sample >= samples) throw new AppError('REQUEST_INVALID', `there are only ${samples} samples`);
  const length = values.length / samples;
  return values.subarray(sample * length, (sample + 1) * length);
}

function bytesOf({ buffer }: Float32Array | Int32Array | Uint8Array): Uint8Array {
  return new Uint8Array(buffer);
}
