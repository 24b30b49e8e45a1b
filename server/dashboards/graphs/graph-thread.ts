import { parentPort } from 'node:worker_threads';
import { AppError } from '../../base/errors.ts';
import { decodeGraph } from './source/decode-graph.ts';
import { GraphCache } from './graph-cache.ts';
import { buildGraphModel } from './model/graph-model.ts';
import { answerQuery } from './query/graph-query.ts';
import type { GraphReply, GraphRequest } from './graph-worker.ts';

// The thread that GraphWorker starts: it parses graphs, keeps the latest, and answers queries one after the other.

const cache = new GraphCache();

function reply(request: GraphRequest): GraphReply {
  if ('payload' in request) {
    cache.set(request.key, buildGraphModel(decodeGraph(request.payload, 'page')));
    return { kind: 'kept' };
  }
  const model = cache.get(request.key);
  if (model === undefined) return { kind: 'unknown-graph' };
  return { kind: 'answer', answer: answerQuery(model, request.query) };
}

parentPort?.on('message', (request: GraphRequest) => {
  try {
    parentPort?.postMessage(reply(request));
  } catch (error) {
    // Errors lose their class on the way to another thread; any other than these ends it.
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    parentPort?.postMessage({ kind: 'error', code, message } satisfies GraphReply);
  }
});
