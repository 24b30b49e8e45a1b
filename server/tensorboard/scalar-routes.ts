import type { FastifyInstance } from 'fastify';
import { forEachPick } from '../query/for-each-pick.ts';
import { forEachStretch } from '../query/scalar-cursor.ts';
import { sampleShape } from '../query/sample.ts';
import type { ScalarSeries } from '../store/series-store.ts';
import { PythonFloat, pythonFloat, pythonRepr, type PythonValue } from './python-json.ts';
import { sendInvalid, sendJson, sendNotFound, sendText } from './reply.ts';
import { findScalars, listTags, SCALARS } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** Points that TensorBoard answers with when no other number is asked for. */
const DEFAULT_SAMPLES = 1000;

/** One row of an answer. */
interface Row {
  readonly wallTime: number;
  readonly step: number | bigint;
  readonly value: number;
}

interface ScalarsQuery {
  readonly run?: string;
  readonly tag?: string;
  readonly format?: string;
}

/** TensorBoard's `/data/plugin/scalars/…`: tags, and the points of one series as JSON or CSV. */
export function scalarRoutes(app: FastifyInstance, { store, samplesPerPlugin }: TensorBoardContext): void {
  app.get('/data/plugin/scalars/tags', (_request, reply) => sendJson(reply, listTags(store, SCALARS)));

  app.get<{ Querystring: ScalarsQuery }>('/data/plugin/scalars/scalars', (request, reply) => {
    const { run, tag, format } = request.query;
    if (run === undefined || tag === undefined) {
      const detail = `Both run and tag must be specified: tag=${pythonRepr(tag)}, run=${pythonRepr(run)}`;
      return sendInvalid(reply, detail);
    }
    const series = findScalars(store, run, tag);
    if (!series)
      return sendNotFound(reply, `No scalar data for run=${pythonRepr(run)}, tag=${pythonRepr(tag)}`);
    const rows = sampledRows(series, samplesPerPlugin.get('scalars') ?? DEFAULT_SAMPLES);
    if (format === 'csv') return sendText(reply, 'text/csv', csv(rows, series.isInteger));
    return sendJson(
      reply,
      rows.map((row) => jsonRow(row, series.isInteger)),
    );
  });
}

/** The points that no restart superseded, in the order of the file; `limit` 0 = all. */
function sampledRows(series: ScalarSeries, limit: number): Row[] {
  const visible = series.length - series.supersededCount;
  const indexes = new Uint32Array(visible);
  const values = new Float64Array(visible);
  let count = 0;
  forEachStretch(series, 0, { superseded: false }, (chunk, from, to) => {
    const points = chunk.points();
    for (let at = from; at < to; at++, count++) {
      indexes[count] = chunk.start + at;
      values[count] = points.values[at] ?? 0;
    }
  });
  const rows: Row[] = [];
  const picks = sampleShape(values, limit).map((chosen) => indexes[chosen] ?? 0);
  forEachPick(series, picks, (points, at) => {
    rows.push({
      wallTime: points.wallTimeAt(at),
      step: points.exactStepAt(at),
      value: points.values[at] ?? 0,
    });
  });
  return rows;
}

function jsonRow({ wallTime, step, value }: Row, isInteger: boolean): PythonValue {
  return [
    new PythonFloat(wallTime),
    step,
    isInteger && Number.isInteger(value) ? value : new PythonFloat(value),
  ];
}

function csv(rows: readonly Row[], isInteger: boolean): string {
  const print = (value: number): string =>
    isInteger && Number.isInteger(value) ? String(value) : pythonFloat(value);
  const lines = rows.map(
    ({ wallTime, step, value }) => `${pythonFloat(wallTime)},${step},${print(value)}\r\n`,
  );
  return `Wall time,Step,Value\r\n${lines.join('')}`;
}
