import type { FastifyInstance } from 'fastify';
import type { BlobSeries } from '../store/series-store.ts';
import { blobSteps, type BlobStep } from './blob-sequence.ts';
import { keyOfBlob } from './blob-key.ts';
import { histogramRows, mapBuckets } from './histogram-rows.ts';
import { sendImage } from './image-routes.ts';
import { markdownToHtml } from './markdown.ts';
import { PythonFloat, type PythonValue } from './python-json.ts';
import { sendInvalid, sendJson } from './reply.ts';
import { addRoute, formOf, queryOf, required } from './request.ts';
import { scalarStepsJson } from './scalar-rows.ts';
import { IMAGE_HEADER_BLOBS, maxSamples } from './sampled-tags.ts';
import {
  belongsTo,
  HISTOGRAMS,
  IMAGES,
  indexOf,
  SCALARS,
  type IndexedRun,
  type PluginSeries,
} from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** What a card of TensorBoard's time series page asks for. */
interface SeriesRequest {
  readonly plugin: string;
  readonly tag: string;
  readonly run: string | undefined;
  readonly sample: number | undefined;
}

const PLUGINS: ReadonlyMap<unknown, PluginSeries> = new Map(
  [SCALARS, HISTOGRAMS, IMAGES].map((of) => [of.plugin, of]),
);

/** TensorBoard's `/data/plugin/timeseries/…`: the tags of three plugins at once, and the series of one card. */
export function timeseriesRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store } = context;
  addRoute(app, '/data/plugin/timeseries/tags', async (_request, reply) => {
    const images = indexOf(store, IMAGES);
    return sendJson(reply, {
      scalars: basicTags(indexOf(store, SCALARS)),
      histograms: basicTags(indexOf(store, HISTOGRAMS)),
      images: {
        tagDescriptions: tagDescriptions(images),
        tagRunSampledInfo: await sampledInfo(context, images),
      },
    });
  });

  addRoute(app, '/data/plugin/timeseries/timeSeries', async (request, reply) => {
    const form = request.method === 'POST' ? await formOf(request) : queryOf(request);
    const text = form.get('requests');
    if (typeof text !== 'string' || text === '') return sendInvalid(reply, "Missing 'requests' field");
    const requests = parseJson(text);
    if (requests === undefined) return sendInvalid(reply, "Unable to parse 'requests' as JSON");
    if (!Array.isArray(requests) || !requests.every(isObject))
      return sendInvalid(reply, "'requests' must be a list of objects");
    const answers: PythonValue[] = [];
    for (const each of requests) answers.push(await answer(context, each));
    return sendJson(reply, answers);
  });

  addRoute(app, '/data/plugin/timeseries/imageData', (request, reply) =>
    sendImage(reply, context, required(queryOf(request), 'imageId')),
  );
}

function basicTags(runs: readonly IndexedRun[]): PythonValue {
  const runTagInfo = new Map(runs.map(({ run, series }) => [run.name, series.map(({ tag }) => tag).sort()]));
  return { runTagInfo, tagDescriptions: tagDescriptions(runs) };
}

/** The description of each tag that has one; where runs differ, each run's under a heading. */
function tagDescriptions(runs: readonly IndexedRun[]): ReadonlyMap<string, string> {
  const runsByDescription = new Map<string, Map<string, string[]>>();
  for (const { run, series } of runs) {
    for (const { tag, metadata } of series) {
      if (metadata.description === '') continue;
      const ofTag = runsByDescription.get(tag) ?? new Map<string, string[]>();
      runsByDescription.set(tag, ofTag);
      ofTag.set(metadata.description, [...(ofTag.get(metadata.description) ?? []), run.name]);
    }
  }
  return new Map([...runsByDescription].map(([tag, ofTag]) => [tag, markdownToHtml(combine(ofTag))]));
}

