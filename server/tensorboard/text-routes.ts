import type { FastifyInstance } from 'fastify';
import { visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { sampleEvenly } from '../query/sample.ts';
import { PythonFloat, type PythonValue } from './python-json.ts';
import { sendJson } from './reply.ts';
import { addRoute, queryOf } from './request.ts';
import { findBlobs, indexOf, TEXT } from './series-index.ts';
import { decodeStringTensor } from './string-tensor.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';
import { textToHtml } from './text-to-html.ts';

/** TensorBoard's `/data/plugin/text/…`: tags, and the texts of one series as HTML. */
export function textRoutes(app: FastifyInstance, { store, blobs, limit }: TensorBoardContext): void {
  addRoute(app, '/data/plugin/text/tags', (_request, reply) =>
    sendJson(
      reply,
      new Map(indexOf(store, TEXT).map(({ run, series }) => [run.name, series.map(({ tag }) => tag)])),
    ),
  );

  addRoute(app, '/data/plugin/text/text', async (request, reply) => {
    const query = queryOf(request);
    const series = findBlobs(store, TEXT, query.get('run'), query.get('tag'));
    if (!series) return sendJson(reply, []);
    const isMarkdown = query.get('markdown') !== 'false';
    const points = visiblePoints(series);
    const chosen = [...sampleEvenly(points.length, limit('text'))].flatMap((index) => points[index] ?? []);
    const payloads = await blobs.readAll(chosen);
    const texts: PythonValue[] = [];
    chosen.forEach(({ wallTime, step }, index) => {
      const payload = payloads[index];
      const tensor = payload instanceof Uint8Array ? decodeStringTensor(payload) : undefined;
      if (tensor === undefined) return;
      texts.push({ wall_time: new PythonFloat(wallTime), step, text: textToHtml(tensor, isMarkdown) });
    });
    return sendJson(reply, texts);
  });
}
