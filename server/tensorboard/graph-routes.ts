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
import type { TensorBoardContext } from './tensorboard-routes.ts';

const PBTXT = 'text/x-protobuf';

/** TensorBoard's `/data/plugin/graphs/…`: which graphs there are, and each as protobuf text. */
export function graphRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  app.get('/data/plugin/graphs/info', (_request, reply) =>
    sendJson(
      reply,
      new Map(Object.entries(graphInfo(context.store)).map(([run, info]) => [run, asValue(info)])),
    ),
  );
  app.get<{ Querystring: GraphTextQuery }>('/data/plugin/graphs/graph', (request, reply) =>
    sendPbtxt(reply, graphText(context, request.query)),
  );
  app.get<{ Querystring: { run?: string; tag?: string } }>(
    '/data/plugin/graphs/run_metadata',
    (request, reply) => sendPbtxt(reply, runMetadataText(context, request.query)),
  );
}

async function sendPbtxt(reply: FastifyReply, text: Promise<string>): Promise<FastifyReply> {
  try {
    return sendText(reply, PBTXT, await text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // This plugin's errors lack the words that the others begin with.
    if (error.statusCode === 400) return sendError(reply, 400, error.message);
    if (error.statusCode === 404) return sendNotFound(reply);
    throw error;
  }
}

function asValue({ run, tags, run_graph }: ReturnType<typeof graphInfo>[string]): PythonValue {
  return { run, tags: new Map(Object.entries(tags).map(([tag, info]) => [tag, { ...info }])), run_graph };
}
