import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '../base/errors.ts';
import {
  graphInfo,
  graphText,
  runMetadataText,
  type GraphTextQuery,
} from '../dashboards/graphs/tensorboard-graphs.ts';
import type { PythonValue } from './python-json.ts';
import { sendError, sendJson, sendNotFound, sendText } from './reply.ts';
import { addRoute, queryOf } from './request.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

const PBTXT = 'text/x-protobuf';

/** TensorBoard's `/data/plugin/graphs/…`: which graphs there are, and each as protobuf text. */
export function graphRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  addRoute(app, '/data/plugin/graphs/info', (_request, reply) =>
    sendJson(
      reply,
      new Map(Object.entries(graphInfo(context.store)).map(([run, info]) => [run, asValue(info)])),
    ),
  );
  addRoute(app, '/data/plugin/graphs/graph', (request, reply) => {
    const query = queryOf(request);
    const value = (name: keyof GraphTextQuery): string | undefined => query.get(name) ?? undefined;
    return sendPbtxt(
      reply,
      graphText(context, {
        run: value('run'),
        tag: value('tag'),
        conceptual: value('conceptual'),
        limit_attr_size: value('limit_attr_size'),
        large_attrs_key: value('large_attrs_key'),
      }),
    );
  });
  addRoute(app, '/data/plugin/graphs/run_metadata', (request, reply) => {
    const query = queryOf(request);
    const run = query.get('run') ?? undefined;
    const tag = query.get('tag') ?? undefined;
    return sendPbtxt(reply, runMetadataText(context, { run, tag }));
  });
}

async function sendPbtxt(reply: FastifyReply, text: Promise<string>): Promise<FastifyReply> {
  try {
    return await sendText(reply, PBTXT, await text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // This plugin's errors lack the words that the others begin with.
    if (error.statusCode === 400) return await sendError(reply, 400, error.message);
    if (error.statusCode === 404) return await sendNotFound(reply);
    throw error;
  }
}

function asValue({ run, tags, run_graph }: ReturnType<typeof graphInfo>[string]): PythonValue {
  return { run, tags: new Map(Object.entries(tags).map(([tag, info]) => [tag, { ...info }])), run_graph };
}
