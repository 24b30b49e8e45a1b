import { parentPort } from 'node:worker_threads';
import { AppError } from '../../base/errors.ts';
import { decodeGraph, decodeRunMetadata } from './source/decode-graph.ts';
import { uploadedGraph } from './source/uploaded-graph.ts';
import { GraphCache } from './graph-cache.ts';
import { buildModelOf, type GraphModel } from './model/graph-model.ts';
import { joinProfile, type Profile } from './model/profile.ts';
import { answerQuery } from './query/graph-query.ts';
import type { GraphReply, GraphRequest } from './graph-worker.ts';

// The thread that GraphWorker starts: it parses graphs, keeps the latest, and answers queries one after the other.

const cache = new GraphCache();
/** Profiles joined with each graph; they go with it. */
const profiles = new WeakMap<GraphModel, Map<string, Profile>>();

function reply(request: GraphRequest): GraphReply {
  switch (request.kind) {
    case 'graph': {
      const { graph, before, isByDevice } = request.sources;
      const parts = {
        graph: decodeGraph(graph, 'page'),
        before: before && decodeGraph(before, 'page'),
        isByDevice,
      };
      cache.set(request.key, buildModelOf(parts));
      return { kind: 'kept' };
    }
    case 'upload':
      cache.set(request.key, buildModelOf({ graph: uploadedGraph(request.bytes) }));
      return { kind: 'kept' };
    case 'profile': {
      const model = cache.get(request.key);
      if (model === undefined) return { kind: 'unknown-graph' };
      const known = profiles.get(model) ?? new Map<string, Profile>();
      known.set(request.profileKey, joinProfile(model, decodeRunMetadata(request.payload), request.counted));
      profiles.set(model, known);
      return { kind: 'kept' };
    }
    case 'query': {
      const model = cache.get(request.key);
      if (model === undefined) return { kind: 'unknown-graph' };
      const { profileKey } = request;
      const profile = profileKey === undefined ? undefined : profiles.get(model)?.get(profileKey);
      if (profileKey !== undefined && profile === undefined) return { kind: 'unknown-profile' };
      return { kind: 'answer', answer: answerQuery(model, request.query, profile) };
    }
  }
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
