import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ErrorReply } from '../../../proto/api/common.ts';
import { GraphInstruments, type GraphInstrument } from '../../../proto/api/graph-costs.ts';
import { GraphQuery } from '../../../proto/api/graphs.ts';
import type { Series } from '../../store/series-store.ts';
import type { ReadContext } from '../registry.ts';
import { graphSpec } from './graph-spec.ts';
import type { GraphWorker } from './graph-worker.ts';

/** As many tags of a run as are looked at. */
const MAX_TAGS = 20_000;

/** GET /instruments: which scalars and histograms of the run belong to which node. */
export function instrumentRoute(app: FastifyInstance, context: ReadContext, worker: GraphWorker): void {
  app.withTypeProvider<TypeBoxTypeProvider>().get(
    '/instruments',
    {
      schema: {
        summary: 'Scalars and histograms of the run, by the node or scope that they are named after',
        querystring: GraphQuery,
        response: { 200: GraphInstruments, 404: ErrorReply, 422: ErrorReply },
      },
    },
    async ({ query }) => {
      const run = context.store.runByName(query.run);
      const series = [...(run?.series.values() ?? [])]
        .filter((one) => kindOf(one) !== undefined)
        .slice(0, MAX_TAGS);
      const spec = graphSpec(context, query);
      const paths = await worker.ask(spec, { kind: 'instruments', tags: series.map(({ tag }) => tag) });
      return {
        instruments: series.flatMap((one, index) => {
          const kind = kindOf(one);
          if (kind === undefined) return [];
          return (paths[index] ?? []).map((path) => ({ kind, path, ...describeSeries(one) }));
        }),
      };
    },
  );
}

function kindOf({ metadata: { plugin } }: Series): GraphInstrument['kind'] | undefined {
  return plugin === 'scalars' || plugin === 'histograms' ? plugin : undefined;
}

function describeSeries(series: Series): Omit<GraphInstrument, 'kind' | 'path'> {
  const { tag, length: count } = series;
  if (count === 0) return { tag, count };
  if (series.kind === 'blob') {
    return { tag, count, firstStep: series.stepAt(0), lastStep: series.stepAt(count - 1) };
  }
  const first = series.chunks[0]?.points();
  const chunk = series.chunks.at(-1);
  const last = chunk?.points();
  if (!first || !chunk || !last) return { tag, count };
  return { tag, count, firstStep: first.stepAt(0), lastStep: last.stepAt(chunk.length - 1) };
}