function combine(runsByDescription: ReadonlyMap<string, readonly string[]>): string {
  const all = [...runsByDescription].sort(([a], [b]) => (a < b ? -1 : 1));
  const [only] = all;
  if (all.length === 1 && only) return only[0];
  const sections = all.map(
    ([text, runs]) => `## For ${runs.length > 1 ? 'runs' : 'run'}: ${runs.toSorted().join(', ')}\n${text}`,
  );
  return `# Multiple descriptions\n${sections.join('\n')}`;
}

/** Tag → run → the most images that a step has. */
async function sampledInfo(
  context: TensorBoardContext,
  runs: readonly IndexedRun[],
): Promise<ReadonlyMap<string, PythonValue>> {
  const byTag = new Map<string, Map<string, PythonValue>>();
  for (const { run, series } of runs) {
    for (const one of series) {
      const ofTag = byTag.get(one.tag) ?? new Map<string, PythonValue>();
      byTag.set(one.tag, ofTag);
      ofTag.set(run.name, { maxSamplesPerStep: await maxSamples(context, one, IMAGES) });
    }
  }
  return byTag;
}

async function answer(context: TensorBoardContext, request: Record<string, unknown>): Promise<PythonValue> {
  const { plugin, tag, run, sample } = request;
  const echo = {
    plugin: asText(plugin),
    tag: asText(tag),
    ...(typeof run === 'string' && { run }),
    ...(Number.isSafeInteger(sample) && { sample: Number(sample) }),
  };
  const of = PLUGINS.get(plugin);
  if (typeof tag !== 'string') return { ...echo, error: 'Missing tag' };
  if (of === undefined) return { ...echo, error: 'Invalid plugin' };
  if (of !== SCALARS && typeof run !== 'string') return { ...echo, error: 'Missing run' };
  if (of === IMAGES && echo.sample === undefined) return { ...echo, error: 'Missing sample' };
  return {
    ...echo,
    runToSeries: await runToSeries(context, of, {
      plugin: of.plugin,
      tag,
      run: echo.run,
      sample: echo.sample,
    }),
  };
}

async function runToSeries(
  context: TensorBoardContext,
  of: PluginSeries,
  request: SeriesRequest,
): Promise<PythonValue> {
  const { store } = context;
  const named = request.run ? [store.runByName(request.run)] : store.runs();
  const result = new Map<string, PythonValue>();
  for (const run of named) {
    const series = run?.series.get(request.tag);
    if (run === undefined || series === undefined || !belongsTo(series, of)) continue;
    const points =
      series.kind === 'scalar'
        ? scalarStepsJson(series, context.limit('scalars'))
        : await blobPoints(context, of, series, request);
    if (points !== undefined) result.set(run.name, points);
  }
  return result;
}

async function blobPoints(
  context: TensorBoardContext,
  of: PluginSeries,
  series: BlobSeries,
  { sample = 0 }: SeriesRequest,
): Promise<PythonValue | undefined> {
  const { blobs, counts, limit } = context;
  if (of === HISTOGRAMS) {
    const rows = await histogramRows(blobs, series, limit('histograms'));
    return rows.map(({ wallTime, step, buckets }) => ({
      wallTime: new PythonFloat(wallTime),
      step,
      bins: mapBuckets(buckets, (min, max, count) => ({
        min: new PythonFloat(min),
        max: new PythonFloat(max),
        count: new PythonFloat(count),
      })),
    }));
  }
  const index = sample + IMAGE_HEADER_BLOBS;
  const steps = (await blobSteps(blobs, counts, series, limit('images'))).filter(
    ({ count }) => index >= 0 && index < count,
  );
  return steps.length === 0 ? undefined : steps.map((step) => imagePoint(series, step, index));
}

function imagePoint(series: BlobSeries, { point: { step, wallTime } }: BlobStep, index: number): PythonValue {
  return { step, wallTime: new PythonFloat(wallTime), imageId: keyOfBlob(series, step, index) };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
