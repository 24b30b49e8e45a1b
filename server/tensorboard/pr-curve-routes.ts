import type { FastifyInstance } from 'fastify';
import { AppError } from '../base/errors.ts';
import { PythonFloat, pythonRepr, type PythonValue } from './python-json.ts';
import { readTensors, type TensorStep } from './read-tensors.ts';
import { sendError, sendJson } from './reply.ts';
import { addRoute, queryOf, required } from './request.ts';
import { findBlobs, PR_CURVES } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** Rows of a curve's tensor. */
const ROWS = 6;

/** TensorBoard's `/data/plugin/pr_curves/…`: tags, and the curves of one tag in several runs. */
export function prCurveRoutes(
  app: FastifyInstance,
  { store, blobs, tagLists, limit }: TensorBoardContext,
): void {
  addRoute(app, '/data/plugin/pr_curves/tags', (_request, reply) => sendJson(reply, tagLists.of(PR_CURVES)));

  addRoute(app, '/data/plugin/pr_curves/pr_curves', async (request, reply) => {
    const query = queryOf(request);
    const runs = query.getAll('run');
    const tag = required(query, 'tag');
    if (runs.length === 0) throw new AppError('REQUEST_INVALID', 'query parameter "run" is required');
    const curves = new Map<string, PythonValue>();
    for (const run of runs) {
      const series = findBlobs(store, PR_CURVES, run, tag);
      if (!series) {
        const message = `No PR curves could be found for run ${pythonRepr(run)} and tag ${pythonRepr(tag)}`;
        return sendError(reply, 400, message);
      }
      const steps = await readTensors(blobs, series, limit('pr_curves'));
      curves.set(run, steps.filter(isCurve).map(curveJson));
    }
    return sendJson(reply, curves);
  });
}

function isCurve({ tensor: { shape } }: TensorStep): boolean {
  return shape.length === 2 && shape[0] === ROWS && (shape[1] ?? 0) > 0;
}

/** The curve up to its last threshold at which anything is predicted positive; at the rest precision has no meaning. */
function curveJson({ wallTime, step, tensor: { shape, values } }: TensorStep): PythonValue {
  const thresholds = shape[1] ?? 0;
  const row = (index: number): Float64Array => values.subarray(index * thresholds, (index + 1) * thresholds);
  const positives = (at: number): number => Math.trunc(row(0)[at] ?? 0) + Math.trunc(row(1)[at] ?? 0);
  let end = thresholds;
  while (end > 1 && positives(end - 1) === 0) end--;
  const counts = (index: number): PythonValue => Array.from(row(index).subarray(0, end), Math.trunc);
  const ratios = (index: number): PythonValue => floats(row(index).subarray(0, end));
  return {
    wall_time: new PythonFloat(wallTime),
    step,
    precision: ratios(4),
    recall: ratios(5),
    true_positives: counts(0),
    false_positives: counts(1),
    true_negatives: counts(2),
    false_negatives: counts(3),
    thresholds: floats(evenly(thresholds).subarray(0, end)),
  };
}

/** `count` numbers from 0 to 1, rounded as NumPy's linspace does. */
function evenly(count: number): Float64Array {
  const step = 1 / (count - 1);
  return Float64Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : index === count - 1 ? 1 : index * step,
  );
}

function floats(values: Float64Array): PythonValue {
  return Array.from(values, (value) => new PythonFloat(value));
}
